extension InverseProblem {
    /// Newton steps before the search falls back to bisection alone.
    private static let newtonSteps = 20
    /// All steps: bisection of a double's 53 bits fits, with room to spare.
    private static let allSteps = newtonSteps + 53 + 10
    /// Stands for a cosine or sine of zero where a direction must stay defined.
    private static let tiny = 1e-150

    /// The arc whose end has the wanted longitude.
    ///
    /// The longitude reached grows with the azimuth in (0, π), so each step shrinks a bracket; a Newton step that would
    /// leave the half circle is replaced by a bisection. The loop ends at the rounding error or when the bracket closes.
    func arc(byNewtonFrom first: UnitVector) -> Arc {
        var azimuth = first
        var low = UnitVector(sine: Self.tiny, cosine: 1)
        var high = UnitVector(sine: Self.tiny, cosine: -1)
        var isConverging = false
        var isClosed = false
        var step = 0
        while true {
            let (path, excess, slope) = longitudeExcess(at: azimuth, wantsSlope: step < Self.newtonSteps)
            let limit = (isConverging ? 8 : 1) * Double.ulpOfOne
            if isClosed || !(abs(excess) >= limit) || step == Self.allSteps { return path }
            step += 1

            // Comparing cotangents compares azimuths without loss.
            if excess > 0, step > Self.newtonSteps || azimuth.cotangent > high.cotangent {
                high = azimuth
            } else if excess < 0, step > Self.newtonSteps || azimuth.cotangent < low.cotangent {
                low = azimuth
            }
            if step < Self.newtonSteps, slope > 0, let next = azimuth.turned(by: 0 - excess / slope) {
                azimuth = next
                // Convergence is quadratic: an error this small is gone after one more step.
                isConverging = abs(excess) <= 16 * Double.ulpOfOne
                continue
            }
            azimuth = UnitVector(direction: (low.sine + high.sine) / 2, (low.cosine + high.cosine) / 2)
            isConverging = false
            isClosed =
                abs(low.sine - azimuth.sine) + (low.cosine - azimuth.cosine) < Double.ulpOfOne
                || abs(azimuth.sine - high.sine) + (azimuth.cosine - high.cosine) < Double.ulpOfOne
        }
    }

    /// How far beyond the wanted longitude the geodesic with azimuth α₁ meets the second latitude, (8), and its
    /// derivative by α₁, (44)–(46).
    private func longitudeExcess(at azimuth: UnitVector, wantsSlope: Bool) -> (Arc, excess: Double, slope: Double) {
        var alpha1 = azimuth
        // An equatorial geodesic would hold no information about where the second point lies.
        if beta1.sine == 0, alpha1.cosine == 0 { alpha1.cosine = 0 - Self.tiny }

        // The azimuth at the equator, (5) and (10).
        let sine0 = alpha1.sine * beta1.cosine
        let cosine0 = Trigonometry.length(alpha1.cosine, alpha1.sine * beta1.sine)

        // σ and ω of the first point, (11) and (12).
        let forward1 = alpha1.cosine * beta1.cosine
        let sigma1 = UnitVector(direction: beta1.sine, forward1)
        let omega1 = UnitVector(sine: sine0 * beta1.sine, cosine: forward1)

        // cos α₂ by (45), in a form that does not cancel.
        let cosine2: Double
        if beta2.cosine != beta1.cosine || abs(beta2.sine) != 0 - beta1.sine {
            let difference =
                beta1.cosine < 0 - beta1.sine
                ? (beta2.cosine - beta1.cosine) * (beta1.cosine + beta2.cosine)
                : (beta1.sine - beta2.sine) * (beta1.sine + beta2.sine)
            cosine2 = max(0, forward1 * forward1 + difference).squareRoot() / beta2.cosine
        } else {
            cosine2 = abs(alpha1.cosine)
        }
        let forward2 = cosine2 * beta2.cosine
        let sigma2 = UnitVector(direction: beta2.sine, forward2)
        let omega2 = UnitVector(sine: sine0 * beta2.sine, cosine: forward2)

        let sigma = UnitVector.turn(from: sigma1, to: sigma2)
        let sineOmega = max(0, omega1.cosine * omega2.sine - omega1.sine * omega2.cosine) + 0
        let cosineOmega = omega1.cosine * omega2.cosine + omega1.sine * omega2.sine
        // ω₁₂ less the wanted longitude, by the addition theorem.
        let eta = Trigonometry.arcTangent(
            sineOmega * lambda.cosine - cosineOmega * lambda.sine,
            cosineOmega * lambda.cosine + sineOmega * lambda.sine)

        let epsilon = geodesicEpsilon(cosine0 * cosine0 * Geodesic.secondEccentricitySquared)
        let series = GeodesicSeries.longitude(epsilon)
        let correction =
            Geodesic.flattening * GeodesicSeries.longitudeScale(epsilon) * sine0
            * (sigma + (series.sum(at: sigma2) - series.sum(at: sigma1)))
        let path = Arc(start: sigma1, end: sigma2, sigma: sigma, epsilon: epsilon)
        guard wantsSlope else { return (path, eta - correction, 0) }
        let slope =
            cosine2 == 0
            ? -2 * Geodesic.axisRatio * stretch1 / beta1.sine
            : reducedLength(of: path) * Geodesic.axisRatio / forward2
        return (path, eta - correction, slope)
    }
}

extension UnitVector {
    fileprivate var cotangent: Double { cosine / sine }

    /// The angle after a turn, or nil when it would leave the open half circle (0, π).
    fileprivate func turned(by radians: Double) -> UnitVector? {
        guard abs(radians) < Double.pi else { return nil }
        let s = Trigonometry.sine(radians)
        let c = Trigonometry.cosine(radians)
        let turnedSine = sine * c + cosine * s
        guard turnedSine > 0 else { return nil }
        return UnitVector(direction: turnedSine, cosine * c - sine * s)
    }
}
