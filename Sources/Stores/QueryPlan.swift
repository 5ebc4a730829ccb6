public import SpatialIndexes

/// How a query was answered, for people who wonder why it was fast or slow.
public struct QueryPlan: Hashable, Sendable {
    /// Where the candidates came from.
    public enum Access: Hashable, Sendable {
        /// Every row was read, for the reason given.
        case scan(reason: String)
        /// The index of places and times named them.
        case index
    }

    /// Where the candidates came from.
    public internal(set) var access: Access
    /// Whether the full-text table took part.
    public internal(set) var usesFullText = false
    /// What of the filter the index answers, a line each.
    public internal(set) var filterInIndex: [String] = []
    /// What of the filter SQLite answers, as SQL; nil where it answers nothing of it.
    public internal(set) var filterInSQL: String?
    /// What the search of the index cost.
    public internal(set) var statistics = QueryStatistics()
    /// How many rows were candidates: those that the index named, or all rows.
    public internal(set) var candidates = 0
    /// How many rows had to be read to decide.
    public internal(set) var rowsRead = 0
    /// How many incidents match.
    public internal(set) var matches = 0

    init(access: Access) {
        self.access = access
    }
}

extension QueryPlan: CustomStringConvertible {
    /// A few lines for a person.
    public var description: String {
        var lines: [String] = []
        switch access {
        case .scan(let reason):
            lines.append("scan of all rows: \(reason)")
        case .index:
            lines.append("index: packed R-tree over longitude, latitude and time")
            lines.append("  nodes visited   \(statistics.nodes)")
            lines.append("  leaves visited  \(statistics.leaves)")
            lines.append("  taken unseen    \(statistics.covered)")
            lines.append("  points tested   \(statistics.tested)")
        }
        if usesFullText { lines.append("full text: words looked up in the full-text table") }
        for part in filterInIndex { lines.append("filter in index   \(part)") }
        if let filterInSQL { lines.append("filter in SQL     \(filterInSQL)") }
        lines.append("candidates        \(candidates)")
        lines.append("rows read         \(rowsRead)")
        lines.append("matches           \(matches)")
        return lines.joined(separator: "\n")
    }
}

/// What came of a query whose matches were handed out one by one.
public struct QueryOutcome: Hashable, Sendable {
    /// How many incidents match, limit and offset not counted; when the walk was ended early, how many were known to.
    public internal(set) var matched: Int
    /// How many were handed out.
    public internal(set) var returned: Int
    /// How it was done.
    public internal(set) var plan: QueryPlan
}
