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
    /// pole, ±180° or farther than a quarter of a radian.
    ///
    /// A distance is 2 r arcsin √h ≥ 2 r √h, with the haversine h = sin² Δφ/2 + cos φ₀ cos φ sin² Δλ/2. In the neighbourhood
    /// cos φ is at least that of its latitude nearest to a pole, and sin² x ≥ x² (1 - x²/3).
    public func flatBound(within distance: Double) -> FlatBound? {
        guard distance < 0.25 * radius else { return nil }
        let surroundings = rectangle(within: distance)
        guard surroundings.minLongitude > -180, surroundings.maxLongitude < 180 else { return nil }
        let radians = Double.pi / 180
        let least = min(
            Trigonometry.cosine(degrees: surroundings.minLatitude),
            Trigonometry.cosine(degrees: surroundings.maxLatitude))
        func shrunk(_ reach: Double) -> Double { max(0, 1 - reach * reach * radians * radians / 12).squareRoot() }
        // What rounding may add is far below what is taken off.
        let scale = radius * radians * (1 - 1e-8)
        return FlatBound(
            longitudeScale: scale * shrunk(surroundings.maxLongitude - origin.longitude)
                * (max(0, least) * Trigonometry.cosine(degrees: origin.latitude)).squareRoot(),
            latitudeScale: scale * shrunk(surroundings.maxLatitude - origin.latitude))
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
struct StepPlane {
    private let longitude: Double, latitude: Double
    private let longitudeScale: Double, latitudeScale: Double
    /// The plane as the kernels take it.
    let rounded: ck_plane

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
}
