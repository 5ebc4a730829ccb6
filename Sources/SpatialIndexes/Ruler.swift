public import Geometries

/// Measures distances from one place, and says how near a rectangle can be.
///
/// The lower bound decides what a nearest search may leave out: it must never exceed the distance to any point of the
/// rectangle. How tight it is decides only how much is looked at.
public protocol Ruler {
    /// The distance to a place.
    func distance(to place: Coordinate) -> Double

    /// A distance that no place in the rectangle is nearer than.
    func lowerBound(to rectangle: Rectangle) -> Double

    /// The distance to the nearest place of the rectangle, but for rounding; not less than the lower bound.
    func distance(to rectangle: Rectangle) -> Double

    /// A rectangle that holds every place within a distance, which may be infinite; it may reach beyond the world.
    func rectangle(within distance: Double) -> Rectangle

    /// The degrees of longitude, the shorter way round, that no place within a distance is farther away than. Needed for speed
    /// alone, where ``rectangle(within:)`` spans ±180°.
    func longitudes(within distance: Double) -> Double

    /// Whether a distance takes much longer to find than a lower bound.
    var isCostly: Bool { get }

    /// The place that distances are measured from.
    var origin: Coordinate { get }

    /// A plane that bounds the distance from below, for every place in the rectangle that holds those within `distance`; nil
    /// where there is none. Needed for speed alone.
    func flatBound(within distance: Double) -> FlatBound?
}

extension Ruler {
    /// All there are.
    public func longitudes(within distance: Double) -> Double { 360 }
}

/// Measures on a sphere, in metres.
///
/// Distances follow the haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984), which
/// keeps its precision for near places; for nearly opposite ones it is good to 0.1 m.
public struct SphericalRuler: Ruler, Sendable {
    /// The place to measure from.
    public let origin: Coordinate
    /// Metres.
    public let radius: Double
    let cosine: Double
    let sine: Double
    /// Whether ``Trigonometry``'s series do near the place: not at a pole, where all longitudes are one place to the last bit.
    let isOrdinary: Bool

    /// Measures from `origin`, whose latitude is that on the sphere.
    public init(from origin: Coordinate, radius: Double = Sphere.meanRadius) {
        self.origin = origin
        self.radius = radius
        cosine = Trigonometry.cosine(degrees: origin.latitude)
        sine = Trigonometry.sine(degrees: origin.latitude)
        isOrdinary = abs(origin.latitude) < 80
    }

    /// The distance along a great circle, in metres.
    public func distance(to place: Coordinate) -> Double {
        let halfDegree = Double.pi / 360
        let longitudes = shorterWay(abs(place.longitude - origin.longitude))
        let x = longitudes * halfDegree
        let y = (place.latitude - origin.latitude) * halfDegree
        if isOrdinary, x < Trigonometry.small, abs(y) < Trigonometry.small {
            let (across, along) = (Trigonometry.sine(small: x), Trigonometry.sine(small: y))
            // The cosine of the other latitude, by that of the difference.
            let other = cosine * (1 - 2 * along * along) - sine * 2 * along * Trigonometry.cosine(small: y)
            let haversine = along * along + cosine * other * across * across
            return radius * 2 * Trigonometry.arcSine(small: haversine.squareRoot())
        }
        return radius
            * angle(
                longitudes: longitudes, latitudes: place.latitude - origin.latitude,
                cosine: Trigonometry.cosine(degrees: place.latitude))
    }

    /// Of two ways round that differ by so many degrees of longitude, the shorter; so 180 and -180 are one meridian, exactly.
    @inline(__always)
    private func shorterWay(_ longitudes: Double) -> Double { min(longitudes, abs(360 - longitudes)) }

    /// A distance that no place in the rectangle is nearer than, in metres.
    ///
    /// Each term of the haversine is replaced by its least in the rectangle: the gap in latitude, the gap in longitude (the
    /// shorter way round) and the cosine of the latitude nearest to a pole. What rounding may add, 4e-8 of the distance
    /// between opposite places and less than a micrometre between near ones, is taken off.
    public func lowerBound(to rectangle: Rectangle) -> Double {
        let least = min(
            Trigonometry.cosine(degrees: rectangle.minLatitude), Trigonometry.cosine(degrees: rectangle.maxLatitude))
        let angle = angle(
            longitudes: longitudeGap(to: rectangle), latitudes: latitudeGap(to: rectangle), cosine: max(0, least))
        return max(0, radius * angle * (1 - 4e-8) - 1e-6)
    }

