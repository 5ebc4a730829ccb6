import JSONValues

/// Copies the members of a stored JSON object under the names by which they are exported.
///
/// It takes what ``JSONWriter`` writes of flat members, byte for byte; anything else (blanks, nested values, numbers in
/// another form, escapes that the writer does not use) is for whoever parses.
struct FlatColumns {
    /// The names as they are stored and as they are exported, by position: most incidents share them. Each has its quotes and
    /// its colon.
    private var keys: [(stored: Range<Int>, exported: Range<Int>)] = []
    /// The bytes of which the names are ranges; a name of its own for each would be counted at each use.
    private var names: [UInt8] = []

    /// Appends `,"name":value` for each member of the object in a range of `bytes`.
    ///
    /// - Returns: false where it is not what the writer writes; what was appended is then to be taken back.
    mutating func write(_ object: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, to pen: inout JSONPen) -> Bool {
        // Every index below lies in the object, whose range is one of the bytes'.
        guard object.count >= 2, unsafe bytes[object.lowerBound] == UInt8(ascii: "{") else { return false }
        let end = object.upperBound - 1
        guard unsafe bytes[end] == UInt8(ascii: "}") else { return false }
        var index = object.lowerBound + 1
        var position = 0
        while index < end {
            guard unsafe writeKey(bytes, &index, end, position, to: &pen),
                unsafe FlatColumns.writeValue(bytes, &index, end, to: &pen)
            else { return false }
            position += 1
            if index == end { return true }
            guard unsafe bytes[index] == UInt8(ascii: ","), index + 1 < end else { return false }
            index += 1
        }
        return true
    }

    /// Writes the exported form of a name, colon included, and goes on to its value.
    private mutating func writeKey(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int, _ position: Int, to pen: inout JSONPen
    ) -> Bool {
        if position < keys.count, unsafe begins(bytes, index, end, with: keys[position].stored) {
            index += keys[position].stored.count
        } else {
            let start = index
            guard unsafe FlatColumns.passString(bytes, &index, end), index < end,
                unsafe bytes[index] == UInt8(ascii: ":")
            else { return false }
            index += 1
            guard unsafe learnKey(Array(bytes[start..<index]), position) else { return false }
        }
        // The buffer is only read, and only inside the closure.
        unsafe names.withUnsafeBufferPointer { names in
            unsafe pen.write(raw: UnsafeBufferPointer(rebasing: names[keys[position].exported]))
        }
        return true
    }

    /// Remembers a name for its position; false for one with escapes.
    private mutating func learnKey(_ stored: [UInt8], _ position: Int) -> Bool {
        let quoted = stored[1..<stored.count - 2]
        guard !quoted.contains(UInt8(ascii: "\\")) else { return false }
        var key = JSONWriter()
        key.write(byte: UInt8(ascii: ","))
        key.write(ExportedProperty.exportedName(ofSource: String(decoding: quoted, as: UTF8.self), isTable: false))
        key.write(byte: UInt8(ascii: ":"))
        // Where tables of many kinds take turns, their names must not gather for ever.
        if names.count > FlatColumns.maximumNames {
            names.removeAll()
            keys.removeAll()
        }
        while keys.count <= position { keys.append((0..<0, 0..<0)) }
        let first = names.count
        names.append(contentsOf: stored)
        let second = names.count
        names.append(contentsOf: key.bytes)
        keys[position] = (first..<second, second..<names.count)
        return true
    }

    /// So many bytes of names are remembered.
    private static let maximumNames = 1 << 20

    private func begins(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int, with stored: Range<Int>
    ) -> Bool {
        guard !stored.isEmpty, index + stored.count <= end else { return false }
        var difference: UInt8 = 0
        for offset in 0..<stored.count {
            difference |= unsafe names[stored.lowerBound + offset] ^ bytes[index + offset]
        }
        return difference == 0
    }

    /// Copies a value and goes on behind it; false where it is none that the writer writes.
    private static func writeValue(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int, to pen: inout JSONPen
    ) -> Bool {
        let start = index
        guard index < end else { return false }
        switch unsafe bytes[index] {
        case UInt8(ascii: "\""):
            pen.write(byte: UInt8(ascii: "\""))
            index += 1
            // Most strings have no escape and end with this.
            unsafe pen.writePlain(bytes, &index, end)
            guard index < end else { return false }
            let rest = index
            guard unsafe passInside(bytes, &index, end) else { return false }
            unsafe pen.write(raw: UnsafeBufferPointer(rebasing: bytes[rest..<index]))
            return true
        case UInt8(ascii: "n"): guard unsafe passWord("null", bytes, &index, end) else { return false }
        case UInt8(ascii: "t"): guard unsafe passWord("true", bytes, &index, end) else { return false }
        case UInt8(ascii: "f"): guard unsafe passWord("false", bytes, &index, end) else { return false }
        default: guard unsafe passNumber(bytes, &index, end) else { return false }
        }
        unsafe pen.write(raw: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        return true
    }

    /// Goes on behind a string's closing quote.
    private static func passString(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int) -> Bool {
        guard index < end, unsafe bytes[index] == UInt8(ascii: "\"") else { return false }
        index += 1
        return unsafe passInside(bytes, &index, end)
    }

    /// Goes on behind the closing quote of a string that began before.
    private static func passInside(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int) -> Bool {
        while index < end {
            let byte = unsafe bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") { return true }
            if byte < 0x20 { return false }
            if byte == UInt8(ascii: "\\") {
                guard index < end else { return false }
                switch unsafe bytes[index] {
                case 0x22, 0x5C, UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"),
                    UInt8(ascii: "t"):
                    index += 1
                default: return false
                }
                continue
            }
            // U+2028 and U+2029 are written as escapes.
            if byte == 0xE2, index + 1 < end, unsafe bytes[index] == 0x80, unsafe bytes[index + 1] & 0xFE == 0xA8 {
                return false
            }
        }
        return false
    }

    private static func passWord(
        _ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int
    ) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index + length <= end else { return false }
        // A static string's bytes live as long as the program.
        let text = unsafe UnsafeBufferPointer(start: word.utf8Start, count: length)
        guard unsafe bytes[index..<index + length].elementsEqual(text) else { return false }
        index += length
        return true
    }

    /// Goes on behind a number of at most 15 digits in the form that is the shortest for its value.
    private static func passNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int) -> Bool {
        func passDigits() -> Int {
            let first = index
            while index < end, unsafe bytes[index] &- 0x30 <= 9 { index += 1 }
            return index - first
        }
        let start = index
        if unsafe bytes[index] == UInt8(ascii: "-") { index += 1 }
        let whole = index
        let digits = passDigits()
        let beginsWithZero = unsafe digits > 0 && bytes[whole] == UInt8(ascii: "0")
        guard digits > 0, digits <= 15, !beginsWithZero || digits == 1 else { return false }
        guard index < end, unsafe bytes[index] == UInt8(ascii: ".") else {
            // A negative zero and an exponent are for the parser.
            guard !(beginsWithZero && whole > start) else { return false }
            return unsafe index == end || bytes[index] == UInt8(ascii: ",")
        }
        index += 1
        let fraction = index
        let decimals = passDigits()
        return unsafe decimals > 0 && digits + decimals <= 15
            && (!beginsWithZero || bytes[fraction] != UInt8(ascii: "0"))
            && (bytes[index - 1] != UInt8(ascii: "0") || decimals == 1)
            && (index == end || bytes[index] == UInt8(ascii: ","))
    }
}
