import IncidentIndex

/// Makes a stream of text harmless on its way to a terminal: what would steer the terminal, turn the direction of writing or
/// not be seen at all is written as an escape. Files and pipes never pass through it.
struct TerminalFilter {
    /// How a character is escaped.
    enum Escapes {
        /// As JSON has it, so that what is shown is still the same JSON.
        case json
        /// As tables have it.
        case text
    }

    private let escapes: Escapes
    /// The beginning of a character whose rest comes with the next bytes.
    private var pending: [UInt8] = []

    init(_ escapes: Escapes) {
        self.escapes = escapes
    }

    /// The next bytes of the stream, as far as they are whole characters.
    mutating func pass(_ bytes: [UInt8]) -> [UInt8] {
        let all = pending + bytes
        let end = TerminalFilter.endOfWholeCharacters(all)
        pending = Array(all[end...])
        var safe = ""
        for scalar in String(decoding: all[..<end], as: UTF8.self).unicodeScalars {
            switch escapes {
            case .json where TerminalFilter.needsEscapeInJSON(scalar): safe += TerminalFilter.jsonEscape(scalar)
            case .text where TerminalFilter.needsEscape(scalar): safe += TerminalText.escaped(String(scalar))
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return Array(safe.utf8)
    }

    /// Line breaks and tabs lay out; anything else that a table escapes is escaped here too.
    private static func needsEscape(_ scalar: UnicodeScalar) -> Bool {
        scalar != "\n" && scalar != "\t" && TerminalText.isDangerous(scalar)
    }

    /// JSON escapes the controls below the blank itself, and those outside its texts are its own. Joiners are escaped as
    /// well: nothing is lost, and two ids that look alike are told apart.
    private static func needsEscapeInJSON(_ scalar: UnicodeScalar) -> Bool {
        scalar.value >= 0x7F && (TerminalText.isDangerous(scalar) || scalar == "\u{200C}" || scalar == "\u{200D}")
    }

    private static func jsonEscape(_ scalar: UnicodeScalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }

    /// Where a character begins that is cut by the end of the bytes, or the end.
    private static func endOfWholeCharacters(_ bytes: [UInt8]) -> Int {
        for back in 1...3 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > back ? bytes.count - back : bytes.count
        }
        return bytes.count
    }
}
