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