    /// The distance to the nearest place of the rectangle, in metres.
    public func distance(to rectangle: Rectangle) -> Double { distance(to: nearestPlace(of: rectangle)) }

    /// A rectangle that holds every place within a distance in metres.
    ///
    /// A circle of the angle r around latitude φ reaches arcsin(sin r / cos φ) to either side. Near a pole or across ±180°
    /// all longitudes are taken. Half a millimetre is added for rounding.
    public func rectangle(within distance: Double) -> Rectangle {
        let reach = max(0, distance) / radius * (1 + 1e-8) + 1e-10
        let degrees = reach * 180 / .pi
        guard degrees < 90 else { return .world }
        let south = origin.latitude - degrees
        let north = origin.latitude + degrees
        var rectangle = Rectangle(minLongitude: -180, minLatitude: south, maxLongitude: 180, maxLatitude: north)
        let side = longitudes(within: distance)
        let west = origin.longitude - side
        let east = origin.longitude + side
        guard west > -180, east < 180 else { return rectangle }
        rectangle.minLongitude = west
        rectangle.maxLongitude = east
        return rectangle
    }

    /// The degrees of longitude that a circle reaches to either side, arcsin(sin r / cos φ); all where it comes near a pole.
    public func longitudes(within distance: Double) -> Double {
        let degrees = (max(0, distance) / radius * (1 + 1e-8) + 1e-10) * 180 / .pi
        guard degrees < 90, abs(origin.latitude) + degrees < 89.9 else { return 360 }
        return Trigonometry.arcSineDegrees(min(1, Trigonometry.sine(degrees: degrees) / cosine)) * (1 + 1e-8)
    }

    /// False.
    public var isCostly: Bool { false }

    /// The place of the rectangle that is nearest on the sphere.
    ///
    /// Along a meridian at longitude difference d the nearest latitude is that of the foot of the perpendicular,
    /// atan2(sin φ, cos φ cos d); where the meridian segment does not reach it, an end is nearest.
    public func nearestPlace(of rectangle: Rectangle) -> Coordinate {
        let gap = longitudeGap(to: rectangle)
        let clamped = min(max(origin.latitude, rectangle.minLatitude), rectangle.maxLatitude)
        guard gap > 0 else {
            let holds = rectangle.minLongitude <= origin.longitude && origin.longitude <= rectangle.maxLongitude
            return Coordinate(longitude: holds ? origin.longitude : nearerEdge(of: rectangle), latitude: clamped)
        }
        let edge = nearerEdge(of: rectangle)
        let foot = Trigonometry.arcTangentDegrees(
            Trigonometry.sine(degrees: origin.latitude), cosine * Trigonometry.cosine(degrees: gap))
        let latitudes = [
            min(max(foot, rectangle.minLatitude), rectangle.maxLatitude), rectangle.minLatitude, rectangle.maxLatitude,
        ]
        var nearest = Coordinate(longitude: edge, latitude: latitudes[0])
        for latitude in latitudes.dropFirst() {
            let place = Coordinate(longitude: edge, latitude: latitude)
            if distance(to: place) < distance(to: nearest) { nearest = place }
        }
        return nearest
    }

    /// Degrees of latitude between the origin and the rectangle.
    private func latitudeGap(to rectangle: Rectangle) -> Double {
        max(0, rectangle.minLatitude - origin.latitude, origin.latitude - rectangle.maxLatitude)
    }

    /// Degrees of longitude between the origin and the rectangle, the shorter way round.
    private func longitudeGap(to rectangle: Rectangle) -> Double {
        let gaps = edgeGaps(of: rectangle)
        return min(gaps.east, gaps.west)
    }

    private func nearerEdge(of rectangle: Rectangle) -> Double {
        let gaps = edgeGaps(of: rectangle)
        return gaps.east <= gaps.west ? rectangle.minLongitude : rectangle.maxLongitude
    }

    /// Degrees eastwards to the western edge and westwards to the eastern edge; 0 when the origin lies between them.
    private func edgeGaps(of rectangle: Rectangle) -> (east: Double, west: Double) {
        let east = rectangle.minLongitude - origin.longitude
        let west = origin.longitude - rectangle.maxLongitude
        if east <= 0, west <= 0 { return (0, 0) }
        // A rectangle of steps may reach a step beyond ±180.
        return (east < 0 ? max(0, east + 360) : east, west < 0 ? max(0, west + 360) : west)
    }

