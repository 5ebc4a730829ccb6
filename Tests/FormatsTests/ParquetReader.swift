import Formats
import Foundation
import TestSupport

/// Reads the Parquet that we write, in the plainest way: Thrift into a tree of numbered fields, pages of plain values or of a
/// dictionary. Broken bytes trap: it reads only what tests wrote.
struct ParquetReader {
    struct Column {
        var path: String
        var type: Int
        /// The values as text; nil is null, numbers as Swift prints them, geometries as hexadecimal digits.
        var values: [String?] = []
        /// The bounds of each row group as they stand in the file, nil where there are none.
        var bounds: [(least: [UInt8], greatest: [UInt8])?] = []
        var nulls: [Int] = []
    }

    private(set) var columns: [Column] = []
    private(set) var rowGroups: [Int] = []
    private(set) var geo = ""
    private let bytes: [UInt8]
    private let folder: TemporaryFolder

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        folder = try TemporaryFolder()
        precondition(bytes.prefix(4) == Array("PAR1".utf8)[...] && bytes.suffix(4) == Array("PAR1".utf8)[...])
        let length = ParquetReader.integer(bytes, bytes.count - 8, 4)
        var thrift = ThriftReader(bytes: bytes, position: bytes.count - 8 - length)
        let file = thrift.structure()
        precondition(thrift.position == bytes.count - 8, "the metadata fills its length")
        for pair in file[5]?.list ?? [] where pair.fields[1]?.text == "geo" { geo = pair.fields[2]?.text ?? "" }
        for group in file[4]?.list ?? [] { try read(group.fields) }
        precondition(file[3]?.number == rowGroups.reduce(0, +))
    }

    func column(_ path: String) -> Column? { columns.first { $0.path == path } }

    private mutating func read(_ group: [Int: ThriftReader.Value]) throws {
        rowGroups.append(group[3]?.number ?? 0)
        for (index, chunk) in (group[1]?.list ?? []).enumerated() {
            let meta = chunk.fields[3]?.fields ?? [:]
            if index == columns.count {
                let path = (meta[3]?.list ?? []).map(\.text).joined(separator: ".")
                columns.append(Column(path: path, type: meta[1]?.number ?? -1))
            }
            let statistics = meta[12]?.fields ?? [:]
            columns[index].nulls.append(statistics[3]?.number ?? -1)
            columns[index].bounds.append(
                statistics[6].flatMap { least in statistics[5].map { (least.bytes, $0.bytes) } })
            let dictionary = try meta[11].map { try page(at: $0.number) }
            let data = try page(at: meta[9]?.number ?? 0)
            let words = dictionary.map { values($0.content[...], count: $0.values, type: columns[index].type) }
            columns[index].values += rows(data, words, type: columns[index].type)
        }
    }

    private struct Page {
        var content: [UInt8]
        var values: Int
        var encoding: Int
    }

    private func page(at offset: Int) throws -> Page {
        var thrift = ThriftReader(bytes: bytes, position: offset)
        let header = thrift.structure()
        let packed = bytes[thrift.position..<thrift.position + (header[3]?.number ?? 0)]
        let file = try folder.write(Data(packed), to: "page")
        var source = try Compression.unpacking(path: file)
        var content: [UInt8] = []
        while try source.read(appendingTo: &content) {}
        precondition(content.count == header[2]?.number)
        let own = header[5]?.fields ?? header[7]?.fields ?? [:]
        return Page(content: content, values: own[1]?.number ?? 0, encoding: own[2]?.number ?? 0)
    }

    private func rows(_ page: Page, _ words: [String]?, type: Int) -> [String?] {
        let length = ParquetReader.integer(page.content, 0, 4)
        let levels = hybrid(page.content[4..<4 + length], bits: 1, count: page.values)
        let present = levels.reduce(0, +)
        let rest = page.content[(4 + length)...]
        let found: [String]
        if let words {
            precondition(page.encoding == 8)
            let bits = Int(rest[rest.startIndex])
            found = hybrid(rest.dropFirst(), bits: bits, count: present).map { words[$0] }
        } else {
            precondition(page.encoding == 0)
            found = values(rest, count: present, type: type)
        }
        var next = found.makeIterator()
        return levels.map { $0 == 1 ? next.next() : nil }
    }

    private func values(_ bytes: ArraySlice<UInt8>, count: Int, type: Int) -> [String] {
        var position = bytes.startIndex
        return (0..<count).map { index in
            switch type {
            case 0:
                return bytes[bytes.startIndex + index / 8] >> UInt8(index % 8) & 1 == 1 ? "true" : "false"
            case 2, 5:
                defer { position += 8 }
                let bits = ParquetReader.integer(Array(bytes[position..<position + 8]), 0, 8)
                return type == 2 ? String(bits) : Double(bitPattern: UInt64(bitPattern: Int64(bits))).description
            default:
                let length = ParquetReader.integer(Array(bytes[position..<position + 4]), 0, 4)
                let content = bytes[position + 4..<position + 4 + length]
                position += 4 + length
                let text = String(decoding: content, as: UTF8.self)
                return content.contains(0) ? content.map { String($0, radix: 16) }.joined(separator: " ") : text
            }
        }
    }

    private func hybrid(_ bytes: ArraySlice<UInt8>, bits: Int, count: Int) -> [Int] {
        var thrift = ThriftReader(bytes: Array(bytes), position: 0)
        var numbers: [Int] = []
        while numbers.count < count {
            let header = thrift.varint()
            if header & 1 == 0 {
                let value = ParquetReader.integer(thrift.bytes, thrift.position, (bits + 7) / 8)
                thrift.position += (bits + 7) / 8
                numbers += Array(repeating: value, count: header >> 1)
            } else {
                for index in 0..<(header >> 1) * 8 {
                    var value = 0
                    for bit in 0..<bits {
                        let place = index * bits + bit
                        value |= Int(thrift.bytes[thrift.position + place / 8] >> UInt8(place % 8) & 1) << bit
                    }
                    numbers.append(value)
                }
                thrift.position += (header >> 1) * bits
            }
        }
        return Array(numbers.prefix(count))
    }

    static func integer(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
        return Int(truncatingIfNeeded: value)
    }
}

