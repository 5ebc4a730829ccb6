/// Reads numbers in texts, written as JSON writes them (RFC 8259 §6).
///
/// `007` and `+7` are no numbers there, so that codes stay codes.
enum NumberText {
    /// The number; nil for any other text.
    static func read(_ text: String) -> FilterScalar? {
        var isInteger = true
        guard isNumber(text.utf8, &isInteger) else { return nil }
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        return Double(text).flatMap { $0.isFinite ? .real($0) : nil }
    }

    private static func isNumber(_ text: String.UTF8View, _ isInteger: inout Bool) -> Bool {
        var rest = text[...]
        func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        guard isDigit(rest.first) else { return false }
        let isZero = rest.removeFirst() == UInt8(ascii: "0")
        if isZero, isDigit(rest.first) { return false }
        while isDigit(rest.first) { rest.removeFirst() }
        if rest.first == UInt8(ascii: ".") {
            isInteger = false
            rest.removeFirst()
            guard isDigit(rest.first) else { return false }
            while isDigit(rest.first) { rest.removeFirst() }
        }
        if rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
            isInteger = false
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard isDigit(rest.first) else { return false }
            while isDigit(rest.first) { rest.removeFirst() }
        }
        return rest.isEmpty
    }
}
