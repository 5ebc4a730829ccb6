import Foundation
import Geometries
import Incidents
import Queries
import Stores
import TestSupport
import Testing

/// Random damage to the GeoPackage itself.
///
/// SQLite keeps no checksums, so that a letter changed inside a title is a title. What is promised is that nothing crashes,
/// that an answer with the index differs from one without it only where `verify` finds something, and that what `verify`
/// calls sound has every row.
@Suite("a damaged store")
struct DamagedStoreTests {
    private let query: Query

    init() throws {
        let world = try BoundingBox(west: -180, south: -90, east: 180, north: 90)
        query = Query(in: .boundingBox(world), during: .year(2022))
    }

    private func prepared(_ fixture: StoreFixture) throws -> [Incident] {
        var generator = IncidentGenerator(seed: 77)
        let incidents = generator.incidents(60)
        let store = try fixture.open()
        try store.insert(incidents)
        _ = try store.all(Query(text: "a"))
        try store.rebuildIndex()
        try store.close()
        return incidents
    }

    @Test("is an error or an answer, never a crash, and verify finds what makes two answers differ")
    func randomDamage() throws {
        let fixture = try StoreFixture()
        let incidents = try prepared(fixture)
        let good = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
        let index = try Data(contentsOf: URL(fileURLWithPath: fixture.indexPath))
        var random = SeededGenerator(seed: 5)
        var faults: [String] = []
        var errors = 0
        var findings = 0
        for round in 0..<TestScale.rounds(200) {
            let copy = try StoreFixture()
            let bad = Self.damaged(good, &random)
            try bad.write(to: URL(fileURLWithPath: copy.path))
            try index.write(to: URL(fileURLWithPath: copy.indexPath))
            do {
                let isReadOnly = random.oneIn(2)
                let store = try copy.open(readOnly: isReadOnly)
                let found = try store.verify()
                if !found.isEmpty { findings += 1 }
                if found.contains(where: { $0.location.isEmpty || $0.message.isEmpty }) {
                    faults.append("round \(round): a finding says nothing")
                }
                let scan = try copy.open(readOnly: true, usesIndex: false)
                let all = try scan.all()
                let agree = try Set(store.all(query).map(\.id)) == Set(scan.all(query).map(\.id))
                if found.isEmpty, all.count != incidents.count { faults.append("round \(round): rows are gone unseen") }
                if found.isEmpty, !agree { faults.append("round \(round): the index differs unseen") }
                _ = try store.info()
                _ = try store.count(Query(text: "a"))
                if !isReadOnly { try store.insert([try pointIncident("after", 1, 2, during: .day(2022, 1, 1))]) }
                try store.close()
            } catch {
                errors += 1
                if "\(error)".isEmpty { faults.append("round \(round): an error says nothing") }
            }
        }
        #expect(faults == [])
        // The damage must be of both kinds, or the test shows nothing.
        #expect(errors > 10 && findings > 10, "\(errors) errors, \(findings) with findings")
    }

    /// The bytes with a bit, a few bytes, a stretch or the end changed.
    private static func damaged(_ good: Data, _ random: inout SeededGenerator) -> Data {
        var bad = good
        let position = Int.random(in: 0..<good.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            bad[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1:
            for _ in 0..<8 {
                bad[Int.random(in: 0..<good.count, using: &random)] = .random(in: 0...255, using: &random)
            }
        case 2:
            let end = min(position + Int.random(in: 1...4_096, using: &random), good.count)
            for place in position..<end { bad[place] = 0 }
        case 3:
            bad = good.prefix(max(100, position))
        default:
            // A page is that of another place, as a disk that writes to the wrong sector leaves it.
            let from = position / 4_096 * 4_096
            let to = Int.random(in: 1..<max(2, good.count / 4_096), using: &random) * 4_096
            for offset in 0..<4_096 where from + offset < good.count && to + offset < good.count {
                bad[to + offset] = good[from + offset]
            }
        }
        return bad
    }

    @Test("whose change log or own records hold values of another kind is read all the same")
    func otherKinds() throws {
        for change in [
            "UPDATE incidents_changes SET first_fid = 'x'", "UPDATE incidents_changes SET last_fid = X'00'",
            "UPDATE incidents_changes SET nonce = 'x'", "UPDATE incidents_changes SET nonce = 1.5",
            "UPDATE incidents_store SET value = X'FF' WHERE name = 'identity'",
            "UPDATE incidents_store SET value = 'x' WHERE name IN ('text_base', 'text_covers')",
            "UPDATE gpkg_geometry_columns SET srs_id = 'x'", "DELETE FROM incidents_changes",
            "UPDATE gpkg_contents SET min_x = 'x', last_change = X'00'",
        ] {
            let fixture = try StoreFixture()
            let incidents = try prepared(fixture)
            // Another program that does not keep to the declared types and constraints.
            try fixture.outside("PRAGMA ignore_check_constraints = ON; \(change)")
            do {
                let store = try fixture.open(readOnly: true)
                _ = try store.verify()
                #expect(try store.all().count == incidents.count, "\(change)")
                let scan = try fixture.open(readOnly: true, usesIndex: false)
                #expect(try store.all(query) == scan.all(query), "\(change)")
            } catch let error as StoreError {
                #expect("\(error)".isEmpty == false)
            }
        }
    }
}
