/// One inverse problem, brought to Karney's canonical form: φ₁ ≤ 0, φ₁ ≤ φ₂ ≤ -φ₁, 0 ≤ λ₁₂ ≤ 180°.
///
/// Symmetry of the ellipsoid makes the distance the same. β is the reduced latitude, λ the longitude on the ellipsoid,
/// ω that on the auxiliary sphere, α an azimuth, σ an arc on the auxiliary sphere.
struct InverseProblem {
    /// The reduced latitude of the first point, the one farther from the equator.
    let beta1: UnitVector
    /// The reduced latitude of the second point.
    let beta2: UnitVector
    /// √(1 + e'² sin² β) at the two points.
    let stretch1: Double
    let stretch2: Double
    /// The difference of longitude.
    let lambda: UnitVector
    /// The difference of longitude in radians.
    let lambdaRadians: Double
    /// 180° less the difference of longitude, in degrees, kept for its accuracy near the antipode.
    let supplementDegrees: Double
    /// Whether the first point is a pole.
    let startsAtPole: Bool

    init(from start: Coordinate, to end: Coordinate) {
        (lambda, lambdaRadians, supplementDegrees) = Self.longitudeDifference(start.longitude, end.longitude)
        let farther = abs(start.latitude) < abs(end.latitude) ? end.latitude : start.latitude
        let nearer = abs(start.latitude) < abs(end.latitude) ? start.latitude : end.latitude
        let latitude1 = farther < 0 ? farther : 0 - farther
        let latitude2 = farther < 0 ? nearer : 0 - nearer
        startsAtPole = latitude1 == -90
        let b1 = Self.reducedLatitude(latitude1)
        var b2 = Self.reducedLatitude(latitude2)
        // Equal latitudes must give equal numbers: the formula for α₂ takes a difference of their squares.
        if abs(latitude2) == 0 - latitude1 {
            b2 = UnitVector(sine: latitude2 < 0 ? b1.sine : 0 - b1.sine, cosine: b1.cosine)
        }
        beta1 = b1
        beta2 = b2
        stretch1 = (1 + Geodesic.secondEccentricitySquared * b1.sine * b1.sine).squareRoot()
        stretch2 = (1 + Geodesic.secondEccentricitySquared * b2.sine * b2.sine).squareRoot()
    }

    /// tan β = (1 - f) tan φ, (6); the cosine never quite 0, so that a pole keeps its meridian.
    private static func reducedLatitude(_ latitude: Double) -> UnitVector {
        let phi = Trigonometry.sineAndCosine(degrees: withoutUnderflow(latitude))
        let beta = UnitVector(direction: Geodesic.axisRatio * phi.sine, phi.cosine)
        return UnitVector(sine: beta.sine, cosine: max(1e-150, beta.cosine))
    }

    /// The angle to a multiple of 2⁻⁵⁷° (10⁻¹² m on the ground) when it is small: products of smaller ones would vanish.
    private static func withoutUnderflow(_ degrees: Double) -> Double {
        let magnitude = abs(degrees)
        guard magnitude < 1.0 / 16 else { return degrees }
        let rounded = 1.0 / 16 - (1.0 / 16 - magnitude)
        return degrees < 0 ? 0 - rounded : rounded
    }

    /// |λ₂ - λ₁| folded to 0…180°, with the rounding error of the subtraction carried along.
    private static func longitudeDifference(_ first: Double, _ second: Double) -> (UnitVector, Double, Double) {
        // Knuth's two-sum: difference + error is exactly second - first.
        var difference = second - first
        let virtual = difference - second
        var error = (second - (difference - virtual)) + (0 - first - virtual)
        if difference.magnitude > 360 {
            difference = difference.remainder(dividingBy: 360)
        } else if difference > 180 {
            difference -= 360
        } else if difference < -180 {
            difference += 360
        }
        if difference < 0 || (difference == 0 && error < 0) {
            difference = 0 - difference
            error = 0 - error
        }
        let supplement = withoutUnderflow((180 - difference) - error)
        let degrees = withoutUnderflow(difference + error)
        let radians = degrees * Trigonometry.radiansPerDegree
        if difference > 90 {
            let angle = Trigonometry.sineAndCosine(degrees: supplement)
            return (UnitVector(sine: max(0, angle.sine), cosine: 0 - angle.cosine), radians, supplement)
        }
        let angle = Trigonometry.sineAndCosine(degrees: degrees)
        return (UnitVector(sine: max(0, angle.sine), cosine: angle.cosine), radians, supplement)
    }

    /// The distance in metres.
    func solve() -> Double {
        if startsAtPole || lambda.sine == 0, let metres = alongMeridian() { return metres }
        if beta1.sine == 0, supplementDegrees >= Geodesic.flattening * 180 {
            return Geodesic.equatorialRadius * lambdaRadians
        }
        switch startingAzimuth() {
        case .solved(let metres): return metres
        case .azimuth(let azimuth): return length(of: arc(byNewtonFrom: azimuth))
        }
    }

    /// The distance when both points lie on one meridian (the far side included), or nil when a path off the meridian
    /// is shorter, which happens near the antipode.
    private func alongMeridian() -> Double? {
        let start = UnitVector(direction: beta1.sine, lambda.cosine * beta1.cosine)
        let end = UnitVector(direction: beta2.sine, beta2.cosine)
        let sigma = UnitVector.turn(from: start, to: end)
        let path = Arc(
            start: start, end: end, sigma: sigma, epsilon: geodesicEpsilon(Geodesic.secondEccentricitySquared))
        // A negative reduced length means a conjugate point on the way: no longer the shortest path.
        guard sigma < 1 || reducedLength(of: path) >= 0 else { return nil }
        return length(of: path)
    }

    /// A geodesic between two arcs of the auxiliary sphere.
    struct Arc {
        var start: UnitVector
        var end: UnitVector
        /// The arc length in radians.
        var sigma: Double
        var epsilon: Double
    }

    /// s₁₂ in metres, (7).
    func length(of arc: Arc) -> Double {
        let (scale, series) = GeodesicSeries.distance(arc.epsilon)
        return Geodesic.polarRadius * scale * (arc.sigma + (series.sum(at: arc.end) - series.sum(at: arc.start)))
    }

    /// m₁₂ / b, (38)–(40).
    func reducedLength(of arc: Arc) -> Double {
        let (scale1, series1) = GeodesicSeries.distance(arc.epsilon)
        let (scale2, series2) = GeodesicSeries.reducedLength(arc.epsilon)
        let j =
            (scale1 - scale2) * arc.sigma
            + (scale1 * (series1.sum(at: arc.end) - series1.sum(at: arc.start))
                - scale2 * (series2.sum(at: arc.end) - series2.sum(at: arc.start)))
        return stretch2 * (arc.start.cosine * arc.end.sine) - stretch1 * (arc.start.sine * arc.end.cosine)
            - arc.start.cosine * arc.end.cosine * j
    }
}
