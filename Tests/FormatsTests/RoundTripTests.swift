import Formats
import Geometries
import Incidents
import JSONValues
import TestSupport
import Testing

/// What one of our own exports holds is read back as the very same incidents.
@Suite("Round trips")
struct RoundTripTests {
    private func full() throws -> Incident {
        let interval = try TemporalInterval(
            start: Instant(milliseconds: 1_641_263_400_000), end: Instant(milliseconds: 1_641_263_460_000))
        return .made("usgs:\"a\\b,c;d") {
            $0.geometry = .point(longitude: 44.123456789012345, latitude: -0.1)
            $0.interval = interval
            $0.timePrecision = .minute
            $0.type = "drone_attack"
            $0.title = "=SUM(A1)\n\"quoted\", and\ttabbed \u{2028} \u{202E}evil"
            $0.place = "al-Asad, قاعدة"
            $0.country = "Iraq"
            $0.admin1 = "'-Anbar"
            $0.admin2 = "-Hit"
            $0.locationPrecision = .place
            $0.locationRadiusMetres = 1234.5
            $0.source = "-5"
            $0.sourceID = "007"
            $0.url = "https://example.org/?a=1&b=2"
            $0.deathsLow = 0
            $0.deathsBest = 3
            $0.deathsHigh = 9_007_199_254_740_993
            $0.confidence = 0.1
            $0.revision = "2022-01-05"
            $0.categories = [IncidentCategory(scheme: "cameo", code: "0190", label: nil)]
            $0.actors = [IncidentActor(name: "A, \"B\"", role: "attacker")]
            $0.measures = [Measure(name: "magnitude", value: 4.5, unit: "Mw")]
            $0.citations = [Citation(publisher: "Reuters", url: "https://example.org")]
            $0.tags = ["x", "y;z"]
            $0.properties = [
                JSONMember("id", .string("own")), JSONMember("source.id", .string("other")),
                JSONMember("source.note", .string("n")), JSONMember("longitude", .string("44.10")),
                JSONMember("distance_m", .string("5")), JSONMember("wkt", .string("POINT (1 2)")),
                JSONMember("=cmd", .string("+1+1")), JSONMember("'@x", .string("''=y")),
                JSONMember("empty", .string("")), JSONMember("none", .null), JSONMember("code", .string("007")),
                JSONMember("sp ace", .string(" padded ")), JSONMember("e\u{301}", .string("decomposed")),
                JSONMember("\u{E9}", .string("composed")),
            ]
        }
    }

    private func readBack(_ text: String) throws -> [Incident] {
        let run = try Reading.text(text)
        #expect(run.rejects == [])
        return run.drafts.map { draft in
            #expect(draft.isFullID)
            return draft.incident(id: IncidentID(draft.recordID ?? "") ?? .placeholder, source: "ignored")
        }
    }

    @Test(
        "an incident that uses everything comes back the same",
        arguments: [ExportFormat.geojson, .geojsonseq, .csv])
    func everything(format: ExportFormat) throws {
        let incidents = [try full(), .made("x:2"), try full()]
        let text = try Writing.text(format, incidents) {
            $0.precision = .full
            $0.showsMilliseconds = true
        }
        var read = try readBack(text)
        if format == .csv {
            // A table gives every row all columns; where an incident has none, the cell is empty.
            read[1].properties.removeAll { $0.value == .null }
        }
        #expect(read == incidents)
    }

    @Test("typed source columns come back from GeoJSON, nested ones as their text")
    func typedColumns() throws {
        let incident = Incident.made("a:1") {
            $0.properties = [
                JSONMember("i", .integer(-7)), JSONMember("r", .real(1.5)), JSONMember("b", .bool(true)),
                JSONMember("n", .null), JSONMember("o", .object([JSONMember("k", .array([.integer(1)]))])),
            ]
        }
        var expected = incident
        expected.properties[4].value = .string("{\"k\":[1]}")
        #expect(try readBack(try Writing.text(.geojson, [incident])) == [expected])
    }

    @Test(
        "random incidents come back the same", arguments: [ExportFormat.geojson, .geojsonseq, .csv])
    func random(format: ExportFormat) throws {
        var generator = IncidentGenerator(seed: 20_220_104)
        let incidents = generator.incidents(400)
        let text = try Writing.text(format, incidents) {
            $0.precision = .full
            $0.showsMilliseconds = true
        }
        let read = try readBack(text)
        #expect(read.count == incidents.count)
        var different: [String] = []
        for (left, right) in zip(read, incidents) {
            var left = left
            left.properties.removeAll { $0.value == .null }
            if left != right { different.append(right.id.text) }
        }
        #expect(different == [])
    }

