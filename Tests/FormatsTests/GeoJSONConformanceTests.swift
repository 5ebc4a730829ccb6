import Formats
import TestSupport
import Testing

/// Every file of the geojsonhint collection, and what becomes of it.
@Suite("GeoJSON conformance")
struct GeoJSONConformanceTests {
    private enum Verdict: Equatable {
        case accepted(Int)
        /// Some record is refused by itself.
        case recordRefused
        /// The file is refused as a whole.
        case fileRefused
    }

    private func verdict(_ folder: String, _ name: String) throws -> Verdict {
        let source = try FileByteSource(path: SharedData.required("conformance/geojson/\(folder)/\(name).geojson"))
        do {
            let run = try Reading.of(source)
            return run.rejects.isEmpty ? .accepted(run.drafts.count) : .recordRefused
        } catch is FormatError {
            return .fileRefused
        }
    }

    @Test("good files are read", .sharedData("conformance/geojson"))
    func good() throws {
        let expected: [(String, Verdict)] = [
            ("good-feature-with-id", .accepted(1)), ("good-feature-with-string-id", .accepted(1)),
            ("good-feature", .accepted(1)), ("good-featurecollection-bbox", .accepted(2)),
            ("good-featurecollection-bbox3d", .accepted(2)), ("good-featurecollection-extensions", .accepted(3)),
            ("good-featurecollection", .accepted(3)), ("good-geometrycollection", .accepted(1)),
            ("good-linestring", .accepted(1)), ("good-multilinestring", .accepted(1)),
            ("good-multipoint", .accepted(1)), ("good-point-3d", .accepted(1)), ("good-point", .accepted(1)),
            ("good-polygon", .accepted(1)), ("multipolygon", .accepted(1)), ("nullgeometry", .accepted(1)),
            ("nullproperties", .accepted(1)),
            // Its latitudes go down to -109.
            ("issue82", .recordRefused),
        ]
        for (name, verdict) in expected { #expect(try self.verdict("good", name) == verdict, "\(name)") }
        #expect(expected.count == 18)
    }

    @Test("bad files are refused where what is meant is in doubt", .sharedData("conformance/geojson"))
    func bad() throws {
        let whole = [
            "bad-duplicate-properties", "bad-json", "bad-object-type", "featurecollection-obj",
            "featurecollection-type-case", "featurecollection", "notype", "rootstring", "unknowntype",
        ]
        let record = [
            "bad-featurelist", "bad-properties-as-array", "badcoord", "badcoordtype", "badfeature", "badfeatureid",
            "different-first-last", "expected_object", "false", "feature_changed_semantics",
            "geometry_changed_semantics",
            "multiple_problems", "multipoint-multidimension", "multipoint-nondimension", "nofeaturetype",
            "point-labeled-as-a-multipolygon", "point-string", "point-toofew", "point-toomany", "point", "short-line",
            "short-linearring", "short-multilinestring", "stringcoord",
        ]
        // RFC 7946 advises against these or leaves them open, and nothing about them is in doubt: the order of a ring's
        // positions, many decimals, nested collections and those of one member, a bounding box (which is ignored), an
        // altitude on one end of a ring only, and members of a collection that are none of its business.
        let accepted: [(String, Int)] = [
            ("bad-polygon-interiorring-rhr", 1), ("polygon_winding_order", 1), ("excessive_precision_truncated", 1),
            ("geometrycollection_nested", 1), ("geometrycollection_single", 1), ("bbox-4or6elements", 1),
            ("bbox-contains-string", 1), ("bbox-string", 1), ("different-first-size", 1),
            ("featurecollection_changed_semantics", 3),
        ]
        for name in whole { #expect(try verdict("bad", name) == .fileRefused, "\(name)") }
        for name in record { #expect(try verdict("bad", name) == .recordRefused, "\(name)") }
        for (name, count) in accepted { #expect(try verdict("bad", name) == .accepted(count), "\(name)") }
        let loop = try verdict("bad", "bad-polygonloop")
        #expect(loop == .recordRefused)
        #expect(whole.count + record.count + accepted.count + 1 == 44)
    }
}
