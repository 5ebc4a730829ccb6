/// Shortest paths on the WGS 84 ellipsoid.
///
///     Geodesic.distance(from: baghdad, to: erbil)    // metres
///
/// The inverse problem is solved by the method of C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013)
/// 43–55: series of sixth order, Newton's method for the azimuth at the first point, and bisection where Newton's step
/// leaves the bracket. It succeeds for every pair of points, antipodes included, and errs by less than 15 nanometres.
public enum Geodesic {
    /// The equatorial radius a of WGS 84 in metres.
    public static let equatorialRadius = 6_378_137.0
    /// The flattening f of WGS 84.
    public static let flattening = 1 / 298.257_223_563
    /// The polar radius b of WGS 84 in metres.
    public static let polarRadius = equatorialRadius * axisRatio

    /// b / a.
    static let axisRatio = 1 - flattening
    /// n = (a - b) / (a + b).
    static let thirdFlattening = flattening / (2 - flattening)
    /// e'² = (a² - b²) / b².
    static let secondEccentricitySquared = flattening * (2 - flattening) / (axisRatio * axisRatio)

    /// The length of the shortest path between two places, in metres.
    ///
    /// All longitudes at a pole are one place, and -180° and 180° are one meridian. NaN or infinity in gives NaN.
    ///
    /// - Complexity: O(1); about a microsecond, somewhat more near the antipode.
    public static func distance(from start: Coordinate, to end: Coordinate) -> Double {
        guard start.longitude.isFinite, start.latitude.isFinite, end.longitude.isFinite, end.latitude.isFinite else {
            return .nan
        }
        return InverseProblem(from: start, to: end).solve()
    }
}

/// The ε of the series for a geodesic that crosses the equator at azimuth α₀: k = e'·cos α₀, (9) and (16).
func geodesicEpsilon(_ kSquared: Double) -> Double {
    kSquared / (2 * (1 + (1 + kSquared).squareRoot()) + kSquared)
}
