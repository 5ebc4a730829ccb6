/// Writes one size-prefixed FlatBuffer, front to back: each table before what it points to, so that every offset is
/// written as zero first and filled in when its target is placed.
///
/// Positions count from the size prefix, against which FlatBuffers aligns.
struct FlatBuffer {
    /// The buffer so far, beginning with its size and the offset of the root table.
    private(set) var bytes: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0]

    /// The place of an offset that waits for its target.
    typealias Slot = Int

    /// The offset to the root table.
    static let root: Slot = 4

    /// A field of a table, by its number in the schema.
    enum Field {
        case byte(Int, UInt8)
        case short(Int, UInt16)
        case int(Int, Int32)
        case long(Int, UInt64)
        /// A vector, string or table that is placed later.
        case reference(Int)

        fileprivate var number: Int {
            switch self {
            case .byte(let number, _), .short(let number, _), .int(let number, _), .long(let number, _),
                .reference(let number):
                number
            }
        }

        fileprivate var size: Int {
            switch self {
            case .byte: 1
            case .short: 2
            case .int, .reference: 4
            case .long: 8
            }
        }
    }

    /// Empties the buffer for the next one and keeps its memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: [0, 0, 0, 0, 0, 0, 0, 0])
    }

    /// Places a table where `slot` points to.
    ///
    /// - Parameters:
    ///   - slot: the offset that will lead to it.
    ///   - fields: in descending order of size, so that none needs padding.
    /// - Returns: the slots of the references, in the order of the fields.
    mutating func table(at slot: Slot, _ fields: [Field]) -> [Slot] {
        let alignment = max(4, fields.map(\.size).max() ?? 4)
        let numbers = 1 + (fields.map(\.number).max() ?? -1)
        // The vtable: its size, the table's size, and where each field lies in the table.
        align(to: 2)
        let vtable = bytes.count
        let start = (vtable + 4 + 2 * numbers + alignment - 1) / alignment * alignment
        // The first field is the largest and lies on its alignment after the offset to the vtable.
        var place = max(4, fields.first?.size ?? 4)
        var places: [Int] = []
        for field in fields {
            places.append(place)
            place += field.size
        }
        bytes.append(littleEndian: UInt16(4 + 2 * numbers))
        bytes.append(littleEndian: UInt16(place))
        for number in 0..<numbers {
            let index = fields.firstIndex { $0.number == number }
            bytes.append(littleEndian: UInt16(index.map { places[$0] } ?? 0))
        }
        align(to: alignment)
        bytes.append(littleEndian: Int32(start - vtable))
        if place > 4, places.first == 8 { bytes.append(littleEndian: UInt32(0)) }
        var slots: [Slot] = []
        for field in fields {
            switch field {
            case .byte(_, let value): bytes.append(value)
            case .short(_, let value): bytes.append(littleEndian: value)
            case .int(_, let value): bytes.append(littleEndian: value)
            case .long(_, let value): bytes.append(littleEndian: value)
            case .reference:
                slots.append(bytes.count)
                bytes.append(littleEndian: UInt32(0))
            }
        }
        point(slot, to: start)
        return slots
    }

    /// Places a string.
    mutating func string(at slot: Slot, _ text: String) {
        align(to: 4)
        point(slot, to: bytes.count)
        bytes.append(littleEndian: UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
        bytes.append(0)
    }

    /// Places a vector of bytes.
    mutating func vector(at slot: Slot, of values: [UInt8]) {
        align(to: 4)
        point(slot, to: bytes.count)
        bytes.append(littleEndian: UInt32(values.count))
        bytes.append(contentsOf: values)
    }

    /// Places a vector of 32-bit numbers.
    mutating func vector(at slot: Slot, of values: [UInt32]) {
        align(to: 4)
        point(slot, to: bytes.count)
        bytes.append(littleEndian: UInt32(values.count))
        for value in values { bytes.append(littleEndian: value) }
    }

    /// Places a vector of doubles.
    mutating func vector(at slot: Slot, of values: [Double]) {
        // The numbers, not their count, lie on multiples of 8.
        while bytes.count % 8 != 4 { bytes.append(0) }
        point(slot, to: bytes.count)
        bytes.append(littleEndian: UInt32(values.count))
        for value in values { bytes.append(littleEndian: value) }
    }

    /// Places a vector of tables or strings.
    ///
    /// - Returns: the slots of its members.
    mutating func references(at slot: Slot, count: Int) -> [Slot] {
        align(to: 4)
        point(slot, to: bytes.count)
        bytes.append(littleEndian: UInt32(count))
        return (0..<count).map { _ in
            bytes.append(littleEndian: UInt32(0))
            return bytes.count - 4
        }
    }

    /// Ends the buffer: what follows it begins on a multiple of 8 no more than it would alone.
    mutating func finish() {
        align(to: 8)
        bytes.replace(at: 0, littleEndian: UInt32(bytes.count - 4))
    }

    private mutating func align(to alignment: Int) {
        while bytes.count % alignment != 0 { bytes.append(0) }
    }

    private mutating func point(_ slot: Slot, to target: Int) {
        bytes.replace(at: slot, littleEndian: UInt32(target - slot))
    }
}
