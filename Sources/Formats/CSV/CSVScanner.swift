/// Cuts a table into records and cells, as RFC 4180 has it, whatever ends its lines (LF, CRLF, CR).
///
/// A quote opens a quoted cell only as its first byte; elsewhere it is an ordinary character. Quoted cells may hold line
/// ends and doubled quotes. The scanner works on bytes, in one pass, and holds one record at a time.
package struct CSVScanner {
    /// The most bytes of a cell; a record with a longer one is refused by itself.
    package static let cellLimit = 1 << 20
    /// The most cells of a record; a record with more is refused by itself.
    package static let columnLimit = 100_000
    /// The most bytes of a record, since one is held in memory; at a longer one the reading ends.
    package static let recordLimit = 64 << 20

    package let delimiter: UInt8
    /// Whether quotes enclose cells; where they do not, they are characters like any others.
    private let hasQuotes: Bool
    private var window: InputWindow
    private var line: Int

    /// Scans what the window has left, from a line of this number.
    package init(_ window: InputWindow, delimiter: UInt8, hasQuotes: Bool = true, line: Int = 1) {
        self.window = window
        self.hasQuotes = hasQuotes
        self.delimiter = delimiter
        self.line = line
    }

    /// Where the scan of a record stands; positions count from the record's first byte.
    private struct State {
        enum Mode { case cellStart, plain, quoted, afterQuote }
        var mode = Mode.cellStart
        var position = 0
        var cellStart = 0
        var cellEnd = 0
        var hasDoubledQuotes = false
        var lines = 0
        var quoteLine = 0
        /// Whether the record's end was found, at ``position``.
        var isWhole = false
    }

    /// Reads the next record.
    ///
    /// - Returns: false at the end of the file.
    /// - Throws: ``FormatError`` for a quote that is never closed, or a record beyond its limit.
    package mutating func next(_ record: inout CSVRecord) throws(FormatError) -> Bool {
        record.cells.removeAll(keepingCapacity: true)
        record.faultyQuote = nil
        record.excess = nil
        record.line = line
        if window.count == 0 {
            guard try window.fill() else { return false }
        }
        record.byteOffset = window.offset
        var state = State()
        while true {
            if !state.isWhole { state.isWhole = advance(&state, &record) }
            let length = state.position
            if length > CSVScanner.recordLimit { throw tooLong(state) }
            if state.isWhole, let terminator = terminatorLength(at: length) {
                return finish(&record, length: length, terminator: terminator, lines: state.lines)
            }
            if try window.fill() { continue }
            if state.mode == .quoted {
                throw FormatError(
                    "the file ends within quotes", line: line + state.quoteLine,
                    byteOffset: window.offset + state.cellStart - 1, advice: "close the quote that begins there")
            }
            if !state.isWhole { closeCell(&state, &record) }
            return finish(&record, length: length, terminator: window.count - length, lines: state.lines)
        }
    }

    /// Passes over empty lines, of which a file may hold any number: they are records without a byte.
    package mutating func skipEmptyLines() throws(FormatError) {
        while true {
            let skipped = emptyLines()
            window.consume(skipped.bytes)
            line += skipped.lines
            // What ends here may be half of a line end, or go on.
            guard window.count <= 1 else { return }
            guard try window.fill() else { return }
        }
    }

    /// The empty lines with which the held bytes begin; a CR at their end, of which more must be seen, is not one yet.
    private func emptyLines() -> (bytes: Int, lines: Int) {
        let bytes = window.bytes.span
        var (index, lines) = (window.consumed, 0)
        while index < bytes.count {
            if bytes[index] == 0x0A {
                index += 1
            } else if bytes[index] == 0x0D, index + 1 < bytes.count {
                index += bytes[index + 1] == 0x0A ? 2 : 1
            } else {
                break
            }
            lines += 1
        }
        return (index - window.consumed, lines)
    }

    /// Scans on from where the state stands, to the end of the record or of what is held.
    ///
    /// - Returns: whether the record's end was found; the position is then that of its terminator.
    private func advance(_ state: inout State, _ record: inout CSVRecord) -> Bool {
        let bytes = window.bytes.span
        let start = window.consumed
        let end = bytes.count
        let delimiter = delimiter
        let hasQuotes = hasQuotes
        var index = start + state.position
        while index < end {
            let byte = bytes[index]
            switch state.mode {
            case .cellStart:
                state.cellStart = index - start
                if byte == UInt8(ascii: "\""), hasQuotes {
                    state.mode = .quoted
                    state.cellStart += 1
                    state.quoteLine = state.lines
                    index += 1
                } else {
                    state.mode = .plain
                }
            case .plain:
                var byte = byte
                while byte != delimiter, byte != 0x0A, byte != 0x0D {
                    index += 1
                    if index == end {
                        state.position = index - start
                        return false
                    }
                    byte = bytes[index]
                }
                state.cellEnd = index - start
                state.position = index - start
                closeCell(&state, &record)
                if byte != delimiter { return true }
                index += 1
            case .quoted:
                if byte == UInt8(ascii: "\"") {
                    state.cellEnd = index - start
                    state.mode = .afterQuote
                } else if byte == 0x0A {
                    // The second half of a CRLF was counted with the first.
                    if bytes[index - 1] != 0x0D { state.lines += 1 }
                } else if byte == 0x0D {
                    state.lines += 1
                }
                index += 1
            case .afterQuote:
                if byte == UInt8(ascii: "\"") {
                    state.hasDoubledQuotes = true
                    state.mode = .quoted
                    index += 1
                } else if byte == delimiter || byte == 0x0A || byte == 0x0D {
                    state.position = index - start
                    closeCell(&state, &record)
                    if byte != delimiter { return true }
                    index += 1
                } else {
                    if record.faultyQuote == nil { record.faultyQuote = index - start }
                    state.mode = .plain
                }
            }
        }
        state.position = index - start
        return false
    }

    /// Takes the cell that ends where the state stands.
    private func closeCell(_ state: inout State, _ record: inout CSVRecord) {
        switch state.mode {
        case .cellStart: (state.cellStart, state.cellEnd) = (state.position, state.position)
        case .plain: state.cellEnd = state.position
        case .quoted, .afterQuote: break
        }
        if state.cellEnd - state.cellStart > CSVScanner.cellLimit, record.excess == nil {
            record.excess = .bytesOfCell(number: record.cells.count + 1)
        }
        if record.cells.count < CSVScanner.columnLimit {
            record.cells.append(
                CSVRecord.Cell(start: state.cellStart, end: state.cellEnd, hasDoubledQuotes: state.hasDoubledQuotes))
        } else {
            record.excess = .cells
        }
        state.mode = .cellStart
        state.hasDoubledQuotes = false
    }

    /// The length of the line end at a position, or nil when more bytes are needed to tell CR from CRLF.
    private func terminatorLength(at position: Int) -> Int? {
        if window.peek(position) == 0x0A { return 1 }
        if let next = window.peek(position + 1) { return next == 0x0A ? 2 : 1 }
        return window.isComplete ? 1 : nil
    }

    private mutating func finish(_ record: inout CSVRecord, length: Int, terminator: Int, lines: Int) -> Bool {
        record.bytes.removeAll(keepingCapacity: true)
        record.bytes.append(contentsOf: window.slice(length))
        window.consume(length + terminator)
        line += lines + 1
        return true
    }

    private func tooLong(_ state: State) -> FormatError {
        FormatError(
            "a record is longer than \(CSVScanner.recordLimit) bytes",
            line: line + (state.mode == .quoted ? state.quoteLine : 0),
            byteOffset: window.offset + state.cellStart,
            advice: "look for a quote that is not closed, or another separator")
    }
}