    @Test("a geometry of each type comes back from each format, altitudes too")
    func geometries() throws {
        func position(_ x: Double, _ y: Double, _ z: Double? = nil) -> Position {
            Position(longitude: x, latitude: y, altitude: z)
        }
        let ring = [position(0, 0), position(4, 0), position(4, 4), position(0, 4), position(0, 0)]
        let hole = [position(1, 1), position(1, 2), position(2, 2), position(2, 1), position(1, 1)]
        let polygon = Polygon(exterior: ring, holes: [hole])
        let geometries: [Geometry] = [
            .point(position(1.5, 2)), .point(position(1, 2, -3.25)), .multiPoint([position(1, 2), position(3, 4)]),
            .lineString([position(-180, 90, 0), position(180, -90, 1)]), .multiLineString([ring, hole]),
            .polygon(polygon), .multiPolygon([polygon, Polygon(exterior: ring)]),
            .geometryCollection([.point(position(1, 2)), .geometryCollection([.polygon(polygon)])]),
        ]
        let incidents = geometries.enumerated().map { index, geometry in
            Incident.made("g:\(index)") { $0.geometry = geometry }
        }
        for format: ExportFormat in [.geojson, .geojsonseq, .csv] {
            #expect(try readBack(try Writing.text(format, incidents)) == incidents, "\(format)")
        }
    }

    @Test("importing a table and exporting it again loses no column", arguments: [ExportFormat.geojson, .csv])
    func sourceColumns(format: ExportFormat) throws {
        let table =
            "id,date,lon,lat,type,name,source\n007,2022-01-04,44.20,33.3,x,\"a,\"\"b\"\"\",\n008,2022,44,33,,=1+1,AP\n"
        let first = try Reading.text(table)
        let incidents = first.drafts.map { draft in
            draft.incident(id: IncidentID("t:\(draft.recordID ?? "")") ?? .placeholder, source: "t")
        }
        let text = try Writing.text(format, incidents)
        let second = try readBack(text)
        #expect(second.first == incidents.first)
        #expect(second.first?.properties.map(\.name) == ["id", "date", "lon", "lat", "name", "source"])
        #expect(second.last?.properties.prefix(5) == incidents.last?.properties.prefix(5))
        #expect(second.last?.type == nil)
        #expect(second.first?.sourceID == "007")
        #expect(second.map(\.source) == ["t", "AP"])
    }

    @Test("rejected rows are written so that they can be mended and read again")
    func rejects() throws {
        let table = "when;lon;lat;kind\n2022-01-04;44.2;91;\"a;\n\"\"b\"\"\"\n2022-01-05;44;33;ok\n2021-02-30;44;33;c\n"
        let run = try Reading.text(table)
        #expect(run.drafts.count == 1)
        var writer = JSONWriter()
        for record in run.records {
            guard case .failure(let error) = record.content else { continue }
            let mapping = try #require(run.drafts.first?.mapping)
            RejectedRow(record, file: "t.csv", format: run.format, table: run.table, mapping: mapping, error: error)
                .append(to: &writer)
        }
        let lines = writer.text.split(separator: "\n")
        #expect(lines.count == 2)
        let value = try JSONParser().parse(String(lines[0]))
        #expect(value["file"] == .string("t.csv"))
        #expect(value["line"] == .integer(2))
        #expect(value["column"] == .string("lat"))
        #expect(value["format"] == .string("csv"))
        #expect(value["row"] == .string("2022-01-04;44.2;91;\"a;\n\"\"b\"\"\""))
        let again = try Reading.text(writer.text)
        #expect(again.format == .rejects)
        #expect(again.rejects.count == 2)
        let mended = writer.text.replacing(";91;", with: ";31;").replacing("2021-02-30", with: "2021-02-28")
        for chunkSize in [1, 17, 10_000] {
            let read = try Reading.text(mended, chunkSize: chunkSize)
            #expect(read.rejects == [])
            #expect(read.drafts.map(\.incident.type) == ["a;\n\"b\"", "c"])
            #expect(read.drafts.first?.incident.geometry == .point(longitude: 44.2, latitude: 31))
        }
    }

    @Test("rejected features are read again too")
    func rejectedFeatures() throws {
        let run = try Reading.text(
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,95]},\"properties\":{\"name\":\"x\"}}]}"
        )
        let record = try #require(run.records.first)
        guard case .failure(let error) = record.content else {
            Issue.record("not refused")
            return
        }
        var mapping = ColumnMapping()
        mapping[.title] = "name"
        var writer = JSONWriter()
        RejectedRow(record, file: "f", format: run.format, table: run.table, mapping: mapping, error: error)
            .append(to: &writer)
        #expect(try Reading.text(writer.text).rejects.count == 1)
        let read = try Reading.text(writer.text.replacing("95", with: "59"))
        #expect(read.drafts.first?.incident.geometry == .point(longitude: 1, latitude: 59))
        #expect(read.drafts.first?.incident.title == "x")
    }
}
