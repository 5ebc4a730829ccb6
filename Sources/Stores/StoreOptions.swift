/// How a store is opened.
public struct StoreOptions: Hashable, Sendable {
    /// Whether the store may only be read; no incident and no index is then written. The shared memory and the empty log
    /// that SQLite needs while it reads are gone again when the store is closed.
    public var readOnly: Bool
    /// Whether a missing file is made; an empty one, which others make to keep a name, is then filled.
    public var createIfMissing: Bool
    /// Whether the index is used and kept; without it every query looks at every row.
    public var usesIndex: Bool
    /// How many seconds to wait for a lock that another program holds.
    public var busyTimeout: Double

    /// Makes options; the defaults open for reading and writing and make a missing file.
    public init(
        readOnly: Bool = false, createIfMissing: Bool = true, usesIndex: Bool = true, busyTimeout: Double = 10
    ) {
        self.readOnly = readOnly
        self.createIfMissing = createIfMissing
        self.usesIndex = usesIndex
        self.busyTimeout = busyTimeout
    }
}
