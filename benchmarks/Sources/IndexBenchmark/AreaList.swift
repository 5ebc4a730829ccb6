import Foundation
import IncidentIndex

/// A file of polygons: how many, then the length and the well-known binary of each; numbers are little-endian, of 32 bits.
enum AreaList {
    static func read(_ path: String) throws -> [Region] {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var offset = 0
        func number() -> Int {
            defer { offset += 4 }
            return (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        return try (0..<number()).map { _ in
            let length = number()
            defer { offset += length }
            return try Region(WKB.decode(Array(bytes[offset..<(offset + length)])))
        }
    }

    /// Copies a list for all peers: the invalid ones are repaired, as their user would be asked to.
    static func copy(from source: String, to target: String) throws {
        var bytes: [UInt8] = []
        func append(_ number: Int) {
            for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
        }
        let regions = try read(source)
        append(regions.count)
        for (index, region) in regions.enumerated() {
            var sound = region
            do {
                try region.validate()
            } catch {
                print("number \(index + 1) is repaired: \(error)")
                sound = try region.madeValid()
            }
            let encoded = WKB.encode(.multiPolygon(sound.features.flatMap { $0 }))
            append(encoded.count)
            bytes += encoded
        }
        try Data(bytes).write(to: URL(fileURLWithPath: target))
    }
}
