import JSONValues

/// Text as XML 1.0 holds it.
enum XMLText {
    /// Appends text between tags or in a quoted attribute.
    ///
    /// White space that a parser would normalise is written as a character reference. Characters that XML cannot hold in any
    /// form, such as U+0001, become U+FFFD.
    static func append(_ text: String, to output: inout JSONWriter) {
        var held: (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output.write(raw: "&amp;")
            case UInt8(ascii: "<"): output.write(raw: "&lt;")
            case UInt8(ascii: ">"): output.write(raw: "&gt;")
            case UInt8(ascii: "\""): output.write(raw: "&quot;")
            case 0x09: output.write(raw: "&#9;")
            case 0x0A: output.write(raw: "&#10;")
            case 0x0D: output.write(raw: "&#13;")
            case 0..<0x20: output.write(raw: "\u{FFFD}")
            // U+FFFE and U+FFFF, whose first two bytes stand there already.
            case 0xBE...0xBF where held == (0xEF, 0xBF): output.write(byte: 0xBD)
            default: output.write(byte: byte)
            }
            held = (held.1, byte)
        }
    }
}
