package import SpatialIndexes

/// A seeded source of random numbers (S. Vigna's SplitMix64), so that a failing case can be run again.
package struct IndexRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    package mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    package mutating func double(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }
    package mutating func chance(_ probability: Double) -> Bool { double(0...1) < probability }

    /// One order or two, so that small trees are searched in both.
    package mutating func orders() -> TreeOrders { [.placeAndTime, .both, .automatic][int(0...2)] }

    /// A value around 0 with most of its mass within ±1.
    package mutating func bell() -> Double { double(-1...1) + double(-1...1) + double(-1...1) }
}
