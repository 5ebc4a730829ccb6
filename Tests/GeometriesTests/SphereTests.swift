import Geometries
import TestSupport
import Testing

@Suite("Sphere")
struct SphereTests {
    @Test("the sphere bounds the ellipsoid from below and from above, at every distance")
    func bounds() {
        var generator = SeededGenerator(seed: 1)
        var failures = 0
        var smallest = Double.infinity
        var largest = 0.0
        for round in 0..<60_000 {
            let a = generator.coordinate()
            let b: Coordinate
            switch round % 4 {
            case 0: b = generator.coordinate()
            case 1: b = a.antipode(shiftedBy: generator.unit() * 2 - 1)
            case 2: b = a.neighbour(by: generator.unit() * 1e-3, &generator)
            default: b = Coordinate(longitude: a.longitude, latitude: -a.latitude)
            }
            let angle = Sphere.angle(from: a, to: b)
            let metres = Geodesic.distance(from: a, to: b)
            if !(angle * Sphere.low <= metres + 1e-9 && metres <= angle * Sphere.high + 1e-9) { failures += 1 }
            if angle > 1e-6 {
                smallest = min(smallest, metres / angle)
                largest = max(largest, metres / angle)
            }
        }
        #expect(failures == 0)
        // The bounds are tight: the search comes within 0.1% of both.
        #expect(smallest < Sphere.low * 1.001)
        #expect(largest > Sphere.high * 0.999)
    }

    @Test("no point of a rectangle is nearer than the lower bound, and one comes near it")
    func rectangleBound() {
        var generator = SeededGenerator(seed: 2)
        var tooHigh = 0
        var loose = 0
        for _ in 0..<3_000 {
            let place = generator.coordinate()
            let first = generator.coordinate()
            let second =
                Bool.random(using: &generator) ? generator.coordinate() : first.neighbour(by: 3, &generator)
            var rectangle = Rectangle.empty
            rectangle.formUnion(first)
            rectangle.formUnion(second)
            let bound = Sphere.lowerBound(from: place, to: rectangle)
            var nearest = Double.infinity
            for i in 0...12 {
                for j in 0...12 {
                    let width = rectangle.maxLongitude - rectangle.minLongitude
                    let height = rectangle.maxLatitude - rectangle.minLatitude
                    let sample = Coordinate(
                        longitude: min(rectangle.maxLongitude, rectangle.minLongitude + width * Double(i) / 12),
                        latitude: min(rectangle.maxLatitude, rectangle.minLatitude + height * Double(j) / 12))
                    nearest = min(nearest, Geodesic.distance(from: place, to: sample))
                }
            }
            if bound > nearest { tooHigh += 1 }
            // The samples lie at most half a cell's sides away from the nearest point.
            let step =
                (rectangle.maxLongitude - rectangle.minLongitude + rectangle.maxLatitude - rectangle.minLatitude) / 24
                * 111_700
            if nearest > (bound + step) * 1.02 { loose += 1 }
        }
        #expect(tooHigh == 0)
        #expect(loose == 0)
    }

    @Test("a rectangle at ±180 is near a place on the other side")
    func acrossTheAntimeridian() {
        let fiji = Rectangle(minLongitude: 177, minLatitude: -20, maxLongitude: 180, maxLatitude: -12)
        let place = Coordinate(longitude: -180, latitude: -16)
        #expect(Sphere.lowerBound(from: place, to: fiji) == 0)
        let farther = Sphere.lowerBound(from: Coordinate(longitude: -179, latitude: -16), to: fiji)
        #expect(farther > 100_000 && farther < 110_000)
    }

    @Test("a rectangle holds the places inside it at 0 metres")
    func inside() {
        let rectangle = Rectangle(minLongitude: -10, minLatitude: -90, maxLongitude: 10, maxLatitude: 5)
        #expect(Sphere.lowerBound(from: Coordinate(longitude: 10, latitude: 5), to: rectangle) == 0)
        #expect(Sphere.lowerBound(from: Coordinate(longitude: 100, latitude: -90), to: rectangle) < 1e-3)
    }
}

extension Coordinate {
    /// A place at most so many degrees away, kept in range.
    func neighbour(by degrees: Double, _ generator: inout SeededGenerator) -> Coordinate {
        Coordinate(
            longitude: max(-180, min(180, longitude + (generator.unit() * 2 - 1) * degrees)),
            latitude: max(-90, min(90, latitude + (generator.unit() * 2 - 1) * degrees)))
    }
}
