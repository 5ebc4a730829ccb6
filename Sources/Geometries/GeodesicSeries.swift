/// The Fourier series of a geodesic on an ellipsoid of revolution, to sixth order in the small parameter ε.
///
/// Numbers in parentheses are equations of C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013) 43–55. With
/// n = 0.0017 the first term left out stays below 10 nanometres on the way to the antipode.
struct SineSeries {
    var c1 = 0.0
    var c2 = 0.0
    var c3 = 0.0
    var c4 = 0.0
    var c5 = 0.0
    var c6 = 0.0

    /// The sum of cₖ·sin 2kσ for k from 1 to 6, by Clenshaw's recurrence.
    func sum(at sigma: UnitVector) -> Double {
        // 2·cos 2σ without cancellation near σ = 45°.
        let twice = 2 * (sigma.cosine - sigma.sine) * (sigma.cosine + sigma.sine)
        let b5 = twice * c6 + c5
        let b4 = twice * b5 - c6 + c4
        let b3 = twice * b4 - b5 + c3
        let b2 = twice * b3 - b4 + c2
        let b1 = twice * b2 - b3 + c1
        return 2 * sigma.sine * sigma.cosine * b1
    }
}

/// An angle held as its sine and cosine, so that nothing is lost near 0° and 90°.
struct UnitVector {
    var sine: Double
    var cosine: Double

    /// An angle whose sine and cosine stand in the ratio of `sine` to `cosine`; scaled to length 1.
    init(direction sine: Double, _ cosine: Double) {
        let length = Trigonometry.length(sine, cosine)
        self.sine = sine / length
        self.cosine = cosine / length
    }

    /// An angle whose sine and cosine are known already.
    init(sine: Double, cosine: Double) {
        self.sine = sine
        self.cosine = cosine
    }

    /// The angle that turns `start` into `end`, 0 through π in radians; rounding below 0 is taken as 0.
    static func turn(from start: UnitVector, to end: UnitVector) -> Double {
        // Adding 0 turns -0 into 0, which the arc tangent would take for -π.
        let sine = max(0, start.cosine * end.sine - start.sine * end.cosine) + 0
        return Trigonometry.arcTangent(sine, start.cosine * end.cosine + start.sine * end.sine)
    }
}

/// Series that turn arcs on the auxiliary sphere into lengths on the WGS 84 ellipsoid.
enum GeodesicSeries {
    /// The scale and the series of the distance integral I₁, (17) and (18).
    static func distance(_ e: Double) -> (scale: Double, series: SineSeries) {
        let e2 = e * e
        let scale = (1 + e2 * (1.0 / 4 + e2 * (1.0 / 64 + e2 / 256))) / (1 - e)
        let series = SineSeries(
            c1: e * (-1.0 / 2 + e2 * (3.0 / 16 - e2 / 32)),
            c2: e2 * (-1.0 / 16 + e2 * (1.0 / 32 - e2 * 9 / 2048)),
            c3: e * e2 * (-1.0 / 48 + e2 * 3 / 256),
            c4: e2 * e2 * (-5.0 / 512 + e2 * 3 / 512),
            c5: e * e2 * e2 * (-7.0 / 1280),
            c6: e2 * e2 * e2 * (-7.0 / 2048))
        return (scale, series)
    }

    /// The scale and the series of I₂, (42) and (43), which with I₁ makes the reduced length.
    static func reducedLength(_ e: Double) -> (scale: Double, series: SineSeries) {
        let e2 = e * e
        let scale = (1 + e2 * (1.0 / 4 + e2 * (9.0 / 64 + e2 * 25 / 256))) * (1 - e)
        let series = SineSeries(
            c1: e * (1.0 / 2 + e2 * (1.0 / 16 + e2 / 32)),
            c2: e2 * (3.0 / 16 + e2 * (1.0 / 32 + e2 * 35 / 2048)),
            c3: e * e2 * (5.0 / 48 + e2 * 5 / 256),
            c4: e2 * e2 * (35.0 / 512 + e2 * 7 / 512),
            c5: e * e2 * e2 * (63.0 / 1280),
            c6: e2 * e2 * e2 * (77.0 / 2048))
        return (scale, series)
    }

    /// The scale of the longitude integral I₃, (24).
    static func longitudeScale(_ e: Double) -> Double {
        let n = Geodesic.thirdFlattening
        let a1 = 1.0 / 2 - n / 2
        let a2 = 1.0 / 4 + n * (1.0 / 8 - n * 3 / 8)
        let a3 = 1.0 / 16 + n * (3.0 / 16 + n / 16)
        let a4 = 3.0 / 64 + n / 32
        let a5 = 3.0 / 128
        return 1 - e * (a1 + e * (a2 + e * (a3 + e * (a4 + e * a5))))
    }

    /// The series of the longitude integral I₃, (25).
    static func longitude(_ e: Double) -> SineSeries {
        let n = Geodesic.thirdFlattening
        let k11 = 1.0 / 4 - n / 4
        let k12 = 1.0 / 8 - n * n / 8
        let k13 = 3.0 / 64 + n * (3.0 / 64 - n / 64)
        let k14 = 5.0 / 128 + n / 64
        let k22 = 1.0 / 16 + n * (-3.0 / 32 + n / 32)
        let k23 = 3.0 / 64 + n * (-1.0 / 32 - n * 3 / 64)
        let k24 = 3.0 / 128 + n / 128
        let k33 = 5.0 / 192 + n * (-3.0 / 64 + n * 5 / 192)
        let k34 = 3.0 / 128 - n * 5 / 192
        let k44 = 7.0 / 512 - n * 7 / 256
        let e2 = e * e
        return SineSeries(
            c1: e * (k11 + e * (k12 + e * (k13 + e * (k14 + e * 3 / 128)))),
            c2: e2 * (k22 + e * (k23 + e * (k24 + e * 5 / 256))),
            c3: e * e2 * (k33 + e * (k34 + e * 7 / 512)),
            c4: e2 * e2 * (k44 + e * 7 / 512),
            c5: e * e2 * e2 * 21 / 2560)
    }
}
