import Incidents
import SpatialIndexes

/// The years, months, weeks or days of a span of time, as an index counts by them: a boundary where each but the first
/// begins, and the group's number of each.
struct CountedPeriods {
    /// The first milliseconds of all but the first, ascending.
    let boundaries: [Int64]
    private let numbers: [Int64]

    /// More periods than these are counted faster row by row.
    private static let maxCount: Int64 = 20_000

    /// Lists the periods of a span; nil where there are too many, and for a grouping that is not by stretches of time.
    ///
    /// - Parameters:
    ///   - grouping: by what; nil is by no time at all.
    ///   - span: from the first to the last moment; nil where nothing is dated.
    init?(_ grouping: Grouping?, of span: TimeSpan?) {
        guard let grouping else {
            boundaries = []
            numbers = [0]
            return
        }
        guard let span else {
            boundaries = []
            numbers = [GroupKeys.absent]
            return
        }
        // A span from an index may reach a little too far, but never past the years that there are.
        let first = Instant(milliseconds: max(span.first, Instant.earliest.milliseconds))
        let last = Instant(milliseconds: min(span.last, Instant.latest.milliseconds))
        guard let low = grouping.period(of: first), let high = grouping.period(of: last) else { return nil }
        let step = Int64(grouping.periodStep)
        guard low <= high, (high - low) / step < Self.maxCount else { return nil }
        numbers = Array(stride(from: low, through: high, by: Int(step)))
        boundaries = numbers.dropFirst().compactMap { grouping.start(ofPeriod: $0)?.milliseconds }
    }

    /// The number of the group of a period of the tally; nil for what is undated.
    func number(of period: Int) -> Int64? { numbers.indices.contains(period) ? numbers[period] : nil }
}

extension Grouping {
    /// The number of the year, month, week or day that holds a moment; nil for other groupings.
    func period(of instant: Instant) -> Int64? {
        let date = instant.date
        return switch self {
        case .year: Int64(date.year)
        case .month: Int64(date.year * 12 + date.month - 1)
        case .week: Int64(date.mondayBefore)
        case .day: Int64(date.daysSinceEpoch)
        case .hour, .weekday, .type, .grid, .regions: nil
        }
    }

    /// How far the numbers of neighbouring periods lie apart.
    fileprivate var periodStep: Int { if case .week = self { 7 } else { 1 } }

    /// Where a period begins.
    fileprivate func start(ofPeriod number: Int64) -> Instant? {
        let value = Int(number)
        return switch self {
        case .year: CivilDate(uncheckedYear: value, month: 1, day: 1).start
        case .month: CivilDate(uncheckedYear: value / 12, month: value % 12 + 1, day: 1).start
        case .week, .day: CivilDate(daysSinceEpoch: value).start
        case .hour, .weekday, .type, .grid, .regions: nil
        }
    }
}

extension CivilDate {
    /// The Monday of its week, as days since 1970-01-01.
    fileprivate var mondayBefore: Int { daysSinceEpoch - (weekday - 1) }
}
