internal import CKernels
internal import Geometries

/// A plane around the place that a ruler measures from, in which no place of a neighbourhood is farther than it really is.
///
/// Products and sums are all it takes to leave out most of what a nearest search looks at.
public struct FlatBound: Hashable, Sendable {
    /// The unit of the ruler (metres, except for a planar one) for a degree of longitude.
    public var longitudeScale: Double
    /// The unit of the ruler for a degree of latitude.
    public var latitudeScale: Double

    /// Makes a bound: the distance to a place is at least the square root of (`longitudeScale` Δλ)² + (`latitudeScale` Δφ)².
    public init(longitudeScale: Double, latitudeScale: Double) {
        self.longitudeScale = longitudeScale
        self.latitudeScale = latitudeScale
    }
}

extension Ruler {
    /// None: such a ruler is asked for lower bounds one by one.
    public func flatBound(within distance: Double) -> FlatBound? { nil }
}

extension SphericalRuler {
    /// The plane that bounds distances in the neighbourhood that ``rectangle(within:)`` surrounds; nil where that reaches a
    /// pole, ±180° or farther than a radian.
    ///
    /// A distance is 2 r arcsin √h ≥ 2 r √h, with the haversine h = sin² Δφ/2 + cos φ₀ cos φ sin² Δλ/2. In the neighbourhood
    /// cos φ is at least that of its latitude nearest to a pole, and sin² x ≥ x² (1 - x²/3).
    public func flatBound(within distance: Double) -> FlatBound? {
        let degree = radius * .pi / 180
        // What rounding may add is far below what is taken off.
        let scale = degree * (1 - 1e-8)
        if distance <= 0, abs(origin.longitude) < 180 {
            return FlatBound(longitudeScale: scale * cosine, latitudeScale: scale)
        }
        guard distance < radius, let (north, east, least) = neighbourhood(within: distance),
            origin.longitude - east > -180, origin.longitude + east < 180
        else { return nil }
        let radians = Double.pi / 180
        func shrunk(_ reach: Double) -> Double { max(0, 1 - reach * reach * radians * radians / 12).squareRoot() }
        return FlatBound(
            longitudeScale: scale * shrunk(east) * (max(0, least) * cosine).squareRoot(),
            latitudeScale: scale * shrunk(north))
    }

    /// How many degrees of latitude and of longitude every place within a distance is away at most, and what its latitude's
    /// cosine is at least; nil where all longitudes are within it.
    private func neighbourhood(within distance: Double) -> (latitudes: Double, longitudes: Double, cosine: Double)? {
        let reach = distance / radius * (1 + 1e-8) + 1e-10
        let degrees = 180 / Double.pi
        // Far from the poles, the series are good to far more than is added for rounding.
        if isOrdinary, reach < Trigonometry.small {
            let (along, across) = (Trigonometry.cosine(small: reach), Trigonometry.sine(small: reach))
            if across < Trigonometry.small * cosine {
                let side = Trigonometry.arcSine(small: across / cosine)
                return (reach * degrees, side * degrees * (1 + 1e-8), cosine * along - abs(sine) * across)
            }
        }
        let surroundings = rectangle(within: distance)
        guard surroundings.minLongitude > -180, surroundings.maxLongitude < 180 else { return nil }
        let least = min(
            Trigonometry.cosine(degrees: surroundings.minLatitude),
            Trigonometry.cosine(degrees: surroundings.maxLatitude))
        return (
            surroundings.maxLatitude - origin.latitude, surroundings.maxLongitude - origin.longitude, least
        )
    }
}

extension EllipsoidalRuler {
    /// The plane that bounds distances on the sphere where nothing is farther.
    public func flatBound(within distance: Double) -> FlatBound? { sphere.flatBound(within: distance) }
}

extension PlanarRuler {
    /// The plane itself.
    public func flatBound(within distance: Double) -> FlatBound? {
        FlatBound(longitudeScale: 1 - 1e-12, latitudeScale: 1 - 1e-12)
    }
}

/// A flat bound in the steps of a part.
struct StepPlane: Equatable {
    private let longitude: Double, latitude: Double
    private let longitudeScale: Double, latitudeScale: Double
    /// The plane as the kernels take it.
    let rounded: ck_plane

    static func == (left: StepPlane, right: StepPlane) -> Bool {
        left.longitudeScale == right.longitudeScale && left.latitudeScale == right.latitudeScale
            && left.longitude == right.longitude && left.latitude == right.latitude
    }

    init(_ bound: FlatBound, around longitude: Double, _ latitude: Double) {
        self.longitude = longitude * 1e7
        self.latitude = latitude * 1e7
        longitudeScale = bound.longitudeScale / 1e7
        latitudeScale = bound.latitudeScale / 1e7
        rounded = ck_plane(
            longitude: DegreeGrid.step(flooring: longitude), latitude: DegreeGrid.step(flooring: latitude),
            longitude_scale: Float(longitudeScale), latitude_scale: Float(latitudeScale))
    }

    /// A number that the square of the distance to a value that floors to the steps is not less than.
    ///
    /// A value may lie up to a step above the one that it floors to.
    @inline(__always)
    func squaredBound(_ longitudeStep: Int32, _ latitudeStep: Int32) -> Double {
        let x = max(0, abs(Double(longitudeStep) - longitude) - 1) * longitudeScale
        let y = max(0, abs(Double(latitudeStep) - latitude) - 1) * latitudeScale
        return x * x + y * y
    }

    /// A square, of those that the kernels find, which that of no place within a distance in the plane exceeds.
    ///
    /// The place and the values lie up to a step above what they floor to, and single precision rounds a few times.
    func square(within distance: Double) -> Float {
        let reach = distance * (1 + 1e-6) + 2 * (longitudeScale + latitudeScale)
        return Float(reach * reach).nextUp
    }

    /// A distance in the plane that no place exceeds whose square, as the kernels find it, is at most this.
    func distance(within square: Float) -> Double {
        Double(square).squareRoot() * (1 + 1e-6) + 2 * (longitudeScale + latitudeScale)
    }

    /// How many times as long as in another plane what lies in it may be here, roughly.
    func stretch(to other: StepPlane) -> Double {
        let (across, along) = (longitudeScale / other.longitudeScale, latitudeScale / other.latitudeScale)
        return 1 + 2 * (across - 1) + 2 * (along - 1)
    }
}
