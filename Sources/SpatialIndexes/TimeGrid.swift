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

    /// Whether a step begins at `time`, which the grid reaches.
    func isAligned(_ time: Int64) -> Bool { milliseconds(step(flooring: time)) == time }

    /// The span that two steps stand for when their part is flagged exact.
    ///
    /// The two steps of an instant are equal. An interval ends just before a step: intervals are half-open where they come from,
    /// and enter the index by their last millisecond.
    func span(first: Int32, last: Int32) -> TimeSpan {
        let start = milliseconds(first)
        return TimeSpan(first: start, last: first == last ? start : milliseconds(last) &+ (unit &- 1))
    }

    /// Whether the grid returns `span` as it was given.
    func holds(_ span: TimeSpan) -> Bool {
        self.span(first: step(flooring: span.first), last: step(flooring: span.last)) == span
    }
}

extension TimeGrid {
    /// The coarsest grid that holds all the times seen, or, where none can, the finest that reaches them.
    struct Fitter {
        private(set) var first: Int64?
        private var lowest = Int64.max
        private var highest = Int64.min
        private var divisor: UInt64 = 0

        /// Looks at the times of one entry.
        mutating func add(_ span: TimeSpan) {
            let reference = first ?? span.first
            first = reference
            lowest = min(lowest, span.first)
            highest = max(highest, span.last)
            divide(by: reference, span.first)
            if span.first != span.last { divide(by: reference, span.last &+ 1) }
        }

        private mutating func divide(by reference: Int64, _ time: Int64) {
            guard divisor != 1 else { return }
            var distance =
                time >= reference ? UInt64(bitPattern: time &- reference) : UInt64(bitPattern: reference &- time)
            while distance != 0 {
                (divisor, distance) = (distance, divisor % distance)
            }
        }

        /// The grid for the times seen; any grid when there were none.
        ///
        /// Where the common divisor of all times is too fine for 32 bits, a usual unit of time is preferred, since
        /// windows mostly begin and end on one.
        var grid: TimeGrid {
            guard first != nil else { return TimeGrid(origin: 0, unit: 1) }
            let range = UInt64(bitPattern: highest &- lowest)
            let least = range / (TimeGrid.largestOffset - 1) + 1
            let divisor = max(divisor, 1)
            if divisor >= least, let unit = Int64(exactly: divisor) {
                // The first time is one of those that the unit divides the distances of.
                return TimeGrid(origin: lowest, unit: unit)
            }
            let usual: [UInt64] = [1, 1_000, 60_000, 3_600_000, 86_400_000]
            let unit = Int64(usual.first { $0 >= least } ?? least)
            let phase = lowest % unit
            let (origin, overflow) = lowest.subtractingReportingOverflow(phase < 0 ? phase + unit : phase)
            return TimeGrid(origin: overflow ? lowest : origin, unit: unit)
        }
    }
}
