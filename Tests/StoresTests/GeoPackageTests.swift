import Geometries
import Incidents
import Queries
import Stores
import TestSupport
import Testing

@Suite("Other programs read and write the store as a GeoPackage")
struct GeoPackageTests {
    private func prepared() throws -> StoreFixture {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try store.insert([
            try fullIncident(), try pointIncident("b", 10, 20, during: .day(2022, 2, 3), type: "shelling"),
            Incident(id: try id("unlocated")),
        ])
        // The full-text table is there too and must not show.
        #expect(try store.count(Query(text: "drones")) == 1)
        try store.close()
        return fixture
    }

    @Test("ogrinfo lists one layer, its count, its extent and its date fields", .tools("ogrinfo"))
    func ogrinfo() async throws {
        let fixture = try prepared()
        let list = try await ExternalTool.run("ogrinfo", [fixture.path])
        #expect(list.lines.filter { $0.contains(": ") && $0.first?.isNumber == true } == ["1: incidents"])
        #expect(list.errorText == "")
        let summary = try await ExternalTool.run("ogrinfo", ["-al", "-so", fixture.path])
        #expect(summary.errorText == "")
        #expect(summary.output.contains("Feature Count: 3"))
        #expect(summary.output.contains("Extent: (10.000000, 20.000000) - (44.123457, 33.100000)"))
        #expect(summary.output.contains("start: DateTime"))
        #expect(summary.output.contains("end: DateTime"))
        #expect(summary.output.contains("FID Column = fid"))
    }

    @Test("the marks of a GeoPackage are set, and the tables are those of the standard")
    func marks() throws {
        let fixture = try prepared()
        #expect(try fixture.value("PRAGMA application_id", as: Int64.self) == 0x4750_4B47)
        #expect(try fixture.value("PRAGMA user_version", as: Int64.self) == 10_300)
        #expect(try fixture.value("SELECT count(*) FROM gpkg_spatial_ref_sys", as: Int.self) == 3)
        #expect(
            try fixture.value("SELECT min_x FROM gpkg_contents WHERE table_name = 'incidents'", as: Double.self) == 10)
        #expect(
            try fixture.value("SELECT start FROM incidents WHERE id = 'b'", as: String.self)
                == "2022-02-03T00:00:00.000Z")
    }

    @Test("rows that ogr2ogr appends and a layer that it overwrites count at the next query", .tools("ogr2ogr"))
    func ogr2ogr() async throws {
        let fixture = try prepared()
        let store = try fixture.open()
        let box = Query(in: .boundingBox(try BoundingBox(west: -180, south: -90, east: 180, north: 90)))
        #expect(try store.count(box) == 2)
        try fixture.folder.write(
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[44.4,33.3]},
            "properties":{"id":"from-ogr","start":"2022-01-04T10:00:00Z","type":"rocket"}}]}
            """, to: "more.geojson")
        let more = fixture.folder.file("more.geojson")
        let append = try await ExternalTool.run(
            "ogr2ogr", ["-append", "-f", "GPKG", fixture.path, more, "-nln", "incidents"])
        #expect(append.code == 0)
        #expect(try store.count(box) == 3)
        #expect(try store.incident(id: try id("from-ogr"))?.type == "rocket")
        #expect(try store.all(Query(during: .day(2022, 1, 4))).contains { $0.id.text == "from-ogr" })

        let overwrite = try await ExternalTool.run(
            "ogr2ogr", ["-overwrite", "-f", "GPKG", fixture.path, more, "-nln", "incidents"])
        #expect(overwrite.code == 0)
        #expect(try store.all(box).map(\.id.text) == ["from-ogr"])
        #expect(try store.count(Query(text: "rocket")) == 1)
        #expect(try store.count(Query(text: "drones")) == 0)
        // The layer is under watch again.
        try fixture.outside("DELETE FROM incidents")
        #expect(try store.count(box) == 0)
        try store.insert([try fullIncident()])
        #expect(try store.all() == [try fullIncident()])
        let list = try await ExternalTool.run("ogrinfo", [fixture.path])
        #expect(list.lines.filter { $0.first?.isNumber == true }.count == 1)
    }

    @Test("rows changed by the sqlite3 program count at the next query", .tools("sqlite3"))
    func sqlite3() async throws {
        let fixture = try prepared()
        let store = try fixture.open()
        let query = Query(during: .year(2022))
        #expect(try store.count(query) == 2)
        for (sql, count) in [
            ("INSERT INTO incidents (id, start) VALUES ('n', '2022-05-05')", 3),
            ("UPDATE incidents SET start = '2021-05-05', \"end\" = NULL WHERE id = 'b'", 2),
            ("DELETE FROM incidents WHERE id = 'n'", 1),
            ("INSERT OR REPLACE INTO incidents (id, start) VALUES ('b', '2022-06-06')", 2),
        ] {
            let run = try await ExternalTool.run("sqlite3", [fixture.path, sql])
            #expect(run.code == 0)
            #expect(try store.count(query) == count)
        }
    }
}
