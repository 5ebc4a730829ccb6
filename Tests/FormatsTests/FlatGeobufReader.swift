import Geometries

/// Reads FlatGeobuf in the plainest way, by the schema, sharing no code with the writer. Broken bytes trap: it reads only
/// what tests wrote.
struct FlatGeobufReader {
    struct Column: Equatable {
        var name: String
        var type: UInt8
    }

    struct Node {
        var box: [Double]
        var offset: UInt64
    }

    struct Feature {
        /// Its offset from the first one.
        var offset: UInt64
        var geometry: Geometry?
        /// Each property as text, by its column's name.
        var properties: [String: String]
    }

    private(set) var name = ""
    private(set) var geometryType: UInt8 = 0
    private(set) var hasAltitude = false
    private(set) var envelope: [Double] = []
    private(set) var columns: [Column] = []
    private(set) var reference: Int32 = 0
    private(set) var nodeSize: UInt16 = 0
    private(set) var nodes: [Node] = []
    private(set) var features: [Feature] = []
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        precondition(Array(bytes[..<7]) == [0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62])
        let header = Table(bytes, root: 8)
        name = header.text(0) ?? ""
        envelope = header.doubles(1)
        geometryType = header.number(2) ?? 0
        hasAltitude = (header.number(3) ?? UInt8(0)) == 1
        columns = header.tables(7).map { Column(name: $0.text(0) ?? "", type: $0.number(1) ?? 0) }
        let count = Int(header.number(8) ?? UInt64(0))
        nodeSize = header.number(9) ?? 16
        reference = header.table(10)?.number(1) ?? 0
        var position = 12 + Int(Table.number(bytes, 8) as UInt32)
        if nodeSize > 0, count > 0 {
            var level = count
            var total = count
            repeat {
                level = (level + Int(nodeSize) - 1) / Int(nodeSize)
                total += level
            } while level > 1
            for _ in 0..<total {
                let box = (0..<4).map { Double(bitPattern: Table.number(bytes, position + 8 * $0)) }
                nodes.append(Node(box: box, offset: Table.number(bytes, position + 32)))
                position += 40
            }
        }
        let first = position
        for _ in 0..<count {
            let table = Table(bytes, root: position)
            features.append(
                Feature(
                    offset: UInt64(position - first), geometry: table.table(0).map { geometry($0, type: geometryType) },
                    properties: properties(table.bytes(1))))
            position += 4 + Int(Table.number(bytes, position) as UInt32)
        }
        precondition(position == bytes.count, "bytes are left over")
    }

    private func properties(_ bytes: [UInt8]) -> [String: String] {
        var found: [String: String] = [:]
        var position = 0
        while position < bytes.count {
            let column = columns[Int(Table.number(bytes, position) as UInt16)]
            position += 2
            switch column.type {
            case 2:
                found[column.name] = bytes[position] == 1 ? "true" : "false"
                position += 1
            case 7:
                found[column.name] = String(Table.number(bytes, position) as Int64)
                position += 8
            case 10:
                found[column.name] = Double(bitPattern: Table.number(bytes, position)).description
                position += 8
            default:
                let count = Int(Table.number(bytes, position) as UInt32)
                found[column.name] = String(decoding: bytes[position + 4..<position + 4 + count], as: UTF8.self)
                position += 4 + count
            }
        }
        return found
    }

    private func geometry(_ table: Table, type: UInt8) -> Geometry {
        let own: UInt8 = table.number(6) ?? 0
        let xy = table.doubles(1)
        let z = table.doubles(2)
        let positions = (0..<xy.count / 2).map { index in
            Position(
                longitude: xy[2 * index], latitude: xy[2 * index + 1],
                altitude: z.isEmpty || z[index].isNaN ? nil : z[index])
        }
        var lines: [[Position]] = []
        var start = 0
        for end in table.ends(0) ?? [positions.count] {
            lines.append(Array(positions[start..<end]))
            start = end
        }
        let parts = table.tables(7).map { geometry($0, type: 0) }
        switch own == 0 ? type : own {
        case 1: return .point(positions[0])
        case 2: return .lineString(positions)
        case 3: return .polygon(Polygon(exterior: lines[0], holes: Array(lines.dropFirst())))
        case 4: return .multiPoint(positions)
        case 5: return .multiLineString(lines)
        case 6:
            return .multiPolygon(
                parts.map { part in
                    if case .polygon(let polygon) = part { return polygon }
                    return Polygon(exterior: [])
                })
        default: return .geometryCollection(parts)
        }
    }
}

