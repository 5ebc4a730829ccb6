/// Appends JSON to a buffer of bytes.
///
///     var writer = JSONWriter()
///     writer.write(.object([JSONMember("deaths", .integer(0))]))
///     writer.text    // {"deaths":0}
///
/// The buffer may be emptied and used again, so that writing a million features allocates no more than one of them.
public struct JSONWriter: Sendable {
    /// What was written so far.
    public var bytes: [UInt8]

    /// Makes an empty writer.
    public init(reservingCapacity capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// What was written so far, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Empties the buffer and keeps its memory.
    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Appends text as it is: punctuation, or JSON that was written before.
    public mutating func write(raw text: StaticString) {
        // A static string's bytes live as long as the program.
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends bytes as they are.
    package mutating func write(raw span: Span<UInt8>) {
        // The buffer is only read, and only inside the closure.
        unsafe span.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Appends one ASCII character.
    @inlinable
    public mutating func write(byte: UInt8) { bytes.append(byte) }

    /// Appends a value on one line without spaces; a number that is not finite becomes null, as JSON has none.
    ///
    /// - Complexity: O(length of the text).
    public mutating func write(_ value: JSONValue) {
        switch value {
        case .null: write(raw: "null")
        case .bool(let flag): flag ? write(raw: "true") : write(raw: "false")
        case .integer(let number): write(number)
        case .bigInteger(let digits): bytes.append(contentsOf: digits.utf8)
        case .real(let number): write(number)
        case .string(let text): write(text)
        case .array(let elements):
            write(byte: UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { write(byte: UInt8(ascii: ",")) }
                write(element)
            }
            write(byte: UInt8(ascii: "]"))
        case .object(let members):
            write(members)
        }
    }

    /// Appends an object of these members, in their order.
    public mutating func write(_ members: [JSONMember]) {
        write(byte: UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { write(byte: UInt8(ascii: ",")) }
            write(member.name)
            write(byte: UInt8(ascii: ":"))
            write(member.value)
        }
        write(byte: UInt8(ascii: "}"))
    }
}

extension JSONValue {
    /// The value as JSON on one line, members in their order.
    public var text: String {
        var writer = JSONWriter()
        writer.write(self)
        return writer.text
    }
}
