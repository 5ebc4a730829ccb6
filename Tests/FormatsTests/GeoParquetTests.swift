import Formats
import Geometries
import Incidents
import JSONValues
import Queries
import TestSupport
import Testing

@Suite("GeoParquet")
struct GeoParquetTests {
    private func read(_ incidents: [Incident]) throws -> ParquetReader {
        try ParquetReader(try Writing.bytes(.geoparquet, matches: incidents.map { Match(incident: $0) }))
    }

    /// The value of a column in the row of an id.
    private func value(_ file: ParquetReader, _ path: String, of id: String) throws -> String? {
        let ids = try #require(file.column("id")).values
        let row = try #require(ids.firstIndex(of: id))
        return try #require(file.column(path)).values[row]
    }

    @Test("every value of every type reads back, absent ones as null")
    func values() throws {
        var random = SeededGenerator(seed: 3)
        let incidents = (0..<1_000).map { index in
            Incident.made("v:\(index)") { incident in
                if index % 7 > 0 {
                    incident.geometry = .point(
                        longitude: Double.random(in: -180...180, using: &random), latitude: Double(index % 90))
                }
                if index % 5 > 0 { incident.interval = .day(1997 + index % 29, 1 + index % 12, 1 + index % 28) }
                incident.type = ["battle", "protest", nil][index % 3]
                incident.title = "title \(index) é"
                incident.deathsBest = index % 4 == 0 ? nil : Int64(index - 1_000)
                incident.confidence = index % 2 == 0 ? nil : Double(index) / 1_000
                incident.properties = [
                    JSONMember("flag", index % 6 == 0 ? .null : .bool(index % 5 == 0)),
                    JSONMember("bbox", .string("its own \(index % 2)")),
                ]
            }
        }
        let file = try read(incidents)
        #expect(file.rowGroups == [1_000])
        var wrong: [String] = []
        for incident in incidents {
            let id = incident.id.text
            let expected: [(String, String?)] = [
                ("type", incident.type), ("title", incident.title),
                ("deaths_best", incident.deathsBest.map(String.init)),
                ("confidence", incident.confidence?.description),
                ("start", incident.interval.map { String($0.start.milliseconds) }),
                ("end", incident.interval.map { String($0.end.milliseconds) }),
                ("flag", incident.properties[0].value.cellText), ("source.bbox", incident.properties[1].value.cellText),
                (
                    "geometry",
                    incident.geometry.map { WKB.encode($0).map { String($0, radix: 16) }.joined(separator: " ") }
                ),
                ("bbox.xmax", incident.geometry.map { $0.rectangle.maxLongitude.description }),
                ("bbox.ymin", incident.geometry.map { $0.rectangle.minLatitude.description }), ("url", nil),
            ]
            for (path, text) in expected where try value(file, path, of: id) != text { wrong.append("\(id) \(path)") }
            if wrong.count > 3 { break }
        }
        #expect(wrong == [])
    }

    @Test("each row group says what its columns hold, and groups follow one another along the curve")
    func groups() throws {
        var random = SeededGenerator(seed: 9)
        let count = GeoParquetWriter.rowsPerGroup + 1_000
        let incidents = (0..<count).map { index in
            Incident.made("g:\(index)") {
                $0.geometry = .point(
                    longitude: Double.random(in: -180...180, using: &random),
                    latitude: Double.random(in: -90...90, using: &random))
                $0.deathsLow = Int64(index)
                $0.title = index == 0 ? String(repeating: "z", count: 100) : "t\(index % 9)"
            }
        }
        let file = try read(incidents)
        #expect(file.rowGroups == [GeoParquetWriter.rowsPerGroup, 1_000])
        let column = try #require(file.column("bbox.xmin"))
        var start = 0
        for (group, rows) in file.rowGroups.enumerated() {
            let values = column.values[start..<start + rows].compactMap { $0.flatMap(Double.init) }
            let bounds = try #require(column.bounds[group])
            #expect(values.min()?.bitPattern == UInt64(truncatingIfNeeded: ParquetReader.integer(bounds.least, 0, 8)))
            #expect(
                values.max()?.bitPattern == UInt64(truncatingIfNeeded: ParquetReader.integer(bounds.greatest, 0, 8)))
            #expect(column.nulls[group] == 0)
            start += rows
        }
        let titles = try #require(file.column("title"))
        let hasLong = titles.values[..<GeoParquetWriter.rowsPerGroup].contains { $0?.count == 100 }
        #expect((titles.bounds[0] == nil) == hasLong, "long texts are no bounds")
        let cells = try #require(file.column("bbox.ymin")).values.indices.map { row in
            HilbertCurve.index(
                longitude: Double(column.values[row] ?? "") ?? 0,
                latitude: Double(file.column("bbox.ymin")?.values[row] ?? "") ?? 0)
        }
        #expect(zip(cells, cells.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test("the metadata names the column, its encoding, its types, its box and its covering")
    func metadata() throws {
        let line = Geometry.lineString([
            Position(longitude: 1, latitude: 2, altitude: 3), Position(longitude: 4, latitude: 5, altitude: 6),
        ])
        let file = try read([
            .made("m:1") { $0.geometry = line }, .made("m:2") { $0.geometry = .point(longitude: 0, latitude: -1) },
        ])
        let geo = try JSONParser().parse(file.geo)
        #expect(geo["version"] == .string("1.1.0") && geo["primary_column"] == .string("geometry"))
        let column = try #require(geo["columns"]?["geometry"])
        #expect(column["encoding"] == .string("WKB"))
        #expect(column["geometry_types"] == .array([.string("LineString Z"), .string("Point")]))
        #expect(column["bbox"] == .array([.real(0), .real(-1), .real(4), .real(5)]))
        #expect(column["covering"]?["bbox"]?["xmin"] == .array([.string("bbox"), .string("xmin")]))
    }

    @Test("nothing at all is a file without row groups")
    func empty() throws {
        let file = try read([])
        #expect(file.rowGroups.isEmpty && file.columns.isEmpty && file.geo.contains("\"geometry_types\":[]"))
    }
}
