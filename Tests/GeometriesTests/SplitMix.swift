import Geometries

/// A seeded generator of 64-bit numbers (Steele, Lea and Flood's SplitMix), so that every run tests the same values.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    /// A number in 0..<1.
    mutating func unit() -> Double {
        Double.random(in: 0..<1, using: &self)
    }

    /// A place anywhere in degrees.
    mutating func coordinate() -> Coordinate {
        Coordinate(
            longitude: Double.random(in: -180...180, using: &self),
            latitude: Double.random(in: -90...90, using: &self))
    }
}
