/// Great circles: fast, and within half a percent of the ellipsoid, with bounds that an index may rely on.
///
///     let angle = Sphere.angle(from: a, to: b)
///     // angle * Sphere.low <= Geodesic.distance(from: a, to: b) <= angle * Sphere.high
///
/// Why the bounds hold. Geographic latitude and longitude map the ellipsoid onto a unit sphere. A step (dφ, dλ) is
/// √(M²dφ² + N²cos²φ dλ²) long on the ellipsoid and √(dφ² + cos²φ dλ²) on the sphere, M and N being the radii of
/// curvature at φ. Both lie between M at the equator, b²/a, and M = N at the poles, a²/b. So any path is at least b²/a
/// and at most a²/b times as long on the ellipsoid as on the unit sphere; taking the shortest path of each surface and
/// measuring it on the other bounds one distance by the other.
public enum Sphere {
    /// Metres of ellipsoid per radian of sphere, at least: b²/a, less a relative 10⁻⁸ that covers all rounding.
    public static let low =
        Geodesic.polarRadius * Geodesic.polarRadius / Geodesic.equatorialRadius * (1 - 1e-8)
    /// Metres of ellipsoid per radian of sphere, at most: a²/b, plus a relative 10⁻⁸ that covers all rounding.
    public static let high =
        Geodesic.equatorialRadius * Geodesic.equatorialRadius / Geodesic.polarRadius * (1 + 1e-8)
    /// The mean radius of the Earth in metres, (2a + b) / 3, for ``distance(from:to:)``.
    public static let meanRadius = (2 * Geodesic.equatorialRadius + Geodesic.polarRadius) / 3

    /// The angle between two places seen from the centre, in radians, by the haversine formula.
    ///
    /// - Complexity: O(1), about a tenth of ``Geodesic/distance(from:to:)``.
    public static func angle(from start: Coordinate, to end: Coordinate) -> Double {
        let half = Trigonometry.radiansPerDegree / 2
        let sineLatitude = Trigonometry.sine((end.latitude - start.latitude) * half)
        let sineLongitude = Trigonometry.sine((end.longitude - start.longitude) * half)
        let cosines =
            Trigonometry.cosine(start.latitude * Trigonometry.radiansPerDegree)
            * Trigonometry.cosine(end.latitude * Trigonometry.radiansPerDegree)
        let haversine = sineLatitude * sineLatitude + cosines * sineLongitude * sineLongitude
        return 2 * Trigonometry.arcSine(min(1, haversine.squareRoot()))
    }

    /// The great-circle distance in metres on a sphere of mean radius; within 0.56% of the ellipsoid's.
    public static func distance(from start: Coordinate, to end: Coordinate) -> Double {
        meanRadius * angle(from: start, to: end)
    }

    /// The smallest angle between a place and a rectangle, in radians; 0 inside.
    ///
    /// For a given latitude the angle grows with the difference of longitude, so the nearest point has the place's own
    /// longitude, where the rectangle spans it, or lies on the side that is nearer in longitude; there the cosine of
    /// the angle is a single wave in latitude, whose crest is at atan2(sin φ, cos φ · cos Δλ).
    public static func angle(from place: Coordinate, to rectangle: Rectangle) -> Double {
        let difference = longitudeDifference(from: place.longitude, to: rectangle)
        if difference == 0 {
            let degrees = max(0, rectangle.minLatitude - place.latitude, place.latitude - rectangle.maxLatitude)
            return degrees * Trigonometry.radiansPerDegree
        }
        let phi = Trigonometry.sineAndCosine(degrees: place.latitude)
        let cosineDifference = Trigonometry.sineAndCosine(degrees: difference).cosine
        let crest =
            Trigonometry.arcTangent(phi.sine, phi.cosine * cosineDifference) / Trigonometry.radiansPerDegree
        if rectangle.minLatitude <= crest, crest <= rectangle.maxLatitude {
            return angle(from: place, to: Coordinate(longitude: place.longitude + difference, latitude: crest))
        }
        return min(
            angle(
                from: place, to: Coordinate(longitude: place.longitude + difference, latitude: rectangle.minLatitude)),
            angle(
                from: place, to: Coordinate(longitude: place.longitude + difference, latitude: rectangle.maxLatitude)))
    }

    /// A number of metres that no point of the rectangle is nearer than, on the ellipsoid; 0 inside.
    ///
    /// The bound by which a nearest search drops a whole node.
    public static func lowerBound(from place: Coordinate, to rectangle: Rectangle) -> Double {
        // The angle may come out a few roundings too large; 10⁻¹² radians are 6 micrometres.
        max(0, angle(from: place, to: rectangle) - 1e-12) * low
    }

    /// Degrees from a longitude to the nearest longitude of the rectangle, 0 through 180, across ±180 too.
    private static func longitudeDifference(from longitude: Double, to rectangle: Rectangle) -> Double {
        if rectangle.minLongitude <= longitude, longitude <= rectangle.maxLongitude { return 0 }
        let west = abs(rectangle.minLongitude - longitude)
        let east = abs(rectangle.maxLongitude - longitude)
        // A rectangle that is rounded outwards may reach beyond ±180.
        return max(0, min(west, 360 - west, east, 360 - east))
    }
}
