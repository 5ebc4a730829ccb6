import Formats
import TestSupport
import Testing

/// Every file of the geojsonhint collection, and what becomes of it.
@Suite("GeoJSON conformance")
struct GeoJSONConformanceTests {
    private enum Verdict: Equatable {
        case accepted(Int)
        /// All records are read, and something that the standard advises against is remarked on.
        case remarked
        /// Some record is refused by itself.
        case recordRefused
        /// The file is refused as a whole.
        case fileRefused
    }

    private func verdict(_ folder: String, _ name: String) throws -> Verdict {
        let source = try FileByteSource(path: SharedData.required("conformance/geojson/\(folder)/\(name).geojson"))
        do {
            let run = try Reading.of(source)
            guard run.rejects.isEmpty else { return .recordRefused }
            return run.drafts.contains { $0.remark != nil } ? .remarked : .accepted(run.drafts.count)
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
            "featurecollection-type-case", "featurecollection", "featurecollection_changed_semantics", "notype",
            "rootstring",
            "unknowntype",
        ]
        let record = [
            "bad-featurelist", "bad-polygonloop", "bad-properties-as-array", "badcoord", "badcoordtype", "badfeature",
            "badfeatureid", "bbox-4or6elements", "bbox-contains-string", "bbox-string", "different-first-last",
            "different-first-size", "expected_object", "false", "feature_changed_semantics",
            "geometry_changed_semantics",
            "multiple_problems", "multipoint-multidimension", "multipoint-nondimension", "nofeaturetype",
            "point-labeled-as-a-multipolygon", "point-string", "point-toofew", "point-toomany", "point", "short-line",
            "short-linearring", "short-multilinestring", "stringcoord",
        ]
        // RFC 7946 advises against these, and nothing about them is in doubt: rings that run the other way, which readers
        // should not reject (§3.1.6), nested collections and those of one member (§3.1.8).
        let remarked = [
            "bad-polygon-interiorring-rhr", "polygon_winding_order", "geometrycollection_nested",
            "geometrycollection_single",
        ]
        for name in whole { #expect(try verdict("bad", name) == .fileRefused, "\(name)") }
        for name in record { #expect(try verdict("bad", name) == .recordRefused, "\(name)") }
        for name in remarked { #expect(try verdict("bad", name) == .remarked, "\(name)") }
        // Many decimals break no rule; §11.2 only asks writers to consider their cost.
        #expect(try verdict("bad", "excessive_precision_truncated") == .accepted(1))
        #expect(whole.count + record.count + remarked.count + 1 == 44)
    }
}
