import Geometries
import TestSupport
import Testing

@Suite("WKB")
struct WKBTests {
    @Test("what is written is read back equal, with and without altitudes")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 21)
        var failures = 0
        for round in 0..<3_000 {
            let geometry = generator.geometry(depth: 4, hasAltitude: round % 2 == 1)
            let bytes = WKB.encode(geometry)
            if try WKB.decode(bytes) != geometry { failures += 1 }
        }
        #expect(failures == 0)
    }

    @Test("a point is written in the 21 bytes of the standard")
    func bytesOfAPoint() {
        let bytes = WKB.encode(.point(longitude: 2, latitude: 4))
        #expect(bytes == [1, 1, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 64] + [0, 0, 0, 0, 0, 0, 16, 64])
    }

    @Test("big-endian bytes are read, members with a byte order of their own too")
    func bigEndian() throws {
        let x: [UInt8] = [64, 0, 0, 0, 0, 0, 0, 0]
        let y: [UInt8] = [64, 16, 0, 0, 0, 0, 0, 0]
        #expect(try WKB.decode(([0, 0, 0, 0, 1] + x + y)) == .point(longitude: 2, latitude: 4))
        let member = WKB.encode(.point(longitude: 1, latitude: 1))
        let multiPoint = try WKB.decode(([0, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 0, 1] + x + y + member))
        #expect(
            multiPoint
                == .multiPoint([Position(longitude: 2, latitude: 4), Position(longitude: 1, latitude: 1)]))
    }

    @Test("Z and M are understood as ISO and as EWKB write them, M is dropped")
    func thirdAndFourthNumbers() throws {
        let two = WKB.encode(.point(longitude: 2, latitude: 2)).suffix(8)
        let xyzm = [UInt8]((two + two + two + two))
        let plain = Geometry.point(longitude: 2, latitude: 2)
        let high = Geometry.point(Position(longitude: 2, latitude: 2, altitude: 2))
        let cases: [([UInt8], Int, Geometry)] = [
            ([0xE9, 0x03, 0, 0], 24, high), ([0xD1, 0x07, 0, 0], 24, plain), ([0xB9, 0x0B, 0, 0], 32, high),
            ([1, 0, 0, 0x80], 24, high), ([1, 0, 0, 0x40], 24, plain), ([1, 0, 0, 0xC0], 32, high),
            ([1, 0, 0, 0x20, 0xE6, 0x10, 0, 0], 16, plain), ([1, 0, 0, 0xA0, 0xE6, 0x10, 0, 0], 24, high),
        ]
        for (type, size, expected) in cases {
            #expect(try WKB.decode(([1] + type + xyzm.prefix(size))) == expected)
        }
    }

    @Test("every proper beginning of a geometry's bytes is refused")
    func truncation() {
        var generator = SeededGenerator(seed: 4)
        var accepted = 0
        for _ in 0..<200 {
            let bytes = WKB.encode(generator.geometry(depth: 2, hasAltitude: true))
            for length in 0..<bytes.count where (try? WKB.decode(Array(bytes.prefix(length)))) != nil {
                accepted += 1
            }
            if (try? WKB.decode((bytes + [0]))) != nil { accepted += 1 }
        }
        #expect(accepted == 0)
    }

    @Test("random bytes and flipped bytes never trap")
    func hostileBytes() {
        var generator = SeededGenerator(seed: 8)
        var decoded = 0
        for _ in 0..<20_000 {
            var bytes = WKB.encode(generator.geometry(depth: 3, hasAltitude: true))
            for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if (try? WKB.decode(bytes)) != nil { decoded += 1 }
        }
        #expect(decoded > 0)
    }

    @Test("a count that the bytes cannot hold is refused before anything is allocated")
    func hostileCounts() {
        for type in UInt8(2)...7 {
            let bytes: [UInt8] = [1, type, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 64)
            #expect(
                throws: GeometryError.malformed(
                    reason: "a count of 4294967295 is more than the bytes can hold", byteOffset: 5)
            ) {
                try WKB.decode(bytes)
            }
        }
    }

    @Test("collections nest 32 deep and no deeper")
    func depth() throws {
        func nested(_ depth: Int) -> [UInt8] {
            let open: [UInt8] = [1, 7, 0, 0, 0, 1, 0, 0, 0]
            return [UInt8]((0..<depth).map { _ in open }.joined()) + WKB.encode(.point(longitude: 1, latitude: 2))
        }
        #expect(try WKB.decode(nested(32)).rectangle.minLatitude == 2)
        #expect(throws: GeometryError.nestedTooDeeply(limit: 32)) { try WKB.decode(nested(33)) }
        #expect(throws: GeometryError.nestedTooDeeply(limit: 32)) { try WKB.decode(nested(100_000)) }
    }

    @Test("an empty point and a type that GeoJSON does not have are refused")
    func refusals() {
        let nan = WKB.encode(.point(longitude: .nan, latitude: .nan))
        #expect(throws: GeometryError.malformed(reason: "an empty point has no place", byteOffset: 0)) {
            try WKB.decode(nan)
        }
        let curve: [UInt8] = [1, 8, 0, 0, 0, 0, 0, 0, 0]
        #expect(throws: GeometryError.malformed(reason: "8 is not a geometry type of GeoJSON", byteOffset: 1)) {
            try WKB.decode(curve)
        }
        #expect(throws: GeometryError.malformed(reason: "2 is not a byte order", byteOffset: 0)) {
            try WKB.decode(([2] + curve.dropFirst()))
        }
    }
}