/// A table of a FlatBuffer.
private struct Table {
    let buffer: [UInt8]
    let position: Int

    /// The root table of the size-prefixed buffer that begins at an offset; every number must lie on its alignment.
    init(_ bytes: [UInt8], root offset: Int) {
        let count = 4 + Int(Table.number(bytes, offset) as UInt32)
        buffer = Array(bytes[offset..<offset + count])
        position = 4 + Int(Table.number(buffer, 4) as UInt32)
    }

    private init(_ buffer: [UInt8], at position: Int) {
        self.buffer = buffer
        self.position = position
        precondition(position % 4 == 0)
    }

    static func number<Number: FixedWidthInteger>(_ bytes: [UInt8], _ offset: Int) -> Number {
        var value: Number = 0
        for index in 0..<Number.bitWidth / 8 {
            value |= Number(truncatingIfNeeded: UInt64(bytes[offset + index])) << Number(8 * index)
        }
        return value
    }

    private func place(_ field: Int) -> Int? {
        let vtable = position - Int(Table.number(buffer, position) as Int32)
        precondition(vtable % 2 == 0)
        let size = Int(Table.number(buffer, vtable) as UInt16)
        guard 4 + 2 * field < size else { return nil }
        let offset = Int(Table.number(buffer, vtable + 4 + 2 * field) as UInt16)
        return offset == 0 ? nil : position + offset
    }

    func number<Number: FixedWidthInteger>(_ field: Int) -> Number? {
        place(field).map { place in
            precondition(place % (Number.bitWidth / 8) == 0, "a number lies on its alignment")
            return Table.number(buffer, place)
        }
    }

    private func target(_ field: Int) -> Int? {
        place(field).map { $0 + Int(Table.number(buffer, $0) as UInt32) }
    }

    private func count(at place: Int) -> Int { Int(Table.number(buffer, place) as UInt32) }

    func table(_ field: Int) -> Table? { target(field).map { Table(buffer, at: $0) } }

    func text(_ field: Int) -> String? {
        target(field).map { place in
            precondition(buffer[place + 4 + count(at: place)] == 0, "a string ends with a NUL")
            return String(decoding: buffer[place + 4..<place + 4 + count(at: place)], as: UTF8.self)
        }
    }

    func bytes(_ field: Int) -> [UInt8] {
        target(field).map { Array(buffer[$0 + 4..<$0 + 4 + count(at: $0)]) } ?? []
    }

    func doubles(_ field: Int) -> [Double] {
        guard let place = target(field) else { return [] }
        precondition((place + 4) % 8 == 0, "doubles lie on their alignment")
        return (0..<count(at: place)).map { Double(bitPattern: Table.number(buffer, place + 4 + 8 * $0)) }
    }

    func ends(_ field: Int) -> [Int]? {
        target(field).map { place in
            (0..<count(at: place)).map { Int(Table.number(buffer, place + 4 + 4 * $0) as UInt32) }
        }
    }

    func tables(_ field: Int) -> [Table] {
        guard let place = target(field) else { return [] }
        return (0..<count(at: place)).map { index in
            let slot = place + 4 + 4 * index
            return Table(buffer, at: slot + Int(Table.number(buffer, slot) as UInt32))
        }
    }
}
