/// The affine grid on which one part of a tree keeps its times: 2³² - 2 steps of `unit` milliseconds from `origin` on.
///
/// A millisecond is stored as the last step that does not begin after it. `Int32.min` and `Int32.max` are kept free: they
/// stand for anything before and after the grid.
struct TimeGrid: Hashable, Sendable {
    /// The first millisecond of the first step.
    var origin: Int64
    /// Milliseconds a step, at least 1.
    var unit: Int64

    /// The step of ``origin``.
    static let firstStep = Int32.min + 1
    /// The largest distance of a step from the first.
    static let largestOffset = UInt64(UInt32.max) - 2

    /// The last step that does not begin after `time`.
    @inline(__always)
    func step(flooring time: Int64) -> Int32 {
        guard time >= origin else { return .min }
        let offset = UInt64(bitPattern: time &- origin) / UInt64(bitPattern: unit)
        guard offset <= Self.largestOffset else { return .max }
        return Int32(bitPattern: UInt32(truncatingIfNeeded: offset) &+ UInt32(bitPattern: Self.firstStep))
    }

    /// The first millisecond of a step; wraps for steps that no loaded time can have (in a damaged file).
    func milliseconds(_ step: Int32) -> Int64 {
        let offset = UInt32(bitPattern: step) &- UInt32(bitPattern: Self.firstStep)
        return origin &+ unit &* Int64(offset)
    }

    /// The span that two steps stand for when their part is flagged exact.
    ///
    /// The two steps of an instant are equal. An interval ends just before a step: intervals are half-open where they come from,
    /// and enter the index by their last millisecond.
    func span(first: Int32, last: Int32) -> TimeSpan {
        let start = milliseconds(first)
        return TimeSpan(first: start, last: first == last ? start : milliseconds(last) &+ (unit &- 1))
    }
}

extension TimeGrid {
    /// The coarsest grid that holds all the times seen, or, where none can, the finest that reaches them.
    struct Fitter {
        private var reference: Int64?
        private var lowest = Int64.max
        private var highest = Int64.min
        /// The greatest common divisor of the distances between all beginnings and ends.
        private var divisor: UInt64 = 0
        /// The least duration of an interval.
        private var shortest = UInt64.max

        /// Looks at the times of one entry.
        mutating func add(_ span: TimeSpan) {
            let reference = reference ?? span.first
            self.reference = reference
            lowest = min(lowest, span.first)
            highest = max(highest, span.last)
            divide(distance(span.first, reference))
            guard span.first != span.last else { return }
            // Beyond the last millisecond that there is, no interval ends: such a time is on no grid but the finest.
            guard span.last != .max else { return divisor = 1 }
            divide(distance(span.last + 1, reference))
            shortest = min(shortest, distance(span.last + 1, span.first))
        }

        private func distance(_ one: Int64, _ other: Int64) -> UInt64 {
            UInt64(bitPattern: one >= other ? one &- other : other &- one)
        }

        private mutating func divide(_ distance: UInt64) {
            guard divisor != 1 else { return }
            var distance = divisor == 0 ? distance : distance % divisor
            while distance != 0 {
                (divisor, distance) = (distance, divisor % distance)
            }
        }

        /// The grid for the times seen, and whether it returns each as it was given.
        ///
        /// An interval must be longer than a step, or it would look like an instant: so days are kept as halves. Where
        /// the common divisor of all times is too fine for 32 bits, a usual unit of time is preferred, since windows mostly
        /// begin and end on one.
        var grid: (grid: TimeGrid, isExact: Bool) {
            guard reference != nil else { return (TimeGrid(origin: 0, unit: 1), true) }
            let least = distance(highest, lowest) / (TimeGrid.largestOffset - 1) + 1
            var unit = max(divisor, 1)
            if unit == shortest { unit = unit % 2 == 0 ? unit / 2 : 1 }
            if unit >= least, let unit = Int64(exactly: unit) {
                // The least time is one of those that the unit divides the distances of.
                return (TimeGrid(origin: lowest, unit: unit), true)
            }
            let usual: [UInt64] = [1, 1_000, 60_000, 3_600_000, 86_400_000]
            let loose = Int64(usual.first { $0 >= least } ?? least)
            let phase = lowest % loose
            let (origin, overflow) = lowest.subtractingReportingOverflow(phase < 0 ? phase + loose : phase)
            return (TimeGrid(origin: overflow ? lowest : origin, unit: loose), false)
        }
    }
}
