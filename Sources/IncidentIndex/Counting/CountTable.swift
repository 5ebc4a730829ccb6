/// How incidents fall into groups.
public struct CountTable: Sendable {
    /// One row: its keys in the order of the groupings, and how many incidents have them.
    public struct Row: Hashable, Sendable {
        /// The keys.
        public var keys: [String]
        /// How many incidents.
        public var count: Int
    }

    /// The headings of the keys.
    public var titles: [String]
    /// The rows in the order of their keys, `(none)` last.
    public var rows: [Row]
    /// How many incidents there are in all; an incident that lies in two regions counts once here.
    public var total: Int
    /// Regions that could not be used, and why.
    public var unusableRegions: [(label: String, reason: String)]

    /// What stands for an absent value: no date, no location, in no region.
    public static let noValue = "(none)"
}
