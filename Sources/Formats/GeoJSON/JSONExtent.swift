/// Follows the bytes of a JSON value to the end of it, by counting brackets outside of strings.
///
/// It does not check what is between; the parser does that once the whole value is at hand.
struct JSONExtent {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var hasBegun = false
    /// Whether the value is a number or a word, which ends where something else begins.
    private(set) var isScalar = false

    /// Follows the value as far as there are bytes.
    ///
    /// - Parameters:
    ///   - bytes: the bytes held.
    ///   - start: where among them the value begins.
    ///   - length: how many bytes of the value were followed so far.
    /// - Returns: whether the value has ended; its length is then `length`.
    mutating func advance(_ bytes: Span<UInt8>, from start: Int, _ length: inout Int) -> Bool {
        var index = start + length
        defer { length = index - start }
        let end = bytes.count
        if !hasBegun, index < end {
            hasBegun = true
            let first = bytes[index]
            isScalar = first != UInt8(ascii: "{") && first != UInt8(ascii: "[") && first != UInt8(ascii: "\"")
        }
        if isScalar {
            while index < end {
                switch bytes[index] {
                case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return true
                default: index += 1
                }
            }
            return false
        }
        while index < end {
            if isInString {
                if isEscaped {
                    isEscaped = false
                    index += 1
                    continue
                }
                var byte = bytes[index]
                while byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                    index += 1
                    if index == end { return false }
                    byte = bytes[index]
                }
                index += 1
                if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else {
                    isInString = false
                    if depth == 0 { return true }
                }
                continue
            }
            let byte = bytes[index]
            index += 1
            // All brackets but none of the characters of numbers and words: [ ] { } are 5B, 5D, 7B, 7D.
            if byte & 0xD9 == 0x59 {
                switch byte {
                case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    depth -= 1
                    if depth <= 0 { return true }
                default: break
                }
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            }
        }
        return false
    }
}
