import Gazetteers
import Geometries
import Regions
import TestSupport
import Testing

@Suite("What lies around a point")
struct ReverseTests {
    @Test("country, unit and nearest place are those that a look at all of them finds")
    func agreesWithScan() throws {
        let bundled = try Gazetteer.bundled
        var cities: [GazetteerEntry] = []
        for id in 0..<bundled.count {
            let entry = try bundled.entry(id)
            if entry.featureClass == .city { cities.append(entry) }
        }
        let countries = try bundled.units(of: .country).map { ($0.entry, try PreparedRegion($0.region)) }
        let units = try bundled.units(of: .admin1).map { ($0.entry, try PreparedRegion($0.region)) }
        func holder(_ regions: [(GazetteerEntry, PreparedRegion)], _ point: Coordinate) throws -> GazetteerEntry? {
            try regions.filter { try $0.1.matches(point) }.map(\.0).min { $0.id < $1.id }
        }
        var random = SeededGenerator(seed: 3)
        var points = (0..<40).map { _ in
            Coordinate(
                longitude: Double.random(in: -180...180, using: &random),
                latitude: Double.random(in: -90...90, using: &random))
        }
        points += (0..<40).map { _ in
            let near = cities.randomElement(using: &random)?.coordinate ?? Coordinate(longitude: 0, latitude: 0)
            return Coordinate(
                longitude: min(180, near.longitude + Double.random(in: 0...0.5, using: &random)),
                latitude: min(90, near.latitude + Double.random(in: 0...0.5, using: &random)))
        }
        points += [
            Coordinate(longitude: 180, latitude: -17), Coordinate(longitude: -180, latitude: -17),
            Coordinate(longitude: 12, latitude: 90), Coordinate(longitude: 0, latitude: -90),
        ]
        let found = try bundled.reverse(points)
        var faults: [String] = []
        for (point, found) in zip(points, found) {
            let nearest = cities.lazy.map { Geodesic.distance(from: point, to: $0.coordinate) }.min() ?? .infinity
            if try found.country?.id != holder(countries, point)?.id {
                faults.append("\(point): \(found.country as Any)")
            }
            if try found.admin1?.id != holder(units, point)?.id { faults.append("\(point): \(found.admin1 as Any)") }
            // Neighbours are told apart on a sphere, which half a percent may turn round.
            if (found.nearestMetres ?? 0) > nearest * 1.01 { faults.append("\(point): \(found.nearest as Any)") }
        }
        #expect(faults.isEmpty, "\(faults.prefix(5))")
    }

    @Test("a point that is not on the globe is refused")
    func offTheGlobe() throws {
        let bundled = try Gazetteer.bundled
        for point in [Coordinate(longitude: 0, latitude: 91), Coordinate(longitude: .nan, latitude: 0)] {
            #expect(throws: GeometryError.self) { try bundled.reverse([point]) }
        }
    }
}
