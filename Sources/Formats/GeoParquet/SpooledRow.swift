import Geometries
import Incidents

/// A row as it waits in the spool: the length of its geometry and its well-known binary, then each property as one byte
/// that says whether there is a value, and the value.
struct SpooledRow {
    /// The row.
    private(set) var bytes: [UInt8] = []

    /// Begins a row.
    mutating func begin(_ geometry: Geometry?) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(littleEndian: UInt32(0))
        guard let geometry else { return }
        WKB.append(geometry, to: &bytes)
        bytes.replace(at: 0, littleEndian: UInt32(bytes.count - 4))
    }

    /// Appends the value of the next column.
    mutating func append(_ value: TypedValue) {
        bytes.append(value == .null ? 0 : 1)
        switch value {
        case .null: break
        case .text(let text):
            bytes.append(littleEndian: UInt32(text.utf8.count))
            bytes.append(contentsOf: text.utf8)
        case .integer(let number): bytes.append(littleEndian: number)
        case .real(let number): bytes.append(littleEndian: number)
        case .boolean(let flag): bytes.append(flag ? 1 : 0)
        case .time(let instant): bytes.append(littleEndian: instant.milliseconds)
        }
    }

    /// Adds a row that was written by the same columns to their chunks.
    static func read(
        _ bytes: Span<UInt8>, covering rectangle: Rectangle, as leaves: [ParquetLeaf], into chunks: inout [ParquetChunk]
    ) {
        var offset = 0
        func number(_ count: Int) -> UInt64 {
            var value: UInt64 = 0
            for index in 0..<count { value |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
            offset += count
            return value
        }
        func text() -> [UInt8] {
            let count = Int(number(4))
            var text: [UInt8] = []
            text.reserveCapacity(count)
            for index in offset..<offset + count { text.append(bytes[index]) }
            offset += count
            return text
        }
        let geometry = text()
        var bounds = [
            rectangle.minLongitude, rectangle.minLatitude, rectangle.maxLongitude, rectangle.maxLatitude,
        ][...]
        for (index, leaf) in leaves.enumerated() {
            switch leaf.kind {
            case .geometry:
                if geometry.isEmpty { chunks[index].appendNull() } else { chunks[index].append(binary: geometry) }
            case .bound:
                let bound = bounds.removeFirst()
                if geometry.isEmpty { chunks[index].appendNull() } else { chunks[index].append(bound) }
            case .property(let type):
                guard number(1) == 1 else {
                    chunks[index].appendNull()
                    continue
                }
                switch type {
                case .text: chunks[index].append(text: text())
                case .integer, .time: chunks[index].append(Int64(bitPattern: number(8)))
                case .real: chunks[index].append(Double(bitPattern: number(8)))
                case .boolean: chunks[index].append(number(1) == 1)
                }
            }
        }
    }
}
