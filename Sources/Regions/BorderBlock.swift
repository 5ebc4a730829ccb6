import Geometries

/// A closed rectangle in steps of 2⁻²² degrees, all four sides rounded to the nearest.
///
/// Rounding keeps order, so what meets still meets; what meets only here lies within a step of one another. What lies beyond
/// it here is certain.
struct StepRectangle {
    var minLongitude: Int32
    var minLatitude: Int32
    var maxLongitude: Int32
    var maxLatitude: Int32

    /// The step of a number of degrees between -360 and 360.
    ///
    /// Beside 1.5 · 2³⁰ the last bit of a double stands for a step, and those of the sum count from the middle.
    @inline(__always)
    static func step(_ degrees: Double) -> Int32 { Int32(truncatingIfNeeded: (degrees + 0x1.8p30).bitPattern) }

    /// Around the two ends of a path that does not turn back.
    @inline(__always)
    init(around start: Coordinate, _ end: Coordinate) {
        let (startX, endX) = (Self.step(start.longitude), Self.step(end.longitude))
        let (startY, endY) = (Self.step(start.latitude), Self.step(end.latitude))
        minLongitude = min(startX, endX)
        minLatitude = min(startY, endY)
        maxLongitude = max(startX, endX)
        maxLatitude = max(startY, endY)
    }

    @inline(__always)
    mutating func formUnion(_ other: StepRectangle) {
        minLongitude = min(minLongitude, other.minLongitude)
        minLatitude = min(minLatitude, other.minLatitude)
        maxLongitude = max(maxLongitude, other.maxLongitude)
        maxLatitude = max(maxLatitude, other.maxLatitude)
    }
}

/// The boxes around eight nodes side by side, so that all are compared at once.
struct BorderBlock {
    private var minLongitude = SIMD8<Int32>(repeating: .max)
    private var minLatitude = SIMD8<Int32>(repeating: .max)
    private var maxLongitude = SIMD8<Int32>(repeating: .min)
    private var maxLatitude = SIMD8<Int32>(repeating: .min)

    /// Puts a box in its place.
    @inline(__always)
    mutating func set(_ slot: Int, _ box: StepRectangle) {
        minLongitude[slot] = box.minLongitude
        minLatitude[slot] = box.minLatitude
        maxLongitude[slot] = box.maxLongitude
        maxLatitude[slot] = box.maxLatitude
    }

    /// A bit for each box that meets the rectangle.
    @inline(__always)
    func meeting(_ box: StepRectangle) -> UInt32 {
        Self.bits(
            without: (minLongitude .> SIMD8(repeating: box.maxLongitude))
                .| (maxLongitude .< SIMD8(repeating: box.minLongitude))
                .| (minLatitude .> SIMD8(repeating: box.maxLatitude))
                .| (maxLatitude .< SIMD8(repeating: box.minLatitude)))
    }

    /// A bit for each box that meets the rectangle or lies east of it at its latitudes.
    @inline(__always)
    func meetingOrEast(of box: StepRectangle) -> UInt32 {
        Self.bits(
            without: (maxLongitude .< SIMD8(repeating: box.minLongitude))
                .| (minLatitude .> SIMD8(repeating: box.maxLatitude))
                .| (maxLatitude .< SIMD8(repeating: box.minLatitude)))
    }

    @inline(__always)
    private static func bits(without mask: SIMDMask<SIMD8<Int32>>) -> UInt32 {
        let bits = SIMD8<Int32>(1, 2, 4, 8, 16, 32, 64, 128).replacing(with: 0, where: mask)
        let four = bits.lowHalf | bits.highHalf
        let two = four.lowHalf | four.highHalf
        return UInt32(truncatingIfNeeded: two[0] | two[1])
    }
}
