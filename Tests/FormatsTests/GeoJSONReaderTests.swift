import Formats
import Geometries
import Incidents
import JSONValues
import TestSupport
import Testing

@Suite("GeoJSON reader")
struct GeoJSONReaderTests {
    private let collection = """
        {"bbox":[1,2,3,4],"features":[
         {"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[44.2,33.3,5]},"properties":{"date":"2022-01-04","a":[1,{"b":"]}"}],"c":"\\"}"}},
         {"properties":null,"geometry":null,"type":"Feature"}
        ],"note":"}]","type":"FeatureCollection","crs":null}

        """

    @Test("a collection is cut into features whatever the order of its members and the pieces it comes in")
    func pieces() throws {
        let whole = try Reading.text(collection)
        #expect(whole.rejects == [])
        #expect(whole.drafts.map(\.recordID) == ["7", nil])
        #expect(whole.records.map(\.location.line) == [2, 3])
        #expect(whole.drafts.first?.incident.interval == .day(2022, 1, 4))
        #expect(
            whole.drafts.first?.incident.properties.map(\.name) == ["date", "a", "c"])
        var different: [Int] = []
        for chunkSize in 1...collection.utf8.count {
            let run = try Reading.text(collection, chunkSize: chunkSize)
            if run.drafts != whole.drafts || run.records.map(\.location) != whole.records.map(\.location) {
                different.append(chunkSize)
            }
        }
        #expect(different == [])
    }

    @Test("a document cut anywhere is refused as a whole, with the byte where it ends")
    func truncations() {
        let bytes = Array(collection.utf8)
        var accepted: [Int] = []
        // The last byte is a line feed, without which the document is whole.
        for length in 1..<bytes.count - 1 {
            let cut = Array(bytes[..<length])
            do {
                _ = try Reading.bytes(cut, format: .geojson, chunkSize: 7)
                accepted.append(length)
            } catch {
                if (error as? FormatError)?.byteOffset == nil { accepted.append(-length) }
            }
        }
        #expect(accepted.allSatisfy { $0 < 0 && bytes[..<(-$0)].allSatisfy { $0 == 0x20 } }, "\(accepted)")
    }

    @Test("trailing text, a missing comma and a comma too many are errors")
    func structure() {
        for text in [
            "{\"type\":\"FeatureCollection\",\"features\":[]} x", "{\"type\":\"FeatureCollection\",\"features\":[]}{}",
            "{\"type\":\"FeatureCollection\",\"features\":[{}{}]}",
            "{\"type\":\"FeatureCollection\",\"features\":[{},]}",
            "{\"type\":\"FeatureCollection\",\"features\":[,{}]}", "{\"type\":\"FeatureCollection\" \"features\":[]}",
            "{\"type\":\"FeatureCollection\",\"features\":[],}", "{\"type\":\"FeatureCollection\",\"features\":[]",
            "{\"type\":\"FeatureCollection\",\"features\":[],\"features\":[]}", "{\"features\":[]}", "{\"a\":tru}",
            "{\"type\":\"Feature\",\"features\":[],\"geometry\":null}x", "[1,2]",
            "{\"features\":[],\"type\":\"Feature\"}",
        ] {
            #expect(throws: FormatError.self, "\(text)") { try Reading.text(text) }
        }
    }

    @Test("other JSON is named for what it is")
    func otherTypes() {
        let topology = #expect(throws: FormatError.self) { try Reading.text("{\"type\":\"Topology\",\"objects\":{}}") }
        #expect(topology?.advice?.contains("TopoJSON") == true)
        let plain = #expect(throws: FormatError.self) { try Reading.text("{\"name\":\"x\"}") }
        #expect(plain?.reason.contains("no member 'type'") == true)
    }

    @Test("coordinates in WGS 84 are taken by any of its names, others are refused")
    func legacyCRS() throws {
        func document(_ name: String) -> String {
            "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"\(name)\"}},\"features\":[]}"
        }
        for name in ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"] {
            #expect(throws: Never.self) { try Reading.text(document(name)) }
        }
        let error = #expect(throws: FormatError.self) { try Reading.text(document("urn:ogc:def:crs:EPSG::3857")) }
        #expect(error?.reason.contains("3857") == true)
    }

    @Test("a faulty feature is refused by itself, and what is wrong is said")
    func faultyFeatures() throws {
        func feature(_ geometry: String, _ properties: String = "{}") -> String {
            "{\"type\":\"Feature\",\"geometry\":\(geometry),\"properties\":\(properties)}"
        }
        let faults = [
            (feature("{\"type\":\"Point\",\"coordinates\":[1,95]}"), "latitude 95.0 is outside"),
            (feature("{\"type\":\"Point\",\"coordinates\":[181,1]}"), "longitude 181.0 is outside"),
            (feature("{\"type\":\"Point\",\"coordinates\":[1]}"), "1 numbers"),
            (feature("{\"type\":\"Point\",\"coordinates\":[]}"), "0 numbers"),
            (feature("{\"type\":\"Point\",\"coordinates\":[\"1\",2]}"), "is \"1\", which is no number"),
            (feature("null", "{\"a\":1,\"b\":2,\"a\":3}"), "key 'a' occurs twice"),
            (feature("null", "{\"a\":{\"k\":1,\"k\":2}}"), "key 'k' occurs twice"),
            (feature("null", "{\"a\":\"x\\u0000\"}"), "a NUL"), (feature("null", "[]"), "an object or null"),
            (feature("null", "{\"a\":tru}"), "the word true"),
            ("{\"type\":\"Feature\",\"properties\":{}}", "'geometry'"),
            (feature("null", "{\"date\":\"2021-02-30\"}"), "2021-02-30"),
            (feature("{\"type\":\"point\",\"coordinates\":[1,2]}"), "write it Point"), ("null", "a JSON object"),
            ("3", "a JSON object"), ("{\"type\":\"FeatureCollection\",\"features\":[]}", "FeatureCollection"),
        ]
        let good = feature("{\"type\":\"Point\",\"coordinates\":[1,2]}", "{\"date\":\"2022\"}")
        let body = faults.map(\.0).joined(separator: ",\n")
        let run = try Reading.text("{\"type\":\"FeatureCollection\",\"features\":[\n\(good),\(good),\n\(body)]}")
        #expect(run.drafts.count == 2)
        #expect(run.rejects.count == faults.count)
        for (reject, fault) in zip(run.rejects, faults) { #expect(reject.contains(fault.1), "\(reject)") }
        #expect(run.rejects.first?.hasPrefix("3 geometry: ") == true)
    }

    @Test("invalid UTF-8 in a feature is refused, naming the byte")
    func invalidUTF8() throws {
        let start = Array(
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":\""
                .utf8)
        let run = try Reading.bytes(start + [0xC3, 0x28] + Array("\"}}]}".utf8))
        guard case .failure(let error)? = run.records.first?.content else {
            Issue.record("not refused")
            return
        }
        #expect(error.byteOffset == start.count)
    }

    @Test("collections nested too deeply are refused, not followed")
    func nesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "{\"type\":\"GeometryCollection\",\"geometries\":[", count: depth)
                + "{\"type\":\"Point\",\"coordinates\":[1,2]}" + String(repeating: "]}", count: depth)
        }
        #expect(try Reading.text(nested(Geometry.maximumDepth)).drafts.count == 1)
        #expect(try Reading.text(nested(Geometry.maximumDepth + 1)).rejects.count == 1)
        #expect(throws: FormatError.self) { try Reading.text(nested(100_000)) }
        let line = "{\"type\":\"Feature\",\"properties\":{},\"geometry\":\(nested(100_000))}\n"
        #expect(try Reading.text(line + line, format: .geojsonseq).rejects.count == 2)
    }

    @Test("a value of 32 MiB is read and a longer one ends the reading, in any form and however the bytes arrive")
    func valueLimit() throws {
        func feature(_ bytes: Int) -> String {
            let (start, end) = ("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":\"", "\"}}")
            return start + String(repeating: "x", count: bytes - start.utf8.count - end.utf8.count) + end
        }
        let limit = GeoJSONCursor.valueLimit
        #expect(limit == 32 << 20)
        for chunkSize in [1 << 20, .max] {
            for (format, start, end) in [
                (ImportFormat.geojson, "{\"type\":\"FeatureCollection\",\"features\":[", "]}"), (.geojsonseq, "", "\n"),
                (.geojsonseq, "\u{1E}", "\n"),
            ] {
                let run = try Reading.text(start + feature(limit - 8) + end, format: format, chunkSize: chunkSize)
                #expect(run.drafts.count == 1, "\(format) in pieces of \(chunkSize)")
                let error = #expect(throws: FormatError.self) {
                    try Reading.text(start + feature(limit + 1) + end, format: format, chunkSize: chunkSize)
                }
                #expect(error?.reason.hasSuffix("is longer than 32 MiB") == true, "\(format) in pieces of \(chunkSize)")
            }
        }
    }

    @Test("a document has 100,000 members at most, and what stands among them is found")
    func memberLimit() throws {
        #expect(GeoJSONScanner.memberLimit == 100_000)
        func document(_ foreign: Int) -> String {
            let members = (0..<foreign).map { "\"f\($0)\":1" }.joined(separator: ",")
            return "{\"type\":\"FeatureCollection\",\(members),\"features\":"
                + "[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}]}"
        }
        #expect(try Reading.text(document(GeoJSONScanner.memberLimit - 2)).drafts.count == 1)
        let error = #expect(throws: FormatError.self) { try Reading.text(document(GeoJSONScanner.memberLimit - 1)) }
        #expect(error?.reason == "an object of more than 100000 members")
    }

    @Test("members beside the properties are kept, many or few, under other names where theirs are taken")
    func foreignMembers() throws {
        for count in [3, 20_000] {
            let foreign = (0..<count).map { "\"f\($0)\":\($0)" }.joined(separator: ",")
            let run = try Reading.text(
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"f1\":\"own\"},\(foreign)}")
            let properties = try #require(run.drafts.first).incident.properties
            #expect(properties.count == count + 1)
            #expect(properties.first { $0.name == "f1" }?.value == .string("own"))
            #expect(properties.first { $0.name == "feature.f1" }?.value == .integer(1))
        }
    }

    @Test("sequences by line and by record separator are recognised, and a faulty text spares the others")
    func sequences() throws {
        let features = (0..<3).map {
            "{\"type\":\"Feature\",\"id\":\"\($0)\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[\($0),2]},\"properties\":{}}"
        }
        let texts = [
            features.joined(separator: "\n"), features.joined(separator: "\r\n") + "\r\n",
            features.map { "\u{1E}\($0)\n" }.joined(), "\n\n" + features.joined(separator: "\n\n"),
        ]
        for text in texts {
            for chunkSize in [1, 2, 5, 64, 10_000] {
                let run = try Reading.text(text, chunkSize: chunkSize)
                #expect(run.format == .geojsonseq)
                #expect(run.drafts.map(\.recordID) == ["0", "1", "2"])
                #expect(run.rejects == [])
            }
        }
        let broken = try Reading.text("\(features[0])\n{\"type\":\"Feature\",\n\(features[2])\n")
        #expect(broken.drafts.map(\.recordID) == ["0", "2"])
        #expect(broken.rejects.count == 1)
        #expect(broken.rejects.first?.hasPrefix("2: ") == true)
    }

    @Test("a sequence whose first text is too long to be looked at whole is read all the same")
    func longFirstLine() throws {
        let long = String(repeating: "x", count: 100_000)
        let line = "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":\"\(long)\"}}\n"
        let run = try Reading.text(line + line + line)
        #expect(run.drafts.count == 3)
        #expect(run.records.map(\.location.line) == [1, 2, 3])
    }

    @Test("numbers beyond 64 bits, long digits and nested values are kept")
    func values() throws {
        let run = try Reading.text(
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":9007199254740993,\"b\":18446744073709551616,\"c\":{\"d\":[1]}},\"extra\":{\"e\":1}}"
        )
        #expect(
            run.drafts.first?.incident.properties == [
                JSONMember("a", .integer(9_007_199_254_740_993)), JSONMember("b", .bigInteger("18446744073709551616")),
                JSONMember("c", .object([JSONMember("d", .array([.integer(1)]))])),
                JSONMember("extra", .object([JSONMember("e", .integer(1))])),
            ])
    }

    @Test("epoch milliseconds may be negative, and seconds are told apart")
    func epochs() throws {
        func start(_ time: String) throws -> String? {
            try Reading.text("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"time\":\(time)}}")
                .drafts.first?.incident.interval?.start.description
        }
        #expect(try start("1649051836769") == "2022-04-04T05:57:16.769Z")
        #expect(try start("1649051836") == "2022-04-04T05:57:16Z")
        #expect(try start("-86400000") == "1969-12-31T00:00:00Z")
        #expect(try start("20220104") == "2022-01-04T00:00:00Z")
        #expect(try start("2022") == "2022-01-01T00:00:00Z")
    }

    @Test("an edge of more than 180° is refused with a hint, or cut on request; along a pole it is fine")
    func antimeridian() throws {
        func text(_ coordinates: String) -> String { "{\"type\":\"LineString\",\"coordinates\":\(coordinates)}" }
        let crossing = text("[[170,10],[-170,20]]")
        let refused = try Reading.text(crossing)
        #expect(refused.rejects.first?.contains("--split-antimeridian") == true)
        let cut = try Reading.text(crossing, ReadOptions(splitsAtAntimeridian: true))
        #expect(
            cut.drafts.first?.incident.geometry
                == .multiLineString([
                    [Position(longitude: 170, latitude: 10), Position(longitude: 180, latitude: 15)],
                    [Position(longitude: -180, latitude: 15), Position(longitude: -170, latitude: 20)],
                ]))
        #expect(try Reading.text(text("[[-180,-90],[180,-90]]")).drafts.count == 1)
        #expect(try Reading.text(text("[[-90,0],[90,0]]")).drafts.count == 1)
    }

    @Test("a large collection is read with little of it held")
    func large() throws {
        var source = FeatureSource(count: 5_000)
        source.pad = String(repeating: "x", count: 200)
        var reader = try RecordReaders.open(source, options: ReadOptions())
        var count = 0
        var deviating = 0
        while let record = try reader.next() {
            if case .success(let draft) = record.content, draft.recordID == String(count) {} else { deviating += 1 }
            count += 1
        }
        #expect(count == 5_000)
        #expect(deviating == 0)
    }
}

/// A FeatureCollection that is made while it is read.
private struct FeatureSource: ByteSource {
    let count: Int
    var pad = ""
    private var made = 0

    init(count: Int) { self.count = count }

    mutating func read(appendingTo buffer: inout [UInt8]) throws(FormatError) -> Bool {
        guard made <= count else { return false }
        var text = made == 0 ? "{\"type\":\"FeatureCollection\",\"features\":[" : ","
        if made == count { text = "]}" }
        if made < count {
            text += "{\"type\":\"Feature\",\"id\":\(made),\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},"
            text += "\"properties\":{\"pad\":\"\(pad)\"}}"
        }
        made += 1
        buffer.append(contentsOf: text.utf8)
        return true
    }
}
