extension EntryTable {
    /// The code of a population: three digits or four and how many zeros follow, rounded to even.
    static func populationCode(_ people: Int) -> UInt16 {
        // No more than the largest code stands for, which the conversions below can hold.
        let people = min(max(people, 0), 4_095_000_000_000_000_000)
        var exponent = 0
        var unit = 1
        func digits() -> Int { Int((Double(people) / Double(unit)).rounded(.toNearestOrEven)) }
        while digits() > 0xFFF, exponent < 15 {
            exponent += 1
            unit *= 10
        }
        return UInt16(min(digits(), 0xFFF) << 4 | exponent)
    }

    /// The code of the radius that comes nearest.
    static func precisionCode(_ metres: Double) -> UInt8 {
        let metres = min(metres, precision(59))
        var best: UInt8 = 0
        for code in UInt8(0)..<60 where abs(precision(code) - metres) < abs(precision(best) - metres) { best = code }
        return best
    }
}
