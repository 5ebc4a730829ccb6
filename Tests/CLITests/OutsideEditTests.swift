import Foundation
import TestSupport
import Testing

/// Rows that other programs change count at the next query.
@Suite("a store that others edit", .tools("sqlite3"))
struct OutsideEditTests {
    /// Five incidents, three of them in Iraq, and the index written.
    private func filled() async throws -> Workspace {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        #expect(try await work.count("--region", "Iraq") == 3)
        return work
    }

    /// The answer with the index as it is, after asserting that the same comes out without it.
    private func iraq(_ work: Workspace, sourceLocation: SourceLocation = #_sourceLocation) async throws -> [String] {
        let answer = try await work.features("--region", "Iraq").map { $0["title"] ?? "" }.sorted()
        try? FileManager.default.removeItem(atPath: work.index)
        let without = try await work.features("--region", "Iraq").map { $0["title"] ?? "" }.sorted()
        #expect(answer == without, sourceLocation: sourceLocation)
        return answer
    }

    /// GeoPackage's form of a point: its header without an envelope, then little-endian WKB.
    private func point(_ longitude: Double, _ latitude: Double) -> String {
        var hex = "47500001E61000000101000000"
        for value in [longitude, latitude] {
            for byte in 0..<8 {
                let octet = UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64(byte)))
                hex += String(octet >> 4, radix: 16) + String(octet & 15, radix: 16)
            }
        }
        return "X'\(hex)'"
    }

    @Test("a row that sqlite3 inserts is found")
    func inserted() async throws {
        let work = try await filled()
        try await work.sql(
            """
            INSERT INTO incidents (id, geom, start, "end", title)
            VALUES ('z', \(point(44, 33)), '2022-01-10T00:00:00.000Z', '2022-01-11T00:00:00.000Z', 'By hand');
            """)
        #expect(try await work.count("--region", "Iraq", "--during", "2022-01-10") == 1)
        #expect(try await iraq(work).contains("By hand"))
    }

    @Test("a row that sqlite3 moves is found where it is and no longer where it was")
    func updated() async throws {
        let work = try await filled()
        try await work.sql("UPDATE incidents SET geom = \(point(0, 0)) WHERE title = 'Undated';")
        #expect(try await iraq(work) == ["Shot down at the airport", "Shot down at the base"])
        #expect(try await work.count("--bbox", "-1,-1,1,1") == 1)
    }

    @Test("a row whose time sqlite3 changes is found then")
    func redated() async throws {
        let work = try await filled()
        try await work.sql(
            """
            UPDATE incidents SET start = '1999-05-01T00:00:00.000Z', "end" = '1999-05-02T00:00:00.000Z'
            WHERE title = 'Undated';
            """)
        #expect(try await work.count("--region", "Iraq", "--during", "1999-05") == 1)
    }

    @Test("a row that sqlite3 deletes is gone")
    func deleted() async throws {
        let work = try await filled()
        try await work.sql("DELETE FROM incidents WHERE title = 'Undated';")
        #expect(try await iraq(work) == ["Shot down at the airport", "Shot down at the base"])
    }

    @Test("a row that INSERT OR REPLACE puts in another's place counts once, and the other is gone")
    func replaced() async throws {
        let work = try await filled()
        try await work.sql(
            """
            INSERT OR REPLACE INTO incidents (fid, id, geom, title)
            SELECT fid, id, \(point(43, 33)), 'Replaced' FROM incidents WHERE title = 'Shot down at the base';
            INSERT OR REPLACE INTO incidents (id, geom, title)
            SELECT id, \(point(43, 33)), 'Replaced by id' FROM incidents WHERE title = 'Undated';
            """)
        #expect(try await iraq(work) == ["Replaced", "Replaced by id", "Shot down at the airport"])
        #expect(try await work.count() == 5)
    }

    @Test("a row that ogr2ogr edits is seen", .tools("ogr2ogr", "ogrinfo"))
    func editedByGDAL() async throws {
        let work = try await filled()
        let run = try await ExternalTool.run(
            "ogrinfo", [work.store, "-sql", "UPDATE incidents SET title = 'By GDAL' WHERE title = 'Undated'"])
        #expect(run.code == 0, "\(run.errorText)")
        #expect(try await iraq(work).contains("By GDAL"))
        let file = try work.folder.write(
            #"{"type":"Feature","properties":{"title":"Appended","id":"q"},"geometry":{"type":"Point","coordinates":[44,32]}}"#,
            to: "more.geojson")
        let appended = try await ExternalTool.run(
            "ogr2ogr", ["-f", "GPKG", "-update", "-append", "-nln", "incidents", work.store, file])
        #expect(appended.code == 0, "\(appended.errorText)")
        #expect(try await iraq(work).contains("Appended"))
    }

    @Test("a layer that ogr2ogr overwrites, triggers and all, is answered from", .tools("ogr2ogr"))
    func overwritten() async throws {
        let work = try await filled()
        let other = try Workspace()
        try await other.succeed("add", "--at", "44.2,33.2", "--date", "2022-01-05", "--title", "Another")
        let run = try await ExternalTool.run(
            "ogr2ogr", ["-f", "GPKG", "-overwrite", work.store, other.store, "incidents", "-nln", "incidents"])
        #expect(run.code == 0, "\(run.errorText)")
        #expect(try await iraq(work) == ["Another"])
        #expect(try await work.count() == 1)
        try await work.succeed("add", "--at", "44.3,33.3", "--date", "2022-01-06", "--title", "After")
        #expect(try await iraq(work) == ["After", "Another"])
    }

    @Test("a store that is restored from a backup beside a newer index answers from the store")
    func restored() async throws {
        let work = try await filled()
        let backup = work.folder.file("backup")
        try FileManager.default.copyItem(atPath: work.store, toPath: backup)
        try await work.succeed("add", "--at", "44.2,33.2", "--date", "2022-01-05", "--title", "Lost")
        try await work.succeed("rebuild-index")
        #expect(try await work.count("--region", "Iraq") == 4)
        try FileManager.default.removeItem(atPath: work.store)
        try FileManager.default.copyItem(atPath: backup, toPath: work.store)
        #expect(try await work.count("--region", "Iraq") == 3)
        #expect(try await iraq(work) == ["Shot down at the airport", "Shot down at the base", "Undated"])
    }
}
