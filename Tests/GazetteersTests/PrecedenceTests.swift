import Gazetteers
import Geometries
import TestSupport
import Testing

@Suite("Places of one's own before those that are known anyway")
struct PrecedenceTests {
    private func gazetteer(_ places: [(name: String, longitude: Double, latitude: Double)]) throws -> Gazetteer {
        let bundled = try Gazetteer.bundled
        var builder = try GazetteerBuilder(base: bundled, dataVersion: "", output: nil)
        _ = try builder.addSource(GazetteerSource(id: "own", title: "Own", licence: "none", attribution: ""))
        for (name, longitude, latitude) in places {
            try builder.add(
                PlaceDraft(
                    name: name, coordinate: Coordinate(longitude: longitude, latitude: latitude), featureClass: .city))
        }
        return bundled.preferring(try builder.opened())
    }

    @Test("one's own place comes first under its name, however small, and is no longer ambiguous")
    func first() throws {
        let gazetteer = try gazetteer([("Baghdad", 0, 51), ("Springfield", 1, 51)])
        for name in ["Baghdad", "Springfield"] {
            let candidates = try gazetteer.candidates(for: name)
            #expect(candidates.first?.entry.source == "own")
            #expect(candidates.dropFirst().contains { $0.entry.source == "geonames" })
            #expect(candidates.map(\.score) == candidates.map(\.score).sorted(by: >))
            guard case .found(let found, _) = try gazetteer.resolve(name) else {
                Issue.record("\(name) is not resolved")
                continue
            }
            #expect(found.entry.source == "own")
        }
    }

    @Test("a part of the name of one's own place does not outrank a place that is called so")
    func partOfName() throws {
        let gazetteer = try gazetteer([("Baghdad Village", 0, 51)])
        #expect(try gazetteer.candidates(for: "Baghdad").first?.entry.countryCode == "IQ")
    }

    @Test("the same place is one candidate")
    func samePlace() throws {
        let bundled = try #require(try Gazetteer.bundled.candidates(for: "Fallujah").first)
        let point = bundled.entry.coordinate
        let gazetteer = try gazetteer([("Fallujah", point.longitude + 0.01, point.latitude)])
        let candidates = try gazetteer.candidates(for: "Fallujah").filter {
            Gazetteer.kilometres(from: $0.entry.coordinate, to: point) < 5 && $0.entry.featureClass == .city
        }
        #expect(candidates.map(\.entry.source) == ["own"])
    }

    @Test("names that one's own file lacks are answered as before")
    func others() throws {
        let gazetteer = try gazetteer([("Baghdad", 0, 51)])
        for name in ["Paris", "Tripoli, Lebanon", "Anbar Governorate", "Hasake", "JFK"] {
            let before = try Gazetteer.bundled.candidates(for: name)
            #expect(try gazetteer.candidates(for: name) == before)
        }
        #expect(try gazetteer.region(named: "Iraq") == Gazetteer.bundled.region(named: "Iraq"))
    }
}
