#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Android)
internal import Android
#endif

/// The C library's functions, in degrees where that is said.
enum Trigonometry {
    private static let radiansPerDegree = Double.pi / 180

    static func sine(degrees: Double) -> Double { sin(degrees * radiansPerDegree) }

    /// Exactly 0 at ±90, where all longitudes are one place.
    static func cosine(degrees: Double) -> Double { abs(degrees) == 90 ? 0 : cos(degrees * radiansPerDegree) }

    /// In radians.
    static func arcSine(_ value: Double) -> Double { asin(value) }

    static func arcSineDegrees(_ value: Double) -> Double { asin(value) / radiansPerDegree }

    static func arcTangentDegrees(_ y: Double, _ x: Double) -> Double { atan2(y, x) / radiansPerDegree }
}

extension Trigonometry {
    /// Angles less than this are small, in radians: the first term that the series below leave out is less than 2⁻⁵³ of their
    /// value.
    static let small = 0.05

    /// The sine of a small angle in radians, by its Taylor series.
    @inline(__always)
    static func sine(small angle: Double) -> Double {
        let square = angle * angle
        return angle * (1 - square * (1.0 / 6) * (1 - square * (1.0 / 20) * (1 - square * (1.0 / 42))))
    }

    /// The cosine of a small angle in radians, by its Taylor series.
    @inline(__always)
    static func cosine(small angle: Double) -> Double {
        let square = angle * angle
        return 1 - square * (1.0 / 2)
            * (1 - square * (1.0 / 12) * (1 - square * (1.0 / 30) * (1 - square * (1.0 / 56))))
    }

    /// The angle in radians whose sine is less than 1.5 times a small number, by its Taylor series.
    @inline(__always)
    static func arcSine(small value: Double) -> Double {
        let square = value * value
        let rest =
            square * (15.0 / 336 + square * (105.0 / 3_456 + square * (945.0 / 42_240 + square * (10_395.0 / 599_040))))
        return value * (1 + square * (1.0 / 6 + square * (3.0 / 40 + rest)))
    }
}
