import Foundation
import Geometries
import Incidents
import Queries
import Stores
import TestSupport
import Testing

/// What stands in the index file is believed only when every byte of it is right.
@Suite("a damaged index file")
struct DamagedIndexTests {
    private static let queries: [Query] = [
        Query(during: .month(2022, 1)),
        Query(in: .within(metres: 3_000_000, of: Coordinate(longitude: 40, latitude: 30)), during: .year(2022)),
    ]

    private let fixture: StoreFixture
    private let incidents: [Incident]
    private let good: Data

    init() throws {
        fixture = try StoreFixture()
        var random = SeededGenerator(seed: 41)
        incidents = try (0..<20).map {
            try pointIncident(
                "n\($0)", Double.random(in: 0...80, using: &random), Double.random(in: 0...60, using: &random),
                during: $0 % 5 == 0 ? nil : .day(2022, 1, 1 + $0))
        }
        let store = try fixture.open()
        try store.insert(incidents)
        try store.rebuildIndex()
        try store.close()
        good = try Data(contentsOf: URL(fileURLWithPath: fixture.indexPath))
    }

    /// Puts the bytes in the place of the index file, and says which answers of the next reader are wrong.
    private func faults(of bytes: Data, _ what: String) throws -> [String] {
        try FileManager.default.removeItem(atPath: fixture.indexPath)
        try bytes.write(to: URL(fileURLWithPath: fixture.indexPath))
        let store = try fixture.open(readOnly: true)
        defer { try? store.close() }
        return try Self.queries.indices.filter {
            try store.all(Self.queries[$0]) != QueryOracle.matches(Self.queries[$0], in: incidents)
        }.map { "\(what): query \($0)" }
    }

    @Test("with any bit flipped gives the right answer")
    func everyBit() throws {
        // All of them in a long run; otherwise every 29th, which meets every bit of a byte.
        let step = TestScale.factor >= 10 ? 1 : 29
        var faults: [String] = []
        for bit in stride(from: 0, to: good.count * 8, by: step) {
            var bad = good
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            faults += try self.faults(of: bad, "bit \(bit)")
        }
        #expect(faults == [])
    }

    @Test("cut anywhere, or with something after its end, gives the right answer")
    func everyLength() throws {
        let step = TestScale.factor >= 10 ? 1 : 13
        var faults: [String] = []
        for length in stride(from: 0, to: good.count, by: step) {
            faults += try self.faults(of: good.prefix(length), "length \(length)")
        }
        for extra in [1, 7, 8, 64, 4_096, good.count] {
            faults += try self.faults(of: good + Data(repeating: 0, count: extra), "\(extra) zeros after it")
            faults += try self.faults(of: good + good.prefix(extra), "\(extra) bytes of its own after it")
        }
        #expect(faults == [])
    }

    @Test("whose fields are other numbers, a newer version among them, gives the right answer")
    func otherNumbers() throws {
        var faults: [String] = []
        for offset in stride(from: 0, to: min(good.count - 8, 1_024), by: 4) {
            for value: UInt32 in [0, 1, 2, 3, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF] {
                var bad = good
                for byte in 0..<4 { bad[offset + byte] = UInt8(truncatingIfNeeded: value >> UInt32(8 * byte)) }
                faults += try self.faults(of: bad, "\(value) at \(offset)")
            }
        }
        #expect(faults == [])
    }

    @Test("of the same store at an earlier change is completed by the log, and of another store not used")
    func otherStates() throws {
        let store = try fixture.open()
        let added = try pointIncident("late", 40, 30, during: .day(2022, 1, 2))
        try store.write { batch in
            try batch.insert(added)
            _ = try batch.delete(id: incidents[0].id)
        }
        try store.rebuildIndex()
        try store.close()
        try good.write(to: URL(fileURLWithPath: fixture.indexPath))
        let expected = QueryOracle.matches(Self.queries[1], in: incidents.dropFirst() + [added])
        #expect(try fixture.open(readOnly: true).all(Self.queries[1]) == expected)

        let other = try DamagedIndexTests()
        #expect(try other.faults(of: good, "of another store") == [])
        #expect(try other.fixture.open(readOnly: true).info().indexState.hasPrefix("of another state"))
    }

    @Test("is named by verify, whatever is wrong with it, and made anew by a rebuild")
    func mended() throws {
        for position in stride(from: 0, to: good.count, by: good.count / 50) {
            var bad = good
            bad[position] ^= 0x10
            #expect(try faults(of: bad, "byte \(position)") == [])
            let found = try fixture.open(readOnly: true).verify()
            // Another store's name or another change in the header, checksum included, would be no damage.
            #expect(found.map(\.location) == ["index file"], "byte \(position)")
        }
        let store = try fixture.open()
        try store.rebuildIndex()
        #expect(try store.verify() == [])
        #expect(try store.info().indexState == "current")
    }
}
