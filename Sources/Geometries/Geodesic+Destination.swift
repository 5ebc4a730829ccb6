extension Geodesic {
    /// The place that lies so far from another one in a direction.
    ///
    ///     Geodesic.destination(from: mosul, bearingDegrees: 180, metres: 10_000)
    ///
    /// The great circle of a sphere gives the direction, and the distance is then corrected to that on the ellipsoid: it is
    /// right to a millimetre up to 1,000 km, the direction to a fifth of a degree, which is nothing beside what
    /// "south of" leaves open.
    ///
    /// - Parameters:
    ///   - start: The place to begin at.
    ///   - bearingDegrees: The direction there, clockwise from north.
    ///   - metres: How far; up to 20,000 km.
    /// - Returns: The place; `start` itself for a distance or direction that is no number.
    /// - Complexity: O(1); some microseconds.
    public static func destination(
        from start: Coordinate, bearingDegrees: Double, metres: Double
    ) -> Coordinate {
        guard metres > 0, metres.isFinite, bearingDegrees.isFinite else { return start }
        var angle = metres / Sphere.meanRadius
        var end = greatCircle(from: start, bearingDegrees: bearingDegrees, angle: angle)
        for _ in 0..<3 {
            let reached = distance(from: start, to: end)
            guard reached > 0 else { break }
            angle *= metres / reached
            end = greatCircle(from: start, bearingDegrees: bearingDegrees, angle: angle)
        }
        return end
    }

    private static func greatCircle(from start: Coordinate, bearingDegrees: Double, angle: Double) -> Coordinate {
        let radians = Trigonometry.radiansPerDegree
        let (latitude, bearing) = (start.latitude * radians, bearingDegrees * radians)
        let (sine, cosine) = (Trigonometry.sine(latitude), Trigonometry.cosine(latitude))
        let (across, along) = (Trigonometry.sine(angle), Trigonometry.cosine(angle))
        let northward = sine * along + cosine * across * Trigonometry.cosine(bearing)
        let eastward = Trigonometry.arcTangent(
            Trigonometry.sine(bearing) * across * cosine, along - sine * northward)
        var longitude = start.longitude + eastward / radians
        if longitude > 180 { longitude -= 360 }
        if longitude < -180 { longitude += 360 }
        return Coordinate(
            longitude: longitude, latitude: Trigonometry.arcSine(min(max(northward, -1), 1)) / radians)
    }
}
