public import Geometries
public import Incidents
public import Regions

/// What to look for: where, when, of which kind, in which order and how many.
///
///     let query = Query(in: .region(iraq), during: .month(2022, 1), where: .type("drone_attack"))
///
/// A query is a plain value without closures, so that it can be shown, compared, stored or compiled to another language.
public struct Query: Hashable, Sendable {
    /// Where; nil asks everywhere and finds unlocated incidents too.
    public var space: SpatialPredicate?
    /// When; nil asks at any time and finds undated incidents too.
    public var time: TemporalPredicate?
    /// Which attributes.
    public var filter: Filter?
    /// Words that must all occur in the title, the place, the type or another text of the incident; folded in case and
    /// diacritics.
    public var text: String?
    /// In which order; nil is the store's own order, or by start and id where ``limit`` is given.
    public var order: SortOrder?
    /// At most how many; nil is all of them.
    public var limit: Int?
    /// How many to leave out first.
    public var offset: Int

    /// Makes a query; what is left out does not restrict.
    public init(
        in space: SpatialPredicate? = nil, during time: TemporalPredicate? = nil, where filter: Filter? = nil,
        text: String? = nil, order: SortOrder? = nil, limit: Int? = nil, offset: Int = 0
    ) {
        self.space = space
        self.time = time
        self.filter = filter
        self.text = text
        self.order = order
        self.limit = limit
        self.offset = offset
    }

    /// The order that the results have: as asked, or by start and id where only a part of them is wanted.
    public var effectiveOrder: SortOrder { order ?? (limit != nil || offset > 0 ? .start : .store) }
}

/// Where an incident must lie.
public enum SpatialPredicate: Hashable, Sendable {
    /// Having a point in common with a region (or lying in it, by the predicate).
    case region(Region, RegionPredicate = .intersects)
    /// Having a point in common with a box, its border included.
    case boundingBox(BoundingBox)
    /// At most so many metres away on the WGS 84 ellipsoid, the limit included.
    case within(metres: Double, of: Coordinate)
}

/// When an incident must have happened.
public struct TemporalPredicate: Hashable, Sendable {
    /// How an incident's interval is compared with the window.
    public enum Match: String, Hashable, Sendable, CaseIterable {
        /// The two intersect: the incident may have happened in the window.
        case possible
        /// The incident's whole interval lies in the window.
        case certain
    }

    /// The first moment of the window; nil is open.
    public var start: Instant?
    /// The moment after its last one; nil is open.
    public var end: Instant?
    /// How an incident's interval is compared with it.
    public var match: Match

    /// Makes a half-open window.
    ///
    /// - Throws: ``TemporalError/inverted(start:end:)`` when it ends before it starts.
    public init(since start: Instant?, until end: Instant?, match: Match = .possible) throws(TemporalError) {
        if let start, let end, end < start { throw .inverted(start: start, end: end) }
        self.start = start
        self.end = end
        self.match = match
    }

    /// The window of an interval.
    public init(_ interval: TemporalInterval, match: Match = .possible) {
        start = interval.start
        end = interval.end
        self.match = match
    }

    /// Whether an incident of this interval matches; an undated one never does.
    ///
    /// This is the definition that every index and store answers by.
    public func matches(_ interval: TemporalInterval?) -> Bool {
        guard let interval else { return false }
        let first = interval.start.milliseconds
        let last = interval.lastMillisecond
        // An empty window, [a, a), holds nothing but is no error: it asks about no time at all.
        let from = start?.milliseconds ?? .min
        let to = end.map { $0.milliseconds - 1 } ?? .max
        guard from <= to else { return false }
        return switch match {
        case .possible: first <= to && from <= last
        case .certain: from <= first && last <= to
        }
    }
}

extension TemporalPredicate {
    /// A whole year of the Gregorian calendar in UTC.
    public static func year(_ year: Int) -> TemporalPredicate {
        TemporalPredicate(.year(year))
    }

    /// A whole month of the Gregorian calendar in UTC.
    public static func month(_ year: Int, _ month: Int) -> TemporalPredicate {
        TemporalPredicate(.month(year, month))
    }

    /// A whole day in UTC.
    public static func day(_ year: Int, _ month: Int, _ day: Int) -> TemporalPredicate {
        TemporalPredicate(.day(year, month, day))
    }
}

/// The order of results. Ties are broken by the id's bytes.
public enum SortOrder: String, Hashable, Sendable, CaseIterable {
    /// As stored.
    case store
    /// The earliest start first, undated incidents last.
    case start
    /// The latest start first, undated incidents last.
    case startDescending = "-start"
    /// The nearest first; only for queries with a centre.
    case distance
    /// By the bytes of the id.
    case id
}
