#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The mathematics library, behind names that say degrees or radians; the only file of this room that imports it.
package enum Trigonometry {
    /// Radians in a degree.
    package static let radiansPerDegree = Double.pi / 180

    /// Sine of an angle in radians.
    @inline(__always)
    static func sine(_ radians: Double) -> Double { sin(radians) }

    /// Cosine of an angle in radians.
    @inline(__always)
    static func cosine(_ radians: Double) -> Double { cos(radians) }

    /// The angle of (x, y) in radians, -π through π.
    @inline(__always)
    static func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }

    /// The angle in radians, -π/2 through π/2, that has this sine.
    @inline(__always)
    static func arcSine(_ sine: Double) -> Double { asin(sine) }

    /// The length of (x, y), without overflow or underflow on the way.
    @inline(__always)
    static func length(_ x: Double, _ y: Double) -> Double { hypot(x, y) }

    /// The real cube root.
    static func cubeRoot(_ value: Double) -> Double { cbrt(value) }

    /// Sine and cosine of an angle in degrees, exact at every multiple of 90°.
    ///
    /// The nearest multiple of 90° is taken off first, which is exact for |degrees| ≤ 360, so that cos 90° is 0 and not
    /// the cosine of a rounded π/2.
    package static func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
        let quarters = (degrees / 90).rounded()
        let remainder = (degrees - 90 * quarters) * radiansPerDegree
        let s = sin(remainder)
        let c = cos(remainder)
        return switch Int(quarters) & 3 {
        case 0: (s, c)
        case 1: (c, 0 - s)
        case 2: (0 - s, 0 - c)
        default: (0 - c, s)
        }
    }
}