/// Reads Thrift's compact protocol into a tree.
private struct ThriftReader {
    indirect enum Value {
        case number(Int)
        case bytes([UInt8])
        case list([Value])
        case fields([Int: Value])

        var number: Int { if case .number(let number) = self { number } else { -1 } }
        var bytes: [UInt8] { if case .bytes(let bytes) = self { bytes } else { [] } }
        var text: String { String(decoding: bytes, as: UTF8.self) }
        var list: [Value] { if case .list(let list) = self { list } else { [] } }
        var fields: [Int: Value] { if case .fields(let fields) = self { fields } else { [:] } }
    }

    let bytes: [UInt8]
    var position: Int

    mutating func varint() -> Int {
        var value = 0
        var shift = 0
        while true {
            let byte = bytes[position]
            position += 1
            value |= Int(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { return value }
        }
    }

    mutating func structure() -> [Int: Value] {
        var fields: [Int: Value] = [:]
        var last = 0
        while true {
            let header = bytes[position]
            position += 1
            if header == 0 { return fields }
            precondition(header >> 4 > 0, "fields of a distance that needs no number of its own")
            last += Int(header >> 4)
            fields[last] = value(header & 15)
        }
    }

    private mutating func value(_ type: UInt8) -> Value {
        switch type {
        case 1: return .number(1)
        case 2: return .number(0)
        case 5, 6:
            let zigzag = varint()
            return .number(zigzag >> 1 ^ -(zigzag & 1))
        case 8:
            let count = varint()
            position += count
            return .bytes(Array(bytes[position - count..<position]))
        case 9:
            let header = bytes[position]
            position += 1
            let count = header >> 4 == 15 ? varint() : Int(header >> 4)
            return .list((0..<count).map { _ in value(header & 15) })
        case 12: return .fields(structure())
        default: preconditionFailure("a type that is not written: \(type)")
        }
    }
}
