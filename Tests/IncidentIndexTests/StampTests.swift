import Foundation
import IncidentIndex
import TestSupport
import Testing

@Suite("Filling countries and units by where incidents lie")
struct StampTests {
    private func imported(_ text: String, stamps: Bool) async throws -> (ImportReport, [Incident]) {
        let folder = try TemporaryFolder()
        let store = try IncidentStore(path: folder.file("store.gpkg"))
        var options = ImportOptions()
        options.stampsPlaces = stamps
        let path = try folder.write(text, to: "rows.csv")
        let report = try await ImportJob(options: options, gazetteer: try Gazetteer.bundled).run(
            paths: [path], into: store)
        var incidents: [Incident] = []
        for try await incident in store.matches(Query()) { incidents.append(incident) }
        return (report, incidents.sorted { $0.title ?? "" < $1.title ?? "" })
    }

    private let rows = """
        date,longitude,latitude,place,country,admin1,title
        2022-01-01,43.0,33.4,,,,a
        2022-01-01,43.0,33.4,,Mesopotamia,,b
        2022-01-01,43.0,33.4,,,Al-Ramadi,c
        2022-01-01,-30,30,,,,d
        2022-01-01,,,Baghdad,,,e

        """

    @Test("empty countries and units are filled, and what the source says stays")
    func fills() async throws {
        let (report, incidents) = try await imported(rows, stamps: true)
        let found = try PlaceFinder(Gazetteer.bundled).holders(of: Coordinate(longitude: 43.0, latitude: 33.4))
        let (country, unit) = (found.country?.name, found.admin1?.name)
        #expect(country == "Iraq")
        #expect(incidents.map(\.country) == [country, "Mesopotamia", country, nil, country])
        #expect(Array(incidents.map(\.admin1).prefix(4)) == [unit, unit, "Al-Ramadi", nil])
        #expect(incidents[4].admin1 != nil)
        #expect(report.stamped >= 3)
        #expect(report.locatedByName == 1)
    }

    @Test("nothing is filled unasked")
    func notUnasked() async throws {
        let (report, incidents) = try await imported(rows, stamps: false)
        #expect(incidents.prefix(4).map(\.country) == [nil, "Mesopotamia", nil, nil])
        #expect(report.stamped == 0)
    }
}
