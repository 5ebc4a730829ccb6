import JSONValues

/// How the text of a cell is written.
enum CSVCell {
    /// Appends a cell, in quotes where its text would otherwise be cut.
    ///
    /// An empty text is written as two quotes, apart from an absent one, which is nothing at all.
    static func append(_ text: String, to json: inout JSONWriter) {
        guard !text.isEmpty else {
            json.write(raw: "\"\"")
            return
        }
        let start = json.bytes.count
        json.write(plain: text)
        guard needsQuotes(json.bytes.span.extracting(start..<json.bytes.count)) else { return }
        json.bytes.removeSubrange(start...)
        json.write(byte: UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { json.write(byte: byte) }
            json.write(byte: byte)
        }
        json.write(byte: UInt8(ascii: "\""))
    }

    private static func needsQuotes(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { return true }
        }
        return false
    }

    /// The text as it can be given to a spreadsheet: what would be taken for a formula gets an apostrophe before it.
    ///
    /// A text that looks as if it had got one already gets another, so that ``unguarded(_:)`` always finds it back.
    static func guarded(_ text: String) -> String {
        isFormula(text) ? "'" + text : text
    }

    /// The text before ``guarded(_:)``.
    static func unguarded(_ text: String) -> String {
        text.utf8.first == UInt8(ascii: "'") && isFormula(String(text.dropFirst())) ? String(text.dropFirst()) : text
    }

    /// Whether the text, apostrophes before it aside, begins like a formula and is no number.
    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.utf8.first, isTrigger(first) || first == UInt8(ascii: "'") else { return false }
        let rest = text.drop { $0 == "'" }
        guard let trigger = rest.utf8.first, isTrigger(trigger) else { return false }
        return Numbers.double(String(rest)) == nil
    }

    private static func isTrigger(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
        default: false
        }
    }
}
