import Geometries
import TestSupport
import Testing

@Suite("Geodesic")
struct GeodesicTests {
    @Test("distances agree with the reference implementation to 15 nanometres, in both directions")
    func referenceVectors() throws {
        var checked = 0
        var failures: [String] = []
        for line in geodesicVectors.split(separator: "\n") {
            let numbers = line.split(separator: " ").compactMap { Double($0) }
            try #require(numbers.count == 5)
            let first = Coordinate(longitude: numbers[0], latitude: numbers[1])
            let second = Coordinate(longitude: numbers[2], latitude: numbers[3])
            let forth = Geodesic.distance(from: first, to: second)
            let back = Geodesic.distance(from: second, to: first)
            if !(abs(forth - numbers[4]) <= 15e-9) || !(abs(back - numbers[4]) <= 15e-9) {
                failures.append("\(line): \(forth), \(back)")
            }
            checked += 1
        }
        #expect(checked == 370)
        #expect(failures.isEmpty)
    }

    @Test("all longitudes at a pole are one place")
    func poles() {
        var failures = 0
        let baghdad = Coordinate(longitude: 44.4, latitude: 33.3)
        for latitude in [-90.0, 90] {
            let greenwich = Coordinate(longitude: 0, latitude: latitude)
            for longitude in stride(from: -180.0, through: 180, by: 7.5) {
                let pole = Coordinate(longitude: longitude, latitude: latitude)
                if Geodesic.distance(from: pole, to: greenwich) > 1e-9 { failures += 1 }
                let difference =
                    Geodesic.distance(from: pole, to: baghdad) - Geodesic.distance(from: greenwich, to: baghdad)
                if abs(difference) > 1e-8 { failures += 1 }
            }
        }
        #expect(failures == 0)
    }

    @Test("-180 and 180 are one meridian")
    func antimeridian() {
        for latitude in [-90.0, -45, 0, 1e-9, 60, 90] {
            let west = Coordinate(longitude: -180, latitude: latitude)
            let east = Coordinate(longitude: 180, latitude: latitude)
            #expect(Geodesic.distance(from: west, to: east) == 0)
        }
    }

    @Test("a place is 0 metres from itself")
    func coincident() {
        var generator = SeededGenerator(seed: 11)
        var failures = 0
        for _ in 0..<2_000 {
            let place = generator.coordinate()
            if Geodesic.distance(from: place, to: place) != 0 { failures += 1 }
        }
        #expect(failures == 0)
    }

    @Test("known lengths: a quarter of the equator, a quarter of a meridian, from pole to pole")
    func knownLengths() {
        let origin = Coordinate(longitude: 0, latitude: 0)
        let quarterEquator = Geodesic.distance(from: origin, to: Coordinate(longitude: 90, latitude: 0))
        #expect(abs(quarterEquator - Double.pi / 2 * Geodesic.equatorialRadius) < 1e-8)
        let quarterMeridian = Geodesic.distance(from: origin, to: Coordinate(longitude: 0, latitude: 90))
        #expect(abs(quarterMeridian - 10_001_965.729_312_7) < 1e-6)
        let half = Geodesic.distance(
            from: Coordinate(longitude: 13, latitude: -90), to: Coordinate(longitude: -99, latitude: 90))
        #expect(abs(half - 2 * quarterMeridian) < 1e-8)
    }

    @Test("the triangle inequality holds, near the antipode too")
    func triangleInequality() {
        var generator = SeededGenerator(seed: 5)
        var failures = 0
        for round in 0..<5_000 {
            let a = generator.coordinate()
            let b = round % 2 == 0 ? generator.coordinate() : a.antipode(shiftedBy: generator.unit() - 0.5)
            let c = generator.coordinate()
            let direct = Geodesic.distance(from: a, to: b)
            let detour = Geodesic.distance(from: a, to: c) + Geodesic.distance(from: c, to: b)
            if !(direct <= detour + 1e-7) { failures += 1 }
        }
        #expect(failures == 0)
    }

    @Test("NaN and infinity give NaN")
    func notFinite() {
        let origin = Coordinate(longitude: 0, latitude: 0)
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(Geodesic.distance(from: origin, to: Coordinate(longitude: value, latitude: 0)).isNaN)
            #expect(Geodesic.distance(from: Coordinate(longitude: 0, latitude: value), to: origin).isNaN)
        }
    }
}

extension Coordinate {
    /// The antipode, moved by some degrees of longitude and half as many of latitude.
    func antipode(shiftedBy degrees: Double) -> Coordinate {
        var opposite = longitude + 180 + degrees
        if opposite > 180 { opposite -= 360 }
        return Coordinate(longitude: opposite, latitude: max(-90, min(90, degrees / 2 - latitude)))
    }
}
