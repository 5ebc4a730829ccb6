import JSONValues

/// Copies the members of a stored JSON object under the names by which they are exported.
///
/// It takes what ``JSONWriter`` writes of flat members, byte for byte; anything else (blanks, nested values, numbers in
/// another form, escapes that the writer does not use) is for whoever parses.
struct FlatColumns {
    /// The names as they are stored and as they are exported, each with its quotes and colon, by position: most incidents
    /// share them.
    private var keys: [(stored: [UInt8], exported: [UInt8])] = []

    /// Appends `,"name":value` for each member of the object in a range of `bytes`.
    ///
    /// - Returns: false where it is not what the writer writes; what was appended is then to be taken back.
    mutating func write(_ object: Range<Int>, of bytes: [UInt8], to json: inout JSONWriter) -> Bool {
        guard object.count >= 2, bytes[object.lowerBound] == UInt8(ascii: "{") else { return false }
        let end = object.upperBound - 1
        guard bytes[end] == UInt8(ascii: "}") else { return false }
        var index = object.lowerBound + 1
        var position = 0
        while index < end {
            guard let keyEnd = FlatColumns.endOfString(bytes, from: index, to: end), keyEnd < end,
                bytes[keyEnd] == UInt8(ascii: ":"), appendKey(bytes, index...keyEnd, position, to: &json),
                let valueEnd = FlatColumns.endOfValue(bytes, from: keyEnd + 1, to: end)
            else { return false }
            json.bytes.append(contentsOf: bytes[keyEnd + 1..<valueEnd])
            position += 1
            if valueEnd == end { return true }
            guard bytes[valueEnd] == UInt8(ascii: ","), valueEnd + 1 < end else { return false }
            index = valueEnd + 1
        }
        return true
    }

    /// Appends the exported form of a name whose quoted bytes, colon included, are given.
    private mutating func appendKey(
        _ bytes: [UInt8], _ range: ClosedRange<Int>, _ position: Int, to json: inout JSONWriter
    ) -> Bool {
        if position == keys.count || !FlatColumns.areEqual(keys[position].stored, bytes, range) {
            let quoted = bytes[range.lowerBound + 1..<range.upperBound - 1]
            guard !quoted.contains(UInt8(ascii: "\\")) else { return false }
            var key = JSONWriter()
            key.write(byte: UInt8(ascii: ","))
            key.write(
                ExportedProperty.exportedName(ofSource: String(decoding: quoted, as: UTF8.self), isTable: false))
            key.write(byte: UInt8(ascii: ":"))
            let entry = (stored: Array(bytes[range]), exported: key.bytes)
            if position == keys.count { keys.append(entry) } else { keys[position] = entry }
        }
        json.bytes.append(contentsOf: keys[position].exported)
        return true
    }

    private static func areEqual(_ stored: [UInt8], _ bytes: [UInt8], _ range: ClosedRange<Int>) -> Bool {
        guard stored.count == range.count else { return false }
        var difference: UInt8 = 0
        for offset in stored.indices { difference |= stored[offset] ^ bytes[range.lowerBound + offset] }
        return difference == 0
    }

    /// The index after a string's closing quote.
    private static func endOfString(_ bytes: [UInt8], from start: Int, to end: Int) -> Int? {
        guard start < end, bytes[start] == UInt8(ascii: "\"") else { return nil }
        var index = start + 1
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { return index + 1 }
            if byte < 0x20 { return nil }
            if byte == UInt8(ascii: "\\") {
                guard index + 1 < end else { return nil }
                switch bytes[index + 1] {
                case 0x22, 0x5C, UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"),
                    UInt8(ascii: "t"):
                    index += 2
                default: return nil
                }
                continue
            }
            // U+2028 and U+2029 are written as escapes.
            if byte == 0xE2, index + 2 < end, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8 { return nil }
            index += 1
        }
        return nil
    }

    /// The index after a value.
    private static func endOfValue(_ bytes: [UInt8], from start: Int, to end: Int) -> Int? {
        guard start < end else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "\""): return endOfString(bytes, from: start, to: end)
        case UInt8(ascii: "n"): return endOfWord("null", bytes, start, end)
        case UInt8(ascii: "t"): return endOfWord("true", bytes, start, end)
        case UInt8(ascii: "f"): return endOfWord("false", bytes, start, end)
        default: return endOfNumber(bytes, from: start, to: end)
        }
    }

    private static func endOfWord(_ word: StaticString, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        let length = word.utf8CodeUnitCount
        guard start + length <= end, bytes[start..<start + length].elementsEqual("\(word)".utf8) else { return nil }
        return start + length
    }

    /// The index after a number of at most 15 digits in the form that is the shortest for its value.
    private static func endOfNumber(_ bytes: [UInt8], from start: Int, to end: Int) -> Int? {
        func isDigit(_ index: Int) -> Bool { index < end && bytes[index] &- 0x30 <= 9 }
        var index = start
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        let whole = index
        while isDigit(index) { index += 1 }
        let digits = index - whole
        let beginsWithZero = digits > 0 && bytes[whole] == UInt8(ascii: "0")
        guard digits > 0, digits <= 15, !beginsWithZero || digits == 1 else { return nil }
        guard index < end, bytes[index] == UInt8(ascii: ".") else {
            // A negative zero and an exponent are for the parser.
            guard !(beginsWithZero && whole > start) else { return nil }
            return index < end && bytes[index] != UInt8(ascii: ",") ? nil : index
        }
        let fraction = index + 1
        index = fraction
        while isDigit(index) { index += 1 }
        let decimals = index - fraction
        guard decimals > 0, digits + decimals <= 15, !beginsWithZero || bytes[fraction] != UInt8(ascii: "0"),
            bytes[index - 1] != UInt8(ascii: "0") || decimals == 1,
            index == end || bytes[index] == UInt8(ascii: ",")
        else { return nil }
        return index
    }
}
