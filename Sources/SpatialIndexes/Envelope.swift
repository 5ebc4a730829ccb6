public import Geometries

/// A closed span of milliseconds since 1970-01-01T00:00:00Z.
///
/// Half-open intervals enter the index by their last millisecond: [start, end) becomes `first: start, last: end - 1`,
/// and an instant has `first == last`. With whole milliseconds the two forms answer every query alike.
public struct TimeSpan: Hashable, Sendable {
    /// The first millisecond.
    public var first: Int64
    /// The last millisecond, not before ``first``.
    public var last: Int64

    /// Makes a span; it is empty when `last < first`.
    public init(first: Int64, last: Int64) {
        self.first = first
        self.last = last
    }
}

extension TimeSpan {
    /// The span from the first moment of either to the last; nil where there is neither.
    package static func union(_ one: TimeSpan?, _ other: TimeSpan?) -> TimeSpan? {
        guard let one, let other else { return one ?? other }
        return TimeSpan(first: min(one.first, other.first), last: max(one.last, other.last))
    }
}

/// The index's closed box in space and, for a dated entry, in time.
public struct Envelope: Hashable, Sendable {
    /// Degrees, closed.
    public var rectangle: Rectangle
    /// Milliseconds, closed; nil for an entry without a date, which no time window matches.
    public var time: TimeSpan?

    /// Makes an envelope.
    public init(_ rectangle: Rectangle, time: TimeSpan?) {
        self.rectangle = rectangle
        self.time = time
    }

    /// The envelope of a point.
    public init(longitude: Double, latitude: Double, time: TimeSpan?) {
        self.init(
            Rectangle(
                minLongitude: longitude, minLatitude: latitude, maxLongitude: longitude, maxLatitude: latitude),
            time: time)
    }
}

/// What the index stores: the caller's identifier and where and when it lies.
public struct IndexEntry: Hashable, Sendable {
    /// The caller's identifier; the store uses its row identifiers.
    public var id: Int64
    /// Where and when.
    public var envelope: Envelope

    /// Makes an entry.
    public init(id: Int64, envelope: Envelope) {
        self.id = id
        self.envelope = envelope
    }
}

/// The box asked for.
public struct QueryWindow: Hashable, Sendable {
    /// How an entry's time must lie to the window's.
    public enum TimeMatch: Hashable, Sendable {
        /// The two have a millisecond in common.
        case intersects
        /// The entry's whole span lies in the window.
        case within
    }

    /// Degrees, closed; an entry matches when its rectangle and this one have a point in common.
    public var rectangle: Rectangle
    /// Milliseconds, closed; nil asks at any time and matches undated entries too.
    public var time: TimeSpan?
    /// How ``time`` is compared.
    public var timeMatch: TimeMatch

    /// Makes a window.
    public init(_ rectangle: Rectangle = .world, time: TimeSpan? = nil, timeMatch: TimeMatch = .intersects) {
        self.rectangle = rectangle
        self.time = time
        self.timeMatch = timeMatch
    }

    /// The definition of a match that every index answers by; the oracle of the tests.
    public func matches(_ envelope: Envelope) -> Bool {
        guard rectangle.intersects(envelope.rectangle) else { return false }
        guard let time else { return true }
        guard let span = envelope.time else { return false }
        switch timeMatch {
        case .intersects: return span.first <= time.last && time.first <= span.last
        case .within: return time.first <= span.first && span.last <= time.last
        }
    }
}

/// What a search cost, for `--explain` and for benchmarks.
public struct QueryStatistics: Hashable, Sendable {
    /// Inner nodes whose children were compared.
    public var nodes = 0
    /// Leaves whose entries were compared.
    public var leaves = 0
    /// Entries that were taken with a covered subtree, unseen.
    public var covered = 0
    /// Entries that reached an exact test (a border re-check or a region's point test).
    public var tested = 0
    /// Entries that matched.
    public var matches = 0

    /// All zero.
    public init() {}

    /// Adds up the cost of two searches.
    public static func += (left: inout QueryStatistics, right: QueryStatistics) {
        left.nodes += right.nodes
        left.leaves += right.leaves
        left.covered += right.covered
        left.tested += right.tested
        left.matches += right.matches
    }
}
