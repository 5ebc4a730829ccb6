/// Identifiers that a tree holds but that no longer count, because a later tree holds a newer entry or none.
///
/// Most identifiers of a search are not hidden, so a small bitmap of hashes answers for nearly all of them.
public struct HiddenIDs: Hashable, Sendable {
    private var ids: Set<Int64>
    private var filter: [UInt64]

    private static let filterBits = 1 << 16

    /// Hides the given identifiers.
    public init(_ ids: some Sequence<Int64> = []) {
        self.ids = []
        filter = []
        for id in ids { insert(id) }
    }

    /// Whether nothing is hidden.
    public var isEmpty: Bool { ids.isEmpty }

    /// The number of hidden identifiers.
    public var count: Int { ids.count }

    /// Hides an identifier.
    public mutating func insert(_ id: Int64) {
        guard ids.insert(id).inserted else { return }
        if filter.isEmpty { filter = Array(repeating: 0, count: Self.filterBits / 64) }
        let slot = Self.slot(id)
        filter[slot >> 6] |= 1 << UInt64(slot & 63)
    }

    /// Whether an identifier is hidden.
    public func contains(_ id: Int64) -> Bool {
        guard !filter.isEmpty else { return false }
        let slot = Self.slot(id)
        return filter[slot >> 6] >> UInt64(slot & 63) & 1 != 0 && ids.contains(id)
    }

    /// The upper bits of a multiplication, so that neighbouring row identifiers spread.
    private static func slot(_ id: Int64) -> Int {
        Int((UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15) >> 48)
    }

    /// How many of the given identifiers are hidden.
    func count(in span: Span<Int64>) -> Int {
        var count = 0
        for index in span.indices where contains(span[index]) { count += 1 }
        return count
    }

    /// Appends those of the given identifiers that are not hidden.
    func appendVisible(_ span: Span<Int64>, to result: inout [Int64]) {
        for index in span.indices where !contains(span[index]) { result.append(span[index]) }
    }
}
