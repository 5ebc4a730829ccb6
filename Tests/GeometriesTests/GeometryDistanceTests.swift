import Geometries
import TestSupport
import Testing

@Suite("Distance from a place to a geometry")
struct GeometryDistanceTests {
    /// The least geodesic distance to dense samples of an edge, refined around the best sample.
    private func sampled(_ place: Coordinate, _ start: Position, _ end: Position) -> Double {
        func at(_ t: Double) -> Double {
            Geodesic.distance(
                from: place,
                to: Coordinate(
                    longitude: start.longitude + t * (end.longitude - start.longitude),
                    latitude: start.latitude + t * (end.latitude - start.latitude)))
        }
        var (low, high) = (0.0, 1.0)
        var best = Double.infinity
        var bestAt = low
        for _ in 0..<5 {
            for step in 0...60 {
                let t = low + (high - low) * Double(step) / 60
                let distance = at(t)
                if distance < best { (best, bestAt) = (distance, t) }
            }
            let width = (high - low) / 20
            (low, high) = (max(0, bestAt - width), min(1, bestAt + width))
        }
        return best
    }

    @Test("radius, nearest: the distance to a line errs by at most 0.1%, whatever its length and place")
    func lines() {
        var generator = SeededGenerator(seed: 61)
        var failures: [String] = []
        for round in 0..<TestScale.rounds(450) {
            let place = generator.coordinate()
            let start = generator.coordinate()
            let end =
                round % 3 == 0 ? generator.coordinate() : start.neighbour(by: [0.01, 2, 30][round / 3 % 3], &generator)
            let near = round % 2 == 0 ? place : start.neighbour(by: 1, &generator)
            let line = [Position(start), Position(end)]
            let expected = sampled(near, line[0], line[1])
            let found = Geometry.lineString(line).distance(from: near)
            if !(found >= expected * 0.999 - 0.01 && found <= expected * 1.001 + 1e-3) {
                failures.append("\(near) \(start) \(end): \(found), \(expected)")
            }
        }
        #expect(failures.isEmpty)
    }

    @Test("an area is 0 metres away inside and on its border, its hole and its outside are not")
    func areas() {
        let polygon = Polygon(
            exterior: Polygon(Rectangle(minLongitude: 0, minLatitude: 0, maxLongitude: 10, maxLatitude: 10)).exterior,
            holes: [Polygon(Rectangle(minLongitude: 4, minLatitude: 4, maxLongitude: 6, maxLatitude: 6)).exterior])
        let area = Geometry.multiPolygon([polygon])
        for (longitude, latitude) in [(1.0, 1.0), (0, 0), (5, 0), (10, 3.3), (4, 5), (6, 6)] {
            #expect(area.distance(from: Coordinate(longitude: longitude, latitude: latitude)) == 0)
        }
        let centre = Coordinate(longitude: 5, latitude: 5)
        let toHole = Geodesic.distance(from: centre, to: Coordinate(longitude: 5, latitude: 4))
        let sideways = Geodesic.distance(from: centre, to: Coordinate(longitude: 4, latitude: 5))
        #expect(abs(area.distance(from: centre) - min(toHole, sideways)) < toHole * 0.001)
        let outside = Coordinate(longitude: 12, latitude: 5)
        let expected = Geodesic.distance(from: outside, to: Coordinate(longitude: 10, latitude: 5))
        #expect(abs(area.distance(from: outside) - expected) < expected * 0.001)
    }

    @Test("the nearest part counts, in every kind of geometry")
    func kinds() {
        let place = Coordinate(longitude: 0, latitude: 0)
        let near = Position(longitude: 1, latitude: 0)
        let far = Position(longitude: 2, latitude: 0)
        let farther = Position(longitude: 3, latitude: 1)
        let metres = Geodesic.distance(from: place, to: near.coordinate)
        for geometry: Geometry in [
            .point(near), .multiPoint([far, near]), .lineString([near, far]),
            .multiLineString([[far, farther], [near, far]]),
            .polygon(Polygon(exterior: [near, far, farther, near])),
            .geometryCollection([.point(far), .geometryCollection([.lineString([farther, near])])]),
        ] {
            #expect(abs(geometry.distance(from: place) - metres) < 1e-6)
        }
        #expect(Geometry.geometryCollection([]).distance(from: place) == .infinity)
        #expect(Geometry.multiPoint([]).distance(from: place) == .infinity)
        #expect(Geometry.lineString([near, far]).distance(from: Coordinate(longitude: .nan, latitude: 0)).isNaN)
    }

    @Test("across ±180° and at the poles the short way counts")
    func wrapped() {
        let line = Geometry.lineString([
            Position(longitude: 179, latitude: -10), Position(longitude: 179, latitude: 10),
        ])
        let place = Coordinate(longitude: -179, latitude: 0)
        let expected = Geodesic.distance(from: place, to: Coordinate(longitude: 179, latitude: 0))
        #expect(abs(line.distance(from: place) - expected) < expected * 0.001)

        let east = Geometry.polygon(
            Polygon(Rectangle(minLongitude: 170, minLatitude: -10, maxLongitude: 180, maxLatitude: 10)))
        #expect(east.distance(from: Coordinate(longitude: -180, latitude: 3)) == 0)
        #expect(east.distance(from: Coordinate(longitude: -179, latitude: 0)) < 112_000)

        let cap = Geometry.polygon(
            Polygon(Rectangle(minLongitude: -180, minLatitude: -90, maxLongitude: 180, maxLatitude: -80)))
        #expect(cap.distance(from: Coordinate(longitude: 33, latitude: -90)) == 0)
        let circle = Geometry.lineString([
            Position(longitude: -180, latitude: 85), Position(longitude: 180, latitude: 85),
        ])
        let fromPole = circle.distance(from: Coordinate(longitude: 10, latitude: 90))
        let toCircle = Geodesic.distance(
            from: Coordinate(longitude: 0, latitude: 90), to: Coordinate(longitude: 0, latitude: 85))
        #expect(abs(fromPole - toCircle) < toCircle * 0.001)
    }

    @Test("an area agrees with the nearest of its sampled edges")
    func polygons() {
        var generator = SeededGenerator(seed: 62)
        var failures: [String] = []
        for _ in 0..<TestScale.rounds(200) {
            let centre = generator.coordinate()
            var ring = (0..<6).map { _ in Position(centre.neighbour(by: 4, &generator)) }
            ring.append(ring[0])
            let place = centre.neighbour(by: 10, &generator)
            let area = Geometry.polygon(Polygon(exterior: ring))
            let found = area.distance(from: place)
            if found == 0 { continue }
            let expected = zip(ring, ring.dropFirst()).map { sampled(place, $0, $1) }.min() ?? .infinity
            if !(found >= expected * 0.999 - 0.01 && found <= expected * 1.001 + 1e-3) {
                failures.append("\(place): \(found), \(expected)")
            }
        }
        #expect(failures.isEmpty)
    }
}
