/// Writes Thrift's compact protocol, in which Parquet keeps its metadata: each field as the distance of its number from
/// the one before and its type, integers in zigzag varints.
struct ThriftCompact {
    /// What was written.
    private(set) var bytes: [UInt8] = []
    /// The number of the last field of each struct that is open, the innermost last.
    private var fields: [Int] = [0]

    private enum Kind {
        static let yes: UInt8 = 1
        static let no: UInt8 = 2
        static let int32: UInt8 = 5
        static let int64: UInt8 = 6
        static let binary: UInt8 = 8
        static let list: UInt8 = 9
        static let structure: UInt8 = 12
    }

    /// Writes a field of 32 bits.
    mutating func int32(_ field: Int, _ value: Int) {
        header(field, Kind.int32)
        varint(ThriftCompact.zigzag(value))
    }

    /// Writes a field of 64 bits.
    mutating func int64(_ field: Int, _ value: Int) {
        header(field, Kind.int64)
        varint(ThriftCompact.zigzag(value))
    }

    /// Writes a truth value.
    mutating func boolean(_ field: Int, _ value: Bool) { header(field, value ? Kind.yes : Kind.no) }

    /// Writes a field of bytes.
    mutating func binary(_ field: Int, _ value: some Collection<UInt8>) {
        header(field, Kind.binary)
        append(value)
    }

    /// Writes a struct.
    mutating func structure(_ field: Int, _ body: (inout ThriftCompact) -> Void) {
        header(field, Kind.structure)
        element(body)
    }

    /// Writes a list of structs.
    mutating func structures<Element>(
        _ field: Int, _ elements: [Element], _ body: (inout ThriftCompact, Element) -> Void
    ) {
        list(field, Kind.structure, count: elements.count)
        for value in elements { element { body(&$0, value) } }
    }

    /// Writes a list of texts.
    mutating func texts(_ field: Int, _ elements: [String]) {
        list(field, Kind.binary, count: elements.count)
        for text in elements { append(text.utf8) }
    }

    /// Writes a list of 32-bit numbers.
    mutating func numbers(_ field: Int, _ elements: [Int]) {
        list(field, Kind.int32, count: elements.count)
        for number in elements { varint(ThriftCompact.zigzag(number)) }
    }

    /// Writes a struct that is no field: the whole message, or a member of a list.
    mutating func element(_ body: (inout ThriftCompact) -> Void) {
        fields.append(0)
        body(&self)
        fields.removeLast()
        bytes.append(0)
    }

    private mutating func header(_ field: Int, _ kind: UInt8) {
        // Every struct of Parquet has fewer than 16 fields, written in ascending order, so a distance always fits.
        let distance = field - fields[fields.count - 1]
        bytes.append(UInt8(truncatingIfNeeded: distance << 4) | kind)
        fields[fields.count - 1] = field
    }

    private mutating func list(_ field: Int, _ kind: UInt8, count: Int) {
        header(field, Kind.list)
        if count < 15 {
            bytes.append(UInt8(count) << 4 | kind)
        } else {
            bytes.append(0xF0 | kind)
            varint(UInt64(count))
        }
    }

    private mutating func append(_ value: some Collection<UInt8>) {
        varint(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    private mutating func varint(_ value: UInt64) { bytes.append(varint: value) }

    private static func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value << 1 ^ value >> 63)) }
}

extension [UInt8] {
    /// Appends a number in groups of seven bits, the least significant first, each but the last with its high bit set.
    mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
