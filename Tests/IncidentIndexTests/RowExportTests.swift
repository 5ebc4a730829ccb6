import Foundation
import IncidentIndex
import TestSupport
import Testing

/// GeoJSON straight from rows against GeoJSON of incidents.
@Suite("Exporting rows")
struct RowExportTests {
    private static let values: [JSONValue] = [
        .string(""), .string("plain"), .string("\"quoted\" \\ back"), .string("line\nend\ttab"), .string("\u{1}"),
        .string("\u{2028}"), .string("سامراء 🔥"), .string("/"), .integer(0), .integer(-7), .integer(.max), .null,
        .bool(true), .bool(false), .real(0.5), .real(-0.0), .real(5), .real(1e-7), .real(1e300), .real(1 / 3),
        .real(123.25), .bigInteger("123456789012345678901234567890"), .array([.integer(1)]), .object([]),
    ]
    private static let names = ["a", "b", "start", "source.start", "ä \"q\"", "distance_m", "long name of a column"]

    private func bytes(_ store: IncidentStore, _ query: Query, _ settings: ExportSettings) throws -> [UInt8] {
        final class Collected { var bytes: [UInt8] = [] }
        let collected = Collected()
        try store.export(query, as: settings) { collected.bytes.append(contentsOf: $0) }
        return collected.bytes
    }

    private func isSame(_ store: IncidentStore, _ query: Query, _ settings: ExportSettings) throws -> Bool {
        var incidents = settings
        incidents.writesRows = false
        return try bytes(store, query, settings) == bytes(store, query, incidents)
    }

    @Test("rows are written as the incidents that they hold are, byte for byte")
    func agreement() async throws {
        for seed in 1...UInt64(TestScale.rounds(12)) {
            var generator = IncidentGenerator(seed: seed)
            var random = SeededGenerator(seed: seed)
            let folder = try TemporaryFolder()
            let store = try IncidentStore(path: folder.file("store.gpkg"))
            // More than are handed from one core to the other at once, now and then.
            let incidents = generator.incidents(seed.isMultiple(of: 4) ? 1_200 : 200).map { incident in
                var incident = incident
                if random.oneIn(2) { incident.tags = [] }
                for name in RowExportTests.names where random.oneIn(3) {
                    let value = RowExportTests.values.randomElement(using: &random) ?? .null
                    incident.properties.append(JSONMember(name, value))
                }
                if random.oneIn(9) { incident.admin2 = "Hīt" }
                if random.oneIn(9) { incident.revision = "3" }
                if random.oneIn(9) { incident.confidence = 0.75 }
                if random.oneIn(30) { incident.locationRadiusMetres = 12 }
                return incident
            }
            try await store.write { batch in for incident in incidents { try batch.insert(incident) } }
            let window = try BoundingBox(west: -90, south: -45, east: 90, north: 45)
            var same = true
            for format in [ExportFormat.geojson, .geojsonseq] {
                for precision in [nil, CoordinatePrecision.full, .decimals(2)] {
                    var settings = ExportSettings(format: format)
                    settings.precision = precision
                    settings.addsFeatureGeometryMembers = random.oneIn(3)
                    same = try same && isSame(store, Query(), settings)
                    same = try same && isSame(store, Query(in: .boundingBox(window)), settings)
                    let near = SpatialPredicate.within(
                        metres: 3_000_000, of: Coordinate(longitude: 0, latitude: 0))
                    same = try same && isSame(store, Query(in: near), settings)
                    same = try same && isSame(store, Query(limit: 7), settings)
                }
            }
            #expect(same, "seed \(seed)")
        }
    }

    @Test("an export whose output fails ends with its error, and the store is free again")
    func failingOutput() async throws {
        struct Full: Error {}
        let folder = try TemporaryFolder()
        let store = try IncidentStore(path: folder.file("store.gpkg"))
        var generator = IncidentGenerator(seed: 3)
        let incidents = generator.incidents(3_000)
        try await store.write { batch in for incident in incidents { try batch.insert(incident) } }
        var calls = 0
        #expect(throws: Full.self) {
            try store.export(Query()) { _ in
                calls += 1
                if calls == 2 { throw Full() }
            }
        }
        #expect(calls == 2)
        try await store.write { batch in _ = try batch.delete(id: incidents[0].id) }
        #expect(try store.count(Query()) == 2_999)
    }

    @Test("rows that others wrote in another form are written as what they mean", .tools("sqlite3"))
    func foreignForms() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.gpkg")
        let store = try IncidentStore(path: path)
        var generator = IncidentGenerator(seed: 5)
        let incidents = generator.incidents(40)
        try await store.write { batch in for incident in incidents { try batch.insert(incident) } }
        let changes = [
            "properties = '{ \"a\" : 1.50, \"b\":[1, 2] }'", "properties = '{\"a\":1e2,\"b\":0.00001,\"c\":-0}'",
            "properties = 'no JSON'", "properties = '{\"a\":\"\\u0041\\/\"}'", "properties = '{\"a\":01}'",
            "properties = '{}'", "properties = '{\"a\":1,}'", "properties = '{\"a\":\"x\"}trailing'",
            "start = '2022-01-04'", "start = 'soon'", "\"end\" = NULL", "id = NULL", "id = ''", "type = 7",
            "title = x'ff'", "title = 'a' || char(0) || 'b'", "deaths_best = 'many'", "deaths_low = 2.0",
            "confidence = 1", "time_precision = 'fortnight'", "geom = x'00'", "tags = '[1]'", "admin1 = ''",
        ]
        let statements = changes.enumerated().map { "UPDATE incidents SET \($1) WHERE fid = \($0 + 1);" }
        let run = try await ExternalTool.run(
            "sqlite3", ["-bail", path], input: Data(statements.joined(separator: "\n").utf8))
        try #require(run.code == 0, "\(run.errorText)")
        #expect(try isSame(store, Query(), ExportSettings()))
        let addition = "ALTER TABLE incidents ADD COLUMN mood TEXT; UPDATE incidents SET mood = 'x' WHERE fid = 30"
        _ = try await ExternalTool.run("sqlite3", [path, addition])
        #expect(try isSame(store, Query(), ExportSettings()))
    }
}
