/// One record of a table: its bytes as written, and where its cells lie in them.
package struct CSVRecord: Sendable {
    /// The line that it begins on, counted from 1.
    package var line = 1
    /// The offset of its first byte.
    package var byteOffset = 0
    /// The record as written, without the end of its line.
    package var bytes: [UInt8] = []
    /// Where the cells lie.
    package var cells: [Cell] = []
    /// Where in ``bytes`` text follows a closing quote, which RFC 4180 does not allow.
    package var faultyQuote: Int?
    /// What of it is beyond a limit of ``CSVScanner``.
    package var excess: Excess?

    /// An empty record, to be filled.
    package init() {}

    /// A limit that a record exceeds.
    package enum Excess: Hashable, Sendable {
        /// The bytes of a cell, by its number from 1.
        case bytesOfCell(number: Int)
        /// The number of cells; those beyond the limit are not in ``CSVRecord/cells``.
        case cells
    }

    /// A cell's content within the bytes of its record.
    package struct Cell: Hashable, Sendable {
        /// The offset of its first byte, after an opening quote.
        package var start: Int
        /// The offset after its last byte, before a closing quote.
        package var end: Int
        /// Whether it holds doubled quotes, each of which means one.
        package var hasDoubledQuotes: Bool
    }

    /// Whether the line holds nothing at all.
    package var isBlank: Bool { bytes.isEmpty }

    /// The text of a cell, quotes undone.
    ///
    /// - Complexity: O(length).
    package func text(at index: Int) -> String {
        let cell = cells[index]
        guard cell.hasDoubledQuotes else { return String(decoding: bytes[cell.start..<cell.end], as: UTF8.self) }
        var unquoted: [UInt8] = []
        unquoted.reserveCapacity(cell.end - cell.start)
        var skipsQuote = false
        for byte in bytes[cell.start..<cell.end] {
            if byte == UInt8(ascii: "\""), skipsQuote {
                skipsQuote = false
                continue
            }
            skipsQuote = byte == UInt8(ascii: "\"")
            unquoted.append(byte)
        }
        return String(decoding: unquoted, as: UTF8.self)
    }

    /// Whether a cell was written in quotes.
    package func isQuoted(at index: Int) -> Bool {
        let start = cells[index].start
        return start > 0 && bytes[start - 1] == UInt8(ascii: "\"")
    }

    /// All cells as text.
    package var texts: [String] { cells.indices.map(text(at:)) }
}
