/// Numbers as tables write them.
enum Numbers {
    /// A finite decimal number, white space around it not counting; nil for anything else, hexadecimal and `nan` included.
    static func double(_ text: String) -> Double? {
        let text = trimmed(text)
        guard !text.isEmpty else { return nil }
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"),
                UInt8(ascii: "E"):
                continue
            default:
                return nil
            }
        }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// A number of degrees, whose fraction may follow a comma: no such number is large enough for commas between groups of
    /// digits.
    static func degrees(_ text: String) -> Double? {
        if let value = double(text) { return value }
        let parts = trimmed(text).utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parts.count == 2, !text.utf8.contains(UInt8(ascii: ".")), let last = parts[0].last, isDigit(last),
            let first = parts[1].first, isDigit(first)
        else { return nil }
        return double("\(Substring(parts[0])).\(Substring(parts[1]))")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Whether the text is empty or nothing but spaces and tabs.
    static func isBlank(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// The text without spaces and tabs at its ends.
    static func trimmed(_ text: String) -> Substring {
        var slice = text[...]
        while let first = slice.utf8.first, first == 0x20 || first == 0x09 { slice = slice.dropFirst() }
        while let last = slice.utf8.last, last == 0x20 || last == 0x09 { slice = slice.dropLast() }
        return slice
    }
}
