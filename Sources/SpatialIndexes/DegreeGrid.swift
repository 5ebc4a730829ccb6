/// The grid on which the tree keeps longitudes and latitudes: steps of 1e-7°, about 11 mm at the equator.
///
/// A value is stored as the last step that is not above it. Flooring is monotone, so a comparison of steps decides every
/// case but equality, and where a value lies on the grid (`degrees(step) == value`) it decides that too.
enum DegreeGrid {
    /// The double that a step stands for: the one that a decimal with seven places parses to.
    static func degrees(_ step: Int32) -> Double { Double(step) / 1e7 }

    /// The last step not above `value`, which is finite; values beyond ±200° are taken as ±200°.
    @inline(__always)
    static func step(flooring value: Double) -> Int32 {
        stepAndFit(flooring: value).step
    }

    /// The last step not above `value`, which is finite, and whether it is `value`; beyond ±200° as above.
    @inline(__always)
    static func stepAndFit(flooring value: Double) -> (step: Int32, fits: Bool) {
        let value = value < -200 ? -200 : value > 200 ? 200 : value
        // The product is off by far less than half a step, so the nearest step is right or one too high.
        let nearest = nearestStep(value)
        let degrees = degrees(nearest)
        return (degrees > value ? nearest - 1 : nearest, degrees == value)
    }

    /// Whether the grid returns `value`, which lies within ±200°, as it was given. (-0 and 0 count as one.)
    static func holds(_ value: Double) -> Bool { degrees(nearestStep(value)) == value }

    /// The step nearest to `value`, which lies within ±200°.
    @inline(__always)
    private static func nearestStep(_ value: Double) -> Int32 {
        // Doubles of this size are whole, so the sum is rounded to a whole step, which its lowest bits are: one addition in
        // place of a conversion with its checks.
        let sum = value * 1e7 + 0x1.8p52
        return Int32(truncatingIfNeeded: sum.bitPattern)
    }

    /// The least double that no value with this step exceeds.
    ///
    /// `exact` says whether all values lie on the grid; otherwise one may lie up to a step higher.
    static func upperDegrees(_ step: Int32, exact: Bool) -> Double { exact ? degrees(step) : degrees(step &+ 1) }
}
