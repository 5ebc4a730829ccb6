import Foundation
import IncidentIndex
import TestSupport
import Testing

/// The library example of the README, compiled and run.
@Suite("the README's example of the library")
struct ReadmeLibraryTests {
    @Test("it compiles and finds the incident that it stores")
    func example() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("incidents.gpkg")
        let incident = try ReadmeLibraryTests.incident()
        // README: begin
        let store = try IncidentStore(path: path)
        try await store.write { batch in try batch.insert(incident) }

        let iraq = try Gazetteer.bundled.region(named: "Iraq")
        let query = Query(in: .region(iraq), during: .month(2022, 1), where: .type("drone_attack"))
        for try await match in store.matches(query) { print(match.title ?? "untitled") }
        let total = try store.count(query)
        let nearest = try store.nearest(to: Coordinate(longitude: 44.23, latitude: 33.26), count: 10)
        let json = try store.geoJSON(query)
        // README: end
        #expect(total == 1)
        #expect(nearest.map(\.incident) == [incident])
        #expect(json.contains("Two drones"))
    }

    private static func incident() throws -> Incident {
        var incident = Incident(id: try #require(IncidentID("readme:1")))
        incident.geometry = .point(longitude: 42.441, latitude: 33.786)
        incident.interval = .day(2022, 1, 4)
        incident.timePrecision = .day
        incident.type = "drone_attack"
        incident.title = "Two drones"
        return incident
    }

    @Test("the README shows the code that the test runs")
    func sameText() throws {
        func lines(of text: String) -> [String] {
            text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let begin = try #require(source.range(of: "// README: begin\n")).upperBound
        let end = try #require(source.range(of: "// README: end\n")).lowerBound
        let readme = try String(contentsOfFile: SharedData.packageRoot + "/README.md", encoding: .utf8)
        let blocks = readme.components(separatedBy: "```swift\n")
        let block = try #require(blocks.first { $0.hasPrefix("import IncidentIndex") })
        let shown = try #require(block.components(separatedBy: "```").first)
        let expected = lines(of: String(source[begin..<end])).filter { !$0.hasPrefix("// README") }
        #expect(lines(of: shown.replacing("\"incidents.gpkg\"", with: "path")).dropFirst() == expected[...])
    }
}
