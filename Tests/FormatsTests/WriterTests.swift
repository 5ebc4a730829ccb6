import Formats
import Geometries
import Incidents
import JSONValues
import Queries
import Testing

@Suite("Writers")
struct WriterTests {
    private let incident = Incident.made("s:1") {
        $0.geometry = .point(longitude: 44.123456789, latitude: 33.1)
        $0.interval = .day(2022, 1, 4)
        $0.timePrecision = .day
        $0.type = "drone_attack"
        $0.deathsBest = 0
        $0.properties = [JSONMember("type", .string("UAV")), JSONMember("code", .string("01"))]
    }

    @Test("a collection holds its properties in the promised order, and its summary after the features")
    func geoJSON() throws {
        #expect(
            try Writing.text(.geojson, [incident], matched: 5) == """
                {"type":"FeatureCollection","features":[
                {"type":"Feature","id":"s:1","geometry":{"type":"Point","coordinates":[44.1234568,33.1]},"properties":{\
                "id":"s:1","start":"2022-01-04T00:00:00Z","end":"2022-01-05T00:00:00Z","time_precision":"day",\
                "type":"drone_attack","title":null,"place":null,"country":null,"admin1":null,\
                "location_precision":null,"source":null,"source_id":null,"url":null,"deaths_low":null,\
                "deaths_best":0,"deaths_high":null,"confidence":null,"source.type":"UAV","code":"01"}}
                ],"bbox":[44.1234568,33.1,44.1234568,33.1],"numberReturned":1,"numberMatched":5}

                """)
    }

    @Test("JSON-FG has a time of its own: a date, an interval of dates, timestamps, or null; the collection says so")
    func featureGeometryMembers() throws {
        let minute = try TemporalText.parse("2022-01-04T10:30Z").interval
        let intervals: [(TemporalInterval?, String)] = [
            (.day(2022, 1, 4), #"{"date":"2022-01-04"}"#),
            (.month(2022, 2), #"{"interval":["2022-02-01","2022-02-28"]}"#),
            (.year(9999), #"{"interval":["9999-01-01","9999-12-31"]}"#),
            (minute, #"{"interval":["2022-01-04T10:30:00Z","2022-01-04T10:31:00Z"]}"#),
            (
                try TemporalInterval(start: minute.start, end: minute.start),
                #"{"timestamp":"2022-01-04T10:30:00Z"}"#
            ),
            (nil, "null"),
        ]
        let incidents = intervals.map { interval, _ in Incident.made("s:1") { $0.interval = interval } }
        let collection = try JSONParser().parse(
            try Writing.text(.geojson, incidents) { $0.addsFeatureGeometryMembers = true })
        let core = JSONValue.array([.string("http://www.opengis.net/spec/json-fg-1/1.0/conf/core")])
        #expect(collection["conformsTo"] == core)
        guard case .array(let features)? = collection["features"] else { throw FormatError("no features") }
        #expect(features.map { $0["time"]?.text } == intervals.map(\.1))
        #expect(features.allSatisfy { $0["place"] == .null && $0["conformsTo"] == nil })
        let sequence = try Writing.text(.geojsonseq, [incident]) { $0.addsFeatureGeometryMembers = true }
        let feature = try JSONParser().parse(sequence)
        #expect(feature["conformsTo"] == core && feature["time"]?.text == #"{"date":"2022-01-04"}"#)
    }

    @Test("an empty answer is a valid collection")
    func empty() throws {
        let text = try Writing.text(.geojson, [], matched: 0)
        let value = try JSONParser().parse(text)
        #expect(value["features"] == .array([]))
        #expect(value["numberReturned"] == .integer(0))
        #expect(value["bbox"] == nil)
    }

    @Test("milliseconds stand in every row or in none")
    func milliseconds() throws {
        let text = try Writing.text(.geojsonseq, [incident]) { $0.showsMilliseconds = true }
        #expect(text.contains("\"start\":\"2022-01-04T00:00:00.000Z\",\"end\":\"2022-01-05T00:00:00.000Z\""))
    }

    @Test("an unlocated incident has a null geometry, the distance stands last")
    func nullGeometry() throws {
        let text = try Writing.text(
            .geojsonseq, matches: [Match(incident: .made("x"), distanceInMetres: 1234.56789)])
        #expect(text.contains("\"geometry\":null"))
        #expect(text.hasSuffix(",\"confidence\":null,\"distance_m\":1234.568}}\n"))
    }

    @Test("chosen fields are written in the chosen order")
    func fields() throws {
        let text = try Writing.text(.geojsonseq, [incident]) {
            $0.fields = ["code", "start", "source.type", "nothing"]
        }
        #expect(
            text.hasSuffix(
                "\"properties\":{\"code\":\"01\",\"start\":\"2022-01-04T00:00:00Z\",\"source.type\":\"UAV\",\"nothing\":null}}\n"
            ))
        let table = try Writing.text(.csv, [incident]) { $0.fields = ["code", "longitude", "source.type"] }
        #expect(table == "code,longitude,source.type\n01,44.123456789,UAV\n")
    }

    @Test("each text of a sequence is a line, after a record separator on request")
    func sequence() throws {
        let plain = try Writing.text(.geojsonseq, [incident, incident])
        #expect(plain.split(separator: "\n").count == 2)
        let separated = try Writing.text(.geojsonseq, [incident, incident]) { $0.separatesRecords = true }
        #expect(separated.split(separator: "\n").allSatisfy { $0.hasPrefix("\u{1E}{") })
    }

    @Test("coordinates in full read back bit for bit, whole degrees stand without decimals")
    func fullPrecision() throws {
        for (number, text) in [
            (44.0, "44"), (-180, "-180"), (0, "0"), (-0.0, "-0.0"), (0.1 + 0.2, "0.30000000000000004"),
        ] {
            let line = try Writing.text(
                .geojsonseq, [.made("c") { $0.geometry = .point(longitude: number, latitude: 1) }]
            ) {
                $0.precision = .full
            }
            #expect(line.contains("\"coordinates\":[\(text),1]"))
            guard case .point(let position)? = try Reading.text(line).drafts.first?.incident.geometry else {
                Issue.record("no point")
                return
            }
            #expect(position.longitude.bitPattern == number.bitPattern)
        }
    }

    @Test("exterior rings run counter-clockwise, holes clockwise")
    func orientation() throws {
        let ring = [(0.0, 0.0), (0, 4), (4, 4), (4, 0), (0, 0)].map { Position(longitude: $0.0, latitude: $0.1) }
        let text = try Writing.text(
            .geojsonseq, [.made("p") { $0.geometry = .polygon(Polygon(exterior: ring, holes: [ring.reversed()])) }])
        #expect(text.contains("[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[0,0],[0,4],[4,4],[4,0],[0,0]]]"))
    }

    @Test(
        "the bounding box is the smallest, across ±180 where that is smaller",
        arguments: [
            ([170.0, -170], [170.0, -170]), ([10, 20], [10, 20]), ([-180, 180], [180, -180]), ([5], [5, 5]),
            ([-90, 90], [-90, 90]), ([-100, 0, 100], [-100, 100]), ([-179.95, 179.95, 0], [0, -179.95]),
        ])
    func boundingBox(longitudes: [Double], expected: [Double]) throws {
        let incidents = longitudes.enumerated().map { index, longitude in
            Incident.made("b:\(index)") { $0.geometry = .point(longitude: longitude, latitude: Double(index)) }
        }
        let value = try JSONParser().parse(try Writing.text(.geojson, incidents))
        guard case .array(let numbers)? = value["bbox"] else {
            Issue.record("no bounding box")
            return
        }
        let box = numbers.compactMap(\.number)
        #expect([box[0], box[2]] == expected)
        #expect([box[1], box[3]] == [0, Double(longitudes.count - 1)])
    }

    @Test("a line fills all longitudes between its ends")
    func boundingBoxOfLine() throws {
        let line = Geometry.lineString([
            Position(longitude: -170, latitude: 0), Position(longitude: 175, latitude: 1),
        ])
        let text = try Writing.text(.geojson, [.made("l") { $0.geometry = line }])
        #expect(text.contains("\"bbox\":[-170,0,175,1]"))
        let world = Geometry.lineString([
            Position(longitude: -180, latitude: 0), Position(longitude: 180, latitude: 1),
        ])
        let whole = try Writing.text(.geojson, [.made("w") { $0.geometry = world }])
        #expect(whole.contains("\"bbox\":[-180,0,180,1]"))
    }

    @Test("cells that a spreadsheet would take for formulas are guarded, numbers are not")
    func formulas() throws {
        let texts = ["=1+1", "+49 123", "-5", "-5.5e3", "@x", "\tx", "a=b", "'=x", "+", "-"]
        let incidents = texts.map { text in Incident.made("f") { $0.properties = [JSONMember("t", .string(text))] } }
        let guarded = try Writing.text(.csv, incidents) { $0.fields = ["t"] }
        #expect(
            guarded.split(separator: "\n").dropFirst().map(String.init)
                == ["'=1+1", "'+49 123", "-5", "-5.5e3", "'@x", "'\tx", "a=b", "''=x", "'+", "'-"])
        let raw = try Writing.text(.csv, incidents) {
            $0.fields = ["t"]
            $0.leavesFormulas = true
        }
        #expect(raw.split(separator: "\n").dropFirst().map(String.init) == texts)
    }

    @Test("a source's column that was not announced is an error, not a loss")
    func unannounced() {
        #expect(throws: FormatError.self) { try Writing.text(.csv, [incident]) { $0.sourceColumns = ["code"] } }
    }

    @Test("a table for people is aligned, fits the terminal, and gives it no commands")
    func table() throws {
        let nasty = Incident.made("n:\u{1B}[31m") {
            $0.title = "a\nb\u{202E}c\u{7}"
            $0.place = "東京"
            $0.interval = .day(2022, 1, 4)
            $0.timePrecision = .day
        }
        let long = Incident.made("long") { $0.title = String(repeating: "word ", count: 60) }
        let text = try Writing.text(.table, [incident, nasty, long]) { $0.terminalWidth = 80 }
        let lines = text.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines.allSatisfy { TerminalText.width(of: String($0)) <= 80 })
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
        #expect(!text.unicodeScalars.contains("\u{202E}"))
        #expect(lines.contains { $0.contains("2022-01-04 ") && $0.contains("東京") })
        let plain = try Writing.text(.table, [nasty, long])
        #expect(plain.contains("a b\u{202E}c"))
        #expect(plain.contains(String(repeating: "word ", count: 60)))
    }

    @Test("ids stand one a line, a count stands alone")
    func idsAndCount() throws {
        #expect(try Writing.text(.ids, [incident, .made("b")]) == "s:1\nb\n")
        #expect(try Writing.text(.count, [incident]) == "1\n")
        #expect(try Writing.text(.count, [], matched: 42) == "42\n")
    }

    @Test("much is written in pieces, and all of it")
    func pieces() throws {
        var sizes: [Int] = []
        var writer = GeoJSONWriter(options: ExportOptions()) { sizes.append($0.count) }
        try writer.begin()
        for _ in 0..<2_000 { try writer.write(Match(incident: incident)) }
        try writer.end(ResultSummary())
        #expect(sizes.count > 5)
        #expect(sizes.allSatisfy { $0 < OutputBuffer.capacity * 2 })
    }
}
