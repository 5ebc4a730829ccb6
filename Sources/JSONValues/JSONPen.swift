/// Writes JSON into memory that was reserved beforehand: an array that is asked for room at every piece takes several times
/// as long.
///
/// What does not fit is left out, and ``isFull`` says so, so that a pen never writes beyond its memory; whoever misjudged the
/// length writes again in another way.
@safe package struct JSONPen: ~Copyable {
    /// The memory, and how much of it there is.
    private let memory: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    /// How many bytes were written.
    package private(set) var count = 0
    /// Whether something was left out.
    package private(set) var isFull = false

    /// A pen for memory that outlives it.
    fileprivate init(_ memory: UnsafeMutablePointer<UInt8>, capacity: Int) {
        unsafe self.memory = memory
        self.capacity = capacity
    }

    /// Whether so many bytes fit; where not, nothing more will.
    private mutating func hasRoom(_ bytes: Int) -> Bool {
        if capacity - count >= bytes, !isFull { return true }
        isFull = true
        return false
    }

    // MARK: As it is

    /// Writes one ASCII character.
    package mutating func write(byte: UInt8) {
        guard hasRoom(1) else { return }
        unsafe memory[count] = byte
        count += 1
    }

    /// Writes text as it is: punctuation, or JSON that was written before.
    package mutating func write(raw text: StaticString) {
        // A static string's bytes live as long as the program.
        unsafe write(raw: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Writes bytes as they are.
    package mutating func write(raw bytes: [UInt8]) {
        // The buffer is only read, and only inside the closure.
        unsafe bytes.withUnsafeBufferPointer { unsafe write(raw: $0) }
    }

    /// Writes bytes as they are.
    package mutating func write(raw bytes: UnsafeBufferPointer<UInt8>) {
        guard hasRoom(bytes.count), let start = bytes.baseAddress else { return }
        // There is room for all of them, and the pen's memory is nobody else's.
        unsafe (memory + count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    /// Writes a fragment as it is.
    package mutating func write(_ fragment: JSONFragment) {
        // All 32 bytes in one store where there is room; what follows is written over those that do not count.
        if capacity - count >= 32, !isFull {
            unsafe UnsafeMutableRawPointer(memory + count).storeBytes(of: fragment.bytes, as: SIMD32<UInt8>.self)
            count += fragment.count
            return
        }
        for index in 0..<fragment.count { write(byte: fragment.bytes[index]) }
    }

    // MARK: Strings

    /// Writes a string in quotes.
    ///
    /// - Parameters:
    ///   - text: UTF-8, of which `range` is to be written.
    ///   - range: a range of its indices.
    package mutating func write(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        write(byte: UInt8(ascii: "\""))
        unsafe writeEscaped(text, range)
        write(byte: UInt8(ascii: "\""))
    }

    /// Writes the inside of a string: escaped, without the quotes.
    ///
    /// Escaped are quotes, backslashes and control characters, as RFC 8259 §7 demands, and U+2028 and U+2029, which end a
    /// line in JavaScript.
    package mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            unsafe writePlain(text, &index, range.upperBound)
            guard index < range.upperBound, !isFull else { return }
            // The index is below the end, and so is each that is compared with it first.
            let byte = unsafe text[index]
            guard byte == 0xE2 else {
                writeEscape(byte)
                index += 1
                continue
            }
            if index + 2 < range.upperBound, unsafe text[index + 1] == 0x80, unsafe text[index + 2] & 0xFE == 0xA8 {
                if unsafe text[index + 2] == 0xA8 { write(raw: "\\u2028") } else { write(raw: "\\u2029") }
                index += 3
            } else {
                write(byte: byte)
                index += 1
            }
        }
    }

    /// Copies bytes up to one that may need an escape: a quote, a backslash, a control character, or the first of U+2000 and
    /// what follows it.
    ///
    /// - Parameters:
    ///   - text: what to copy from.
    ///   - index: where to begin; afterwards, where it ended.
    ///   - end: where to end at the latest.
    package mutating func writePlain(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int) {
        guard let start = text.baseAddress, hasRoom(end - index) else {
            index = isFull ? end : index
            return
        }
        // Eight at a time while both memories reach so far, whatever lies behind the end: it is written over later.
        while index < end, index + 8 <= text.count, count + 8 <= capacity {
            let eight = unsafe UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self)
            unsafe UnsafeMutableRawPointer(memory + count).storeBytes(of: eight, as: UInt64.self)
            let special = JSONPen.special(eight)
            let plain = min(special == 0 ? 8 : special.trailingZeroBitCount >> 3, end - index)
            index += plain
            count += plain
            if plain < 8 { return }
        }
        while index < end {
            let byte = unsafe text[index]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0xE2 { return }
            unsafe memory[count] = byte
            count += 1
            index += 1
        }
    }

    /// The highest bit of the first byte, and perhaps of later ones, that may need an escape; 0 where there is none.
    ///
    /// The tests of bytes in a word are those of Mycroft, 1987: a borrow can only spoil bytes above a true find.
    private static func special(_ eight: UInt64) -> UInt64 {
        let eight = UInt64(littleEndian: eight)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high: UInt64 = 0x8080_8080_8080_8080
        let quote = eight ^ (ones &* 0x22)
        let backslash = eight ^ (ones &* 0x5C)
        let general = eight ^ (ones &* 0xE2)
        var found = (eight &- (ones &* 0x20)) & ~eight
        found |= (quote &- ones) & ~quote
        found |= (backslash &- ones) & ~backslash
        found |= (general &- ones) & ~general
        return found & high
    }

    private mutating func writeEscape(_ byte: UInt8) {
        switch byte {
        case 0x22: write(raw: "\\\"")
        case 0x5C: write(raw: "\\\\")
        case 0x08: write(raw: "\\b")
        case 0x09: write(raw: "\\t")
        case 0x0A: write(raw: "\\n")
        case 0x0C: write(raw: "\\f")
        case 0x0D: write(raw: "\\r")
        default:
            write(raw: "\\u00")
            write(byte: JSONPen.hexDigit(byte >> 4))
            write(byte: JSONPen.hexDigit(byte & 15))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x61 + value - 10
    }

    // MARK: Numbers

    /// The most bytes that a number takes.
    package static let longestNumber = 48

    /// Writes an integer.
    package mutating func write(_ value: Int64) {
        if value < 0 { write(byte: UInt8(ascii: "-")) }
        writeDigits(value.magnitude)
    }

    /// Writes the shortest text that reads back as the same double; null when it is not finite.
    package mutating func write(_ value: Double) {
        guard value.isFinite else { return write(raw: "null") }
        // Swift's description is the shortest round trip (SwiftDtoa) and always has the form of a JSON number.
        var text = value.description
        // The buffer is only read, and only inside the closure.
        text.withUTF8 { unsafe write(raw: $0) }
    }

    /// Writes a number with at most so many decimals, correctly rounded, without trailing zeros and without allocating.
    ///
    /// Halves that are exact in binary go to the even digit. A number that is too large for its decimals to be exact is
    /// written in the shortest form, one that is not finite as null.
    /// - Parameters:
    ///   - value: the number.
    ///   - decimals: 0 through 15.
    package mutating func write(_ value: Double, decimals: Int) {
        let decimals = min(max(decimals, 0), 15)
        let scale = JSONPen.powers[decimals]
        let product = value.magnitude * Double(scale)
        // Below 2^51 the product and its half are exact to a quarter.
        guard product < 2_251_799_813_685_248 else { return write(value) }
        var whole = UInt64(product)
        let fraction = product - Double(whole)
        if fraction > 0.5 {
            whole += 1
        } else if fraction == 0.5 {
            // The product was itself rounded; what that took away decides between the neighbours.
            let lost = (-product).addingProduct(value.magnitude, Double(scale))
            if lost > 0 || (lost == 0 && !whole.isMultiple(of: 2)) { whole += 1 }
        }
        if value < 0, whole > 0 { write(byte: UInt8(ascii: "-")) }
        let (degrees, parts) = whole.quotientAndRemainder(dividingBy: scale)
        writeDigits(degrees)
        guard parts > 0 else { return }
        var rest = parts
        var places = decimals
        while rest.isMultiple(of: 10) {
            rest /= 10
            places -= 1
        }
        write(byte: UInt8(ascii: "."))
        writeDigits(rest, minimum: places)
    }

    private static let powers: [UInt64] = (0...15).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    /// Writes a number in decimal, with zeros before it up to a least number of digits, of which there may be 20.
    private mutating func writeDigits(_ value: UInt64, minimum: Int = 1) {
        guard hasRoom(20) else { return }
        var digits = 1
        var bound: UInt64 = 10
        // The largest number has 20 digits; the bound of the last of them is no longer a number of this kind.
        while digits < 20, value >= bound {
            digits += 1
            bound = digits < 20 ? bound * 10 : bound
        }
        digits = max(digits, min(minimum, 20))
        var rest = value
        for place in stride(from: count + digits - 1, through: count, by: -1) {
            // Within the 20 bytes for which there is room.
            unsafe memory[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }
}

extension JSONWriter {
    /// Lets a pen append to what was written.
    ///
    /// - Parameters:
    ///   - limit: how many bytes it may write.
    ///   - body: writes, and says whether that counts; else it is taken back.
    /// - Returns: whether it counts: `body` said so, and everything fitted.
    package mutating func append(atMost limit: Int, _ body: (inout JSONPen) -> Bool) -> Bool {
        if bytes.capacity - bytes.count < limit {
            // Grown as an array grows by itself, so that many pieces cost no more than one.
            bytes.reserveCapacity(max(bytes.count + limit, 2 * bytes.capacity))
        }
        var counts = false
        bytes.append(addingCapacity: limit) { span in
            // The pen writes to uninitialized bytes only, and those that it counts are initialized by it.
            unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
                guard let start = buffer.baseAddress else { return }
                var pen = unsafe JSONPen(start + initialized, capacity: buffer.count - initialized)
                counts = body(&pen) && !pen.isFull
                if counts { initialized += pen.count }
            }
        }
        return counts
    }
}
