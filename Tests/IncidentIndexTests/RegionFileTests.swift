import Foundation
import IncidentIndex
import TestSupport
import Testing

@Suite("Regions from files")
struct RegionFileTests {
    private func square(_ west: Double, _ properties: String = "{}") -> String {
        """
        {"type":"Feature","properties":\(properties),"geometry":{"type":"Polygon","coordinates":[[[\(west),0],\
        [\(west + 1),0],[\(west + 1),1],[\(west),1],[\(west),0]]]}}
        """
    }

    private func file(_ text: String) throws -> (folder: TemporaryFolder, path: String) {
        let folder = try TemporaryFolder()
        return (folder, try folder.write(Data(text.utf8), to: "regions.geojson"))
    }

    @Test("all features of a file together are one region, neighbours included")
    func together() throws {
        let (folder, path) = try file(
            #"{"type":"FeatureCollection","features":[\#(square(0)),\#(square(1))]}"#)
        let region = try RegionFile.read(path: path)
        #expect(region.features.count == 2)
        let prepared = try PreparedRegion(region)
        #expect(try prepared.matches(Coordinate(longitude: 1, latitude: 0.5)))
        #expect(try !prepared.matches(Coordinate(longitude: 2.5, latitude: 0.5)))
        withExtendedLifetime(folder) {}
    }

    @Test("features are labelled by a property, and those of one label form one region")
    func labels() throws {
        let (folder, path) = try file(
            """
            {"type":"FeatureCollection","features":[\(square(0, #"{"name":"a","code":7}"#)),\
            \(square(2, #"{"name":"b","code":7}"#)),\(square(4, #"{"name":"a","code":8}"#))]}
            """)
        #expect(try RegionFile.labelledRegions(path: path, property: nil).map(\.label) == ["a", "b"])
        let byCode = try RegionFile.labelledRegions(path: path, property: "code")
        #expect(byCode.map(\.label) == ["7", "8"])
        #expect(byCode.map(\.region.features.count) == [2, 1])
        #expect(throws: FormatError.self) { try RegionFile.labelledRegions(path: path, property: "title") }
        #expect(RegionFile.splitProperty(path + ":code").property == "code")
        #expect(RegionFile.splitProperty(path).property == nil)
        withExtendedLifetime(folder) {}
    }

    @Test("a region's JSON nests 32 deep at most, and has a million vertices at most")
    func limits() throws {
        #expect(RegionLimits.maximumNesting == 32)
        func nested(_ depth: Int) -> String {
            // The feature and its properties are two.
            let arrays = depth - 2
            let deep = String(repeating: "[", count: arrays) + String(repeating: "]", count: arrays)
            return #"{"type":"FeatureCollection","features":[\#(square(0, #"{"name":"a","deep":\#(deep)}"#))]}"#
        }
        let (fine, finePath) = try file(nested(32))
        #expect(try RegionFile.read(path: finePath).features.count == 1)
        #expect(try RegionFile.labelledRegions(path: finePath, property: nil).map(\.label) == ["a"])
        let (deep, deepPath) = try file(nested(33))
        for read in [
            { _ = try RegionFile.read(path: deepPath) },
            {
                _ = try RegionFile.labelledRegions(path: deepPath, property: nil)
            },
        ] {
            let error = #expect(throws: FormatError.self) { try read() }
            #expect(error?.reason.contains("nesting deeper than 32") == true, "\(String(describing: error))")
        }
        // A comb of a million teeth and one vertex too many.
        let limit = RegionLimits.file.maximumVertices
        func comb(_ vertices: Int) -> String {
            let teeth = (0..<vertices - 3).map { "[\(Double($0) * 1e-4),\($0 % 2)]" }.joined(separator: ",")
            return #"{"type":"Polygon","coordinates":[[\#(teeth),[101,-1],[0,-1],[0,0]]]}"#
        }
        let (many, manyPath) = try file(comb(limit + 1))
        let error = #expect(throws: RegionError.self) { try RegionFile.read(path: manyPath) }
        #expect(error == .inFile(path: manyPath, .tooManyVertices(count: limit + 1, limit: limit)))
        withExtendedLifetime((fine, deep, many)) {}
    }

    @Test("a file without an area, a line or a broken text is refused")
    func refused() throws {
        for text in [
            #"{"type":"FeatureCollection","features":[]}"#, #"{"type":"Feature","properties":null,"geometry":null}"#,
            #"{"type":"LineString","coordinates":[[0,0],[1,1]]}"#, #"{"type":"Polygon","coordinates":[[[0,0]"#, "",
            #"{"type":"GeometryCollection","geometries":[]}"#,
        ] {
            let (folder, path) = try file(text)
            let error = #expect(throws: (any Error).self, "\(text)") { try RegionFile.read(path: path) }
            #expect(error.map { "\($0)" }?.contains(path) == true, "the file is named: \(String(describing: error))")
            withExtendedLifetime(folder) {}
        }
    }
}
