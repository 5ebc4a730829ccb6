/// Remembers which rows of the store an import has met, and on which line, in a bit and at most four bytes a row.
///
/// Rows that the import itself inserts have row identifiers above every older one, in the order of the file.
package struct SeenRows {
    private let firstNewRow: Int64
    /// Bits of older rows in pages, since identifiers that others chose may lie far apart.
    private var olderPages: [Int64: [UInt64]] = [:]
    private var lines: [UInt32] = []

    /// Lines are remembered for so many rows; beyond that a conflict names only its own line.
    package static let rememberedLines = 16_000_000

    private static let wordsPerPage = 64
    private static let rowsPerPage = Int64(wordsPerPage * 64)

    /// - Parameter firstNewRow: a row identifier above those of all rows before the import.
    package init(firstNewRow: Int64) {
        self.firstNewRow = firstNewRow
    }

    /// Whether the row was inserted or met by this import.
    package func contains(_ row: Int64) -> Bool {
        if row >= firstNewRow { return true }
        let (page, word, bit) = SeenRows.place(of: row)
        return (olderPages[page]?[word] ?? 0) & bit != 0
    }

    /// Notes a row of before the import.
    package mutating func insert(older row: Int64) {
        let (page, word, bit) = SeenRows.place(of: row)
        olderPages[page, default: Array(repeating: 0, count: SeenRows.wordsPerPage)][word] |= bit
    }

    /// Notes on which line the newly inserted row stands.
    package mutating func note(line: Int, ofNewRow row: Int64) {
        let (index, overflow) = row.subtractingReportingOverflow(firstNewRow)
        guard !overflow, index >= 0, index < Int64(SeenRows.rememberedLines), line > 0, line <= Int(UInt32.max) else {
            return
        }
        if index >= Int64(lines.count) {
            lines.append(contentsOf: repeatElement(0, count: Int(index) + 1 - lines.count))
        }
        lines[Int(index)] = UInt32(line)
    }

    /// The line of a row that this import inserted, where it is remembered.
    package func line(ofRow row: Int64) -> Int? {
        let (index, overflow) = row.subtractingReportingOverflow(firstNewRow)
        guard !overflow, index >= 0, index < Int64(lines.count), lines[Int(index)] > 0 else { return nil }
        return Int(lines[Int(index)])
    }

    private static func place(of row: Int64) -> (page: Int64, word: Int, bit: UInt64) {
        let (page, offset) = (row >> 12, row & (rowsPerPage - 1))
        return (page, Int(offset >> 6), 1 << UInt64(offset & 63))
    }
}
