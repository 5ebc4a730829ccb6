public import Geometries
public import Incidents

/// What a store holds, at a glance.
public struct StoreInfo: Sendable {
    /// How many incidents there are.
    public internal(set) var incidents = 0
    /// How many have a place.
    public internal(set) var located = 0
    /// How many have a time.
    public internal(set) var dated = 0
    /// The box around all places; nil without any. It never crosses ±180°.
    public internal(set) var boundingBox: BoundingBox?
    /// The earliest start.
    public internal(set) var earliestStart: Instant?
    /// The latest end.
    public internal(set) var latestEnd: Instant?
    /// Whether any time has milliseconds.
    public internal(set) var usesMilliseconds = false
    /// How many incidents are of each type, the most frequent first; nil names those without one.
    public internal(set) var types: [(name: String?, count: Int)] = []
    /// How many incidents come from each source, the most frequent first; nil names those without one.
    public internal(set) var sources: [(name: String?, count: Int)] = []
    /// The version of the store's own schema.
    public internal(set) var schemaVersion = 0
    /// In which state the index is, in a few words.
    public internal(set) var indexState = ""
    /// The size of the database with its log, in bytes; 0 in memory.
    public internal(set) var storeBytes: Int64 = 0
    /// The size of the index file, in bytes; nil where there is none.
    public internal(set) var indexBytes: Int64?
}
