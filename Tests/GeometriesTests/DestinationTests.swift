import Geometries
import TestSupport
import Testing

@Suite("Places at a distance, and sides of polygons")
struct DestinationTests {
    @Test("what lies so far off lies so far off, in that direction")
    func destinations() {
        var random = SeededGenerator(seed: 11)
        var faults: [String] = []
        for _ in 0..<2_000 {
            let start = Coordinate(
                longitude: Double.random(in: -180...180, using: &random),
                latitude: Double.random(in: -85...85, using: &random))
            let metres = Double.random(in: 1...1_000_000, using: &random)
            let bearing = Double.random(in: 0..<360, using: &random)
            let end = Geodesic.destination(from: start, bearingDegrees: bearing, metres: metres)
            let isFaulty =
                abs(Geodesic.distance(from: start, to: end) - metres) > 0.001 || abs(end.longitude) > 180
                || abs(end.latitude) > 90
            if isFaulty { faults.append("\(start) \(bearing) \(metres): \(end)") }
        }
        #expect(faults.isEmpty, "\(faults.prefix(5))")
        let start = Coordinate(longitude: 43, latitude: 36)
        #expect(Geodesic.destination(from: start, bearingDegrees: 90, metres: 0) == start)
        #expect(Geodesic.destination(from: start, bearingDegrees: 90, metres: .nan) == start)
        let east = Geodesic.destination(
            from: Coordinate(longitude: 179.99, latitude: 0), bearingDegrees: 90, metres: 10_000)
        #expect(east.longitude < -179.9)
        let north = Geodesic.destination(from: start, bearingDegrees: 0, metres: 10_000)
        #expect(abs(north.longitude - 43) < 1e-9 && north.latitude > 36.08)
    }

    @Test("the two sides of a line through a polygon fill it, holes and all, and each lies on its side")
    func sides() throws {
        func ring(_ points: [(Double, Double)]) -> [Position] {
            (points + [points[0]]).map { Position(longitude: $0.0, latitude: $0.1) }
        }
        // A comb with a hole, cut where it has one piece and where it has several.
        let polygon = Polygon(
            exterior: ring([(0, 0), (10, 0), (10, 10), (8, 10), (8, 4), (6, 4), (6, 10), (0, 10)]),
            holes: [ring([(1, 1), (1, 3), (3, 3), (3, 1)])])
        func area(_ polygons: [Polygon]) -> Double {
            polygons.reduce(0) { sum, polygon in
                sum + polygon.rings.reduce(0) { $0 + Polygon.signedArea(of: $1) }
            }
        }
        let whole = area([polygon])
        for degrees in [-1.0, 0.5, 2, 4, 5, 7, 8, 9, 12] {
            let (west, east) = (try polygon.parts(.west, of: degrees), try polygon.parts(.east, of: degrees))
            let (south, north) = (try polygon.parts(.south, of: degrees), try polygon.parts(.north, of: degrees))
            #expect(abs(area(west) + area(east) - whole) < 1e-9, "meridian \(degrees)")
            #expect(abs(area(south) + area(north) - whole) < 1e-9, "parallel \(degrees)")
            #expect(west.allSatisfy { $0.exterior.allSatisfy { $0.longitude <= degrees } })
            #expect(east.allSatisfy { $0.exterior.allSatisfy { $0.longitude >= degrees } })
            #expect(south.allSatisfy { $0.exterior.allSatisfy { $0.latitude <= degrees } })
            #expect(north.allSatisfy { $0.exterior.allSatisfy { $0.latitude >= degrees } })
            #expect((west + east + south + north).allSatisfy { Polygon.signedArea(of: $0.exterior) > 0 })
        }
        #expect(try polygon.parts(.north, of: 7).count == 2)
    }
}
