import Geometries
import Regions
import SpatialIndexes
import TestSupport
import Testing

@Suite("Regions of the shared data")
struct SharedDataTests {
    static let countries = "regions/countries-110m.geojson"
    static let airstrikes = "incidents/iraq-sigacts-2006/airstrikes_2006.csv"
    static let insurgencies = "incidents/iraq-sigacts-2006/insurgencies_2006.csv"

    @Test(
        "within Iraq lie 2,094 airstrikes and 37,680 attacks, as an independent program counts",
        .sharedData(countries, airstrikes, insurgencies), arguments: [(airstrikes, 2_094), (insurgencies, 37_680)])
    func iraq(file: String, expected: Int) throws {
        let iraq = try PreparedRegion(SharedRegions.region(Self.countries, "name", "Iraq"))
        let points = try SharedRegions.points(file)
        let count = try points.reduce(0) { try $0 + (iraq.matches($1) ? 1 : 0) }
        #expect(count == expected)
        var counter = RegionCounter(iraq)
        for (id, point) in points.enumerated() {
            try counter.test(id: Int64(id), longitude: point.longitude, latitude: point.latitude)
        }
        #expect(counter.count == expected)
    }

    @Test("an invalid country is reported with GEOS's reason and place, and the others go on", .sharedData(countries))
    func sudan() throws {
        let features = try SharedRegions.features(Self.countries, named: "name")
        let region = Region(features: features.map(\.polygons))
        let results = try PreparedRegion.prepareEach(of: region)
        #expect(results.count == features.count)
        var refused: [String] = []
        for (feature, result) in zip(features, results) {
            if case .failure(.invalid(let number, let reason, let place)) = result {
                refused.append(feature.name)
                #expect(features[number - 1].name == feature.name)
                #expect(reason.contains("elf-intersection"))
                #expect(place != nil)
            }
        }
        #expect(refused == ["Sudan"])
        #expect(try region.faults().count == 1)
        #expect(throws: RegionError.self) { try PreparedRegion(region) }
    }

    @Test("Sudan is repaired on request, the valid countries stay as they are", .sharedData(countries))
    func repair() throws {
        let region = try SharedRegions.region(Self.countries, "name", "Sudan", "Iraq")
        let repaired = try region.madeValid()
        try repaired.validate()
        #expect(repaired.features.count == 2)
        #expect(repaired.features.filter { region.features.contains($0) }.count == 1)
        let khartoum = Coordinate(longitude: 32.53, latitude: 15.55)
        #expect(try PreparedRegion(repaired).matches(khartoum))
    }

    @Test("Antarctica with its edge along latitude -90 is accepted", .sharedData(countries))
    func antarctica() throws {
        let antarctica = try PreparedRegion(SharedRegions.region(Self.countries, "name", "Antarctica"))
        #expect(try antarctica.matches(Coordinate(longitude: 12, latitude: -89)))
        #expect(try antarctica.matches(Coordinate(longitude: -180, latitude: -90)))
        #expect(try !antarctica.matches(Coordinate(longitude: 12, latitude: -50)))
    }

    @Test("Fiji's longitude 180.0000000000002 is taken as 180", .sharedData("regions/fiji-divisions.geojson"))
    func fiji() throws {
        let features = try SharedRegions.features("regions/fiji-divisions.geojson", named: "")
        let region = Region(features: features.map(\.polygons))
        let beyond = region.features.joined().filter { $0.rectangle.maxLongitude > 180 }
        #expect(!beyond.isEmpty)
        let results = try PreparedRegion.prepareEach(of: region)
        #expect(!results.contains { if case .failure(.malformed) = $0 { true } else { false } })
    }
}
