import JSONValues

/// Rows copied out of a statement, many of them end to end, so that one core can fetch rows while another decodes them;
/// filled again and again without allocation.
///
/// As ``ColumnValues`` it is its current row.
struct RowBlock: ColumnValues, Sendable {
    /// The row whose values are asked for, counted from 0.
    var current = 0
    /// How many rows there are.
    private(set) var count = 0
    /// The texts of all rows, end to end.
    private(set) var texts: [UInt8] = []
    private var cells: [EncodedRow.Cell] = []
    private var blobs: [UInt8] = []
    private let columns: Int

    /// So many rows fill a block.
    private static let rows = 512
    /// So many bytes fill a block, but for its last row.
    private static let bytes = 256 << 10

    /// A block without rows, each of which will have so many columns.
    init(columns: Int) {
        self.columns = columns
    }

    /// Whether it is time to hand the block over.
    var isFull: Bool { count >= RowBlock.rows || texts.count + blobs.count >= RowBlock.bytes }

    /// Forgets its rows and keeps their memory.
    mutating func removeAll() {
        current = 0
        count = 0
        texts.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        blobs.removeAll(keepingCapacity: true)
    }

    /// Adds a copy of a statement's current row.
    mutating func append(_ statement: BulkStatement) {
        count += 1
        // Room for what a block mostly takes, so that filling it never copies it.
        if cells.isEmpty { cells.reserveCapacity(RowBlock.rows * columns) }
        statement.appendValues(columns, to: &cells, texts: &texts, blobs: &blobs)
    }

    // MARK: What its texts are

    /// Whether all texts are UTF-8 without a NUL; others may have written them.
    func hasOnlyText() -> Bool {
        guard UTF8Validation.isText(texts) else { return false }
        // Texts that are valid end to end are valid each, if none begins in the middle of a character.
        return cells.allSatisfy { cell in
            guard case .text(let start, let count) = cell, count > 0 else { return true }
            return texts[Int(start)] & 0xC0 != 0x80
        }
    }

    // MARK: The current row

    private func cell(_ column: Int32) -> EncodedRow.Cell { cells[current * columns + Int(column)] }

    func kind(_ column: Int32) -> ColumnKind {
        switch cell(column) {
        case .null: .null
        case .integer: .integer
        case .real: .real
        case .text: .text
        case .blob: .blob
        }
    }

    /// The integer, or a real number's whole part as SQLite has it.
    func integer(_ column: Int32) -> Int64 {
        switch cell(column) {
        case .integer(let value): value
        case .real(let value): Int64(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
        case .null, .text, .blob: 0
        }
    }

    func real(_ column: Int32) -> Double {
        switch cell(column) {
        case .real(let value): value
        case .integer(let value): Double(value)
        case .null, .text, .blob: 0
        }
    }

    func withBytes<T, E: Error>(_ column: Int32, _ body: (Span<UInt8>) throws(E) -> T) throws(E) -> T {
        switch cell(column) {
        case .text(let start, let count):
            try body(texts.span.extracting(Int(start)..<Int(start) + Int(count)))
        case .blob(let start, let count):
            try body(blobs.span.extracting(Int(start)..<Int(start) + Int(count)))
        case .null, .integer, .real:
            try body(Span())
        }
    }

    func text(_ column: Int32) -> String {
        switch cell(column) {
        case .text(let start, let count):
            String(decoding: texts[Int(start)..<Int(start) + Int(count)], as: UTF8.self)
        case .blob(let start, let count):
            String(decoding: blobs[Int(start)..<Int(start) + Int(count)], as: UTF8.self)
        case .null, .integer, .real: ""
        }
    }

    /// Where a column's text lies in ``texts``; nil where it holds none.
    func textRange(_ column: Int32) -> Range<Int>? {
        guard case .text(let start, let count) = cell(column) else { return nil }
        return Int(start)..<Int(start) + Int(count)
    }
}