    /// The central angle in radians, from differences in degrees and the cosine of the other latitude.
    private func angle(longitudes: Double, latitudes: Double, cosine other: Double) -> Double {
        let x = Trigonometry.sine(degrees: longitudes / 2)
        let y = Trigonometry.sine(degrees: latitudes / 2)
        let haversine = y * y + cosine * other * x * x
        return 2 * Trigonometry.arcSine(min(1, max(0, haversine).squareRoot()))
    }
}

/// Measures in metres with a given geodesic on the WGS 84 ellipsoid.
///
/// Lower bounds are those on a sphere with the radius `Sphere.low`, the least radius of curvature of the ellipsoid, b²/a =
/// 6,335,439 m, with geodetic latitudes taken as latitudes on the sphere. They hold because a step (dφ, dλ) has the length
/// √(M² dφ² + N² cos² φ dλ²) on the ellipsoid, and both radii of curvature, M and N, are at least b²/a everywhere; so no path
/// is shorter there than on that sphere. Against the mean radius that is a factor of 0.9944.
public struct EllipsoidalRuler: Ruler {
    let sphere: SphericalRuler
    private let geodesic: (Coordinate, Coordinate) -> Double

    /// Measures from `origin` with `geodesic`, which returns the metres between two places.
    public init(from origin: Coordinate, geodesic: @escaping (Coordinate, Coordinate) -> Double) {
        sphere = SphericalRuler(from: origin, radius: Sphere.low)
        self.geodesic = geodesic
    }

    /// The place to measure from.
    public var origin: Coordinate { sphere.origin }

    /// The geodesic distance, in metres.
    public func distance(to place: Coordinate) -> Double { geodesic(sphere.origin, place) }

    /// A distance that no place in the rectangle is nearer than, in metres.
    public func lowerBound(to rectangle: Rectangle) -> Double { sphere.lowerBound(to: rectangle) }

    /// The geodesic distance to the place of the rectangle that is nearest on the sphere: at most 0.6% too long.
    public func distance(to rectangle: Rectangle) -> Double { distance(to: sphere.nearestPlace(of: rectangle)) }

    /// A rectangle that holds every place within a distance in metres: that on the sphere, where nothing is farther.
    public func rectangle(within distance: Double) -> Rectangle { sphere.rectangle(within: distance) }

    /// The degrees of longitude that a circle on the sphere reaches, where nothing is farther.
    public func longitudes(within distance: Double) -> Double { sphere.longitudes(within: distance) }

    /// True.
    public var isCostly: Bool { true }
}

/// Measures straight lines in degrees, as if longitude and latitude were plane coordinates; nothing crosses ±180°.
public struct PlanarRuler: Ruler, Sendable {
    /// The place to measure from.
    public let origin: Coordinate

    /// Measures from `origin`.
    public init(from origin: Coordinate) { self.origin = origin }

    /// The distance in degrees.
    public func distance(to place: Coordinate) -> Double {
        let x = place.longitude - origin.longitude
        let y = place.latitude - origin.latitude
        return (x * x + y * y).squareRoot()
    }

    /// The distance to the nearest place of the rectangle, in degrees; rounding is monotone, so it is a bound as well.
    public func lowerBound(to rectangle: Rectangle) -> Double { distance(to: rectangle) }

    /// The distance to the nearest place of the rectangle, in degrees.
    public func distance(to rectangle: Rectangle) -> Double {
        distance(
            to: Coordinate(
                longitude: min(max(origin.longitude, rectangle.minLongitude), rectangle.maxLongitude),
                latitude: min(max(origin.latitude, rectangle.minLatitude), rectangle.maxLatitude)))
    }

    /// The square with the distance in degrees as half its side.
    public func rectangle(within distance: Double) -> Rectangle {
        // Rounding is far below what is added.
        let reach = max(0, distance) + 1e-9
        return Rectangle(
            minLongitude: origin.longitude - reach, minLatitude: origin.latitude - reach,
            maxLongitude: origin.longitude + reach, maxLatitude: origin.latitude + reach)
    }

    /// False.
    public var isCostly: Bool { false }
}
