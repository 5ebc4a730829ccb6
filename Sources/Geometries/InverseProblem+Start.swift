extension InverseProblem {
    /// What is known before the iteration.
    enum Start {
        /// The points are so near that the formula for a small sphere is exact: metres.
        case solved(Double)
        /// A first guess of the azimuth at the first point.
        case azimuth(UnitVector)
    }

    /// The azimuth from the sphere, or, for nearly antipodal points, from the astroid problem (section 5 of the paper).
    func startingAzimuth() -> Start {
        // sin(β₂ - β₁), cos(β₂ - β₁) and sin(β₂ + β₁)
        let sineDifference = beta2.sine * beta1.cosine - beta2.cosine * beta1.sine
        let cosineDifference = beta2.cosine * beta1.cosine + beta2.sine * beta1.sine
        let sineSum = beta2.sine * beta1.cosine + beta2.cosine * beta1.sine

        let isShort = cosineDifference >= 0 && sineDifference < 0.5 && beta2.cosine * lambdaRadians < 0.5
        var omega = lambda
        var meanStretch = 1.0
        if isShort {
            // The longitude is scaled by the ellipsoid's curvature at the mean latitude, (48).
            var meanSineSquared = (beta1.sine + beta2.sine) * (beta1.sine + beta2.sine)
            let meanCosine = beta1.cosine + beta2.cosine
            meanSineSquared /= meanSineSquared + meanCosine * meanCosine
            meanStretch = (1 + Geodesic.secondEccentricitySquared * meanSineSquared).squareRoot()
            let radians = lambdaRadians / (Geodesic.axisRatio * meanStretch)
            omega = UnitVector(sine: Trigonometry.sine(radians), cosine: Trigonometry.cosine(radians))
        }

        // (49), in forms that do not cancel for small and for large ω.
        let east = beta2.cosine * omega.sine
        let squared = beta2.cosine * beta1.sine * omega.sine * omega.sine
        let north =
            omega.cosine >= 0 ? sineDifference + squared / (1 + omega.cosine) : sineSum - squared / (1 - omega.cosine)
        let sineSigma = Trigonometry.length(east, north)
        let cosineSigma = beta1.sine * beta2.sine + beta1.cosine * beta2.cosine * omega.cosine

        if isShort, sineSigma < Self.shortArc {
            return .solved(
                Geodesic.polarRadius * meanStretch * Trigonometry.arcTangent(sineSigma, cosineSigma))
        }
        if cosineSigma >= 0
            || sineSigma >= 6 * Geodesic.thirdFlattening * Double.pi * beta1.cosine * beta1.cosine
        {
            return .azimuth(Self.azimuth(east: east, north: north))
        }
        return .azimuth(nearAntipode(sineSum: sineSum))
    }

    /// The arc in radians below which the formula for a small sphere errs by less than rounding.
    private static let shortArc =
        0.1 * Double.ulpOfOne.squareRoot()
        / (max(0.001, Geodesic.flattening) * min(1, 1 - Geodesic.flattening / 2) / 2).squareRoot()

    private static func azimuth(east: Double, north: Double) -> UnitVector {
        east > 0 ? UnitVector(direction: east, north) : UnitVector(sine: 1, cosine: 0)
    }

    /// The azimuth towards a point near the antipode, by the envelope of geodesics around it, (52)–(57).
    private func nearAntipode(sineSum: Double) -> UnitVector {
        let beyond = Trigonometry.arcTangent(0 - lambda.sine, 0 - lambda.cosine)  // λ₁₂ - π
        let epsilon = geodesicEpsilon(beta1.sine * beta1.sine * Geodesic.secondEccentricitySquared)
        let longitudeUnit =
            Geodesic.flattening * beta1.cosine * GeodesicSeries.longitudeScale(epsilon) * Double.pi
        let x = beyond / longitudeUnit
        let y = sineSum / (longitudeUnit * beta1.cosine)

        let resolution = Double.ulpOfOne
        if y > -200 * resolution, x > -1 - 1000 * resolution.squareRoot() {
            // On the segment of the astroid's axis: the geodesic leaves almost due east or by the meridian.
            let sine = min(1, 0 - x)
            return UnitVector(sine: max(sine, 0), cosine: 0 - (1 - sine * sine).squareRoot()).orEast
        }
        let k = Self.astroid(x, y)
        let excess = longitudeUnit * (0 - x * k / (1 + k))  // π - ω
        let sine = Trigonometry.sine(excess)
        let cosine = 0 - Trigonometry.cosine(excess)
        return Self.azimuth(
            east: beta2.cosine * sine,
            north: sineSum - beta2.cosine * beta1.sine * sine * sine / (1 - cosine))
    }

    /// The positive root k of k⁴ + 2k³ - (x² + y² - 1)k² - 2y²k - y² = 0, (55), solved as in the paper's appendix B.
    static func astroid(_ x: Double, _ y: Double) -> Double {
        let p = x * x
        let q = y * y
        let r = (p + q - 1) / 6
        guard q > 0 || r > 0 else { return 0 }
        let s = p * q / 4
        let r2 = r * r
        let r3 = r * r2
        let discriminant = s * (s + 2 * r3)
        var u = r
        if discriminant >= 0 {
            var t3 = s + r3
            // The sign that does not cancel.
            t3 += t3 < 0 ? 0 - discriminant.squareRoot() : discriminant.squareRoot()
            let t = Trigonometry.cubeRoot(t3)
            u += t + (t != 0 ? r2 / t : 0)
        } else {
            // Three real roots; the one wanted is the largest.
            let angle = Trigonometry.arcTangent((0 - discriminant).squareRoot(), 0 - (s + r3))
            u += 2 * r * Trigonometry.cosine(angle / 3)
        }
        let v = (u * u + q).squareRoot()
        let uv = u < 0 ? q / (v - u) : u + v
        let w = (uv - q) / (2 * v)
        return uv / ((uv + w * w).squareRoot() + w)
    }
}

extension UnitVector {
    /// The azimuth itself, or due east where its sine is not positive: an iteration cannot start on the meridian.
    fileprivate var orEast: UnitVector {
        sine > 0 ? UnitVector(direction: sine, cosine) : UnitVector(sine: 1, cosine: 0)
    }
}
