/// Tells rows of the file at hand from rows stored before, and counts equal rows.
struct RowIdentity {
    private var seen: SeenRows
    /// The next ordinal of contents that occurred more than once, so that the thousandth equal row need not probe all
    /// earlier ones. Forgetting is harmless: the ordinal is then found again by probing.
    private var nextOrdinals: [ContentHash: Int] = [:]

    private static let rememberedOrdinals = 100_000

    init(firstNewRow: Int64) {
        seen = SeenRows(firstNewRow: firstNewRow)
    }

    /// Another file: equal rows of the former one no longer count.
    mutating func beginFile(firstNewRow: Int64) {
        seen = SeenRows(firstNewRow: firstNewRow)
        nextOrdinals.removeAll(keepingCapacity: true)
    }

    func hasMet(_ row: Int64) -> Bool { seen.contains(row) }
    mutating func meet(_ row: Int64) { seen.insert(older: row) }
    mutating func note(line: Int, ofNewRow row: Int64) { seen.note(line: line, ofNewRow: row) }
    func line(ofRow row: Int64) -> Int? { seen.line(ofRow: row) }

    func nextOrdinal(of hash: ContentHash) -> Int { nextOrdinals[hash] ?? 0 }

    mutating func used(_ ordinal: Int, of hash: ContentHash) {
        // A first occurrence is the rule and needs no note.
        guard ordinal > 0 else { return }
        if nextOrdinals.count >= RowIdentity.rememberedOrdinals { nextOrdinals.removeAll(keepingCapacity: true) }
        nextOrdinals[hash] = ordinal + 1
    }
}
