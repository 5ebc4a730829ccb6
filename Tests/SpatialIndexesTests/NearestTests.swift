import Foundation
import Geometries
import SpatialIndexes
import TestSupport
import Testing

@Suite("Nearest entries")
struct NearestTests {
    @Test("agree with brute force on the sphere and in the plane", arguments: IndexData.Places.allCases)
    func agree(places: IndexData.Places) throws {
        var random = IndexRandom(seed: 100 + UInt64(IndexData.Places.allCases.firstIndex(of: places) ?? 0))
        var failures: [String] = []
        for times in [IndexData.Times.instants, .mixed, .someDated, .closed] {
            for _ in 0..<35 * IndexTestScale.factor {
                let data = IndexData(places: places, times: times, extents: [0, 0, 0.3, 1][random.int(0...3)])
                let entries = data.entries(random.int(0...(random.chance(0.1) ? 1_500 : 200)), using: &random)
                let tree = try PackedTree(bulkLoading: entries, orders: random.orders())
                let oracle = IndexOracle(entries)
                for _ in 0..<80 {
                    let origin = Self.origin(near: entries, of: data, using: &random)
                    let window = data.window(over: entries, using: &random)
                    var search = NearestSearch(
                        count: random.int(0...(random.chance(0.2) ? 300 : 20)), time: window.time,
                        timeMatch: window.timeMatch)
                    let sphere = SphericalRuler(from: origin)
                    let plane = PlanarRuler(from: origin)
                    if random.chance(0.4) {
                        // Now and then just as far as an entry, which belongs to the answer.
                        let limit = entries.randomElement(using: &random)?.envelope.rectangle
                        search.maximumDistance = limit.map(sphere.distance(to:)) ?? 1000
                    }
                    let expected = oracle.nearest(search, distance: sphere.distance(to:))
                    let found = tree.nearest(search, from: sphere)
                    if found != expected { failures.append("\(search) from \(origin): \(found) not \(expected)") }
                    search.maximumDistance = .infinity
                    if tree.nearest(search, from: plane)
                        != oracle.nearest(search, distance: plane.distance(to:))
                    {
                        failures.append("\(search) from \(origin) in the plane")
                    }
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.count) failures, the first: \(failures.first?.prefix(600) ?? "")")
    }

    /// A place that is often an entry's own, its antipode, a pole or on ±180, also at an entry's latitude there.
    static func origin(
        near entries: [IndexEntry], of data: IndexData, using random: inout IndexRandom
    ) -> Coordinate {
        let place = entries.randomElement(using: &random).map {
            Coordinate(
                longitude: $0.envelope.rectangle.minLongitude, latitude: $0.envelope.rectangle.maxLatitude)
        }
        switch random.int(0...6) {
        case 0: return place ?? data.place(using: &random)
        case 1:
            let place = place ?? data.place(using: &random)
            let opposite = place.longitude > 0 ? place.longitude - 180 : place.longitude + 180
            return Coordinate(longitude: opposite, latitude: -place.latitude)
        case 2: return Coordinate(longitude: random.double(-180...180), latitude: random.chance(0.5) ? 90 : -90)
        case 3:
            let latitude = random.chance(0.5) ? place?.latitude : nil
            return Coordinate(
                longitude: random.chance(0.5) ? 180 : -180, latitude: latitude ?? random.double(-90...90))
        default: return Coordinate(longitude: random.double(-180...180), latitude: random.double(-90...90))
        }
    }

    @Test("agree with brute force on the ellipsoid, and lower bounds hold there")
    func ellipsoid() throws {
        var random = IndexRandom(seed: 150)
        var failures: [String] = []
        for places in IndexData.Places.allCases {
            let data = IndexData(places: places, times: .instants, extents: 0)
            let entries = data.entries(400, using: &random)
            let tree = try PackedTree(bulkLoading: entries)
            for _ in 0..<6 * IndexTestScale.factor {
                let origin = Self.origin(near: entries, of: data, using: &random)
                let ruler = EllipsoidalRuler(from: origin) { Geodesic.distance(from: $0, to: $1) }
                let expected = IndexOracle(entries).nearest(NearestSearch(count: 12)) { rectangle in
                    let place = Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude)
                    let distance = ruler.distance(to: place)
                    if ruler.lowerBound(to: rectangle) > distance { failures.append("bound to \(place)") }
                    if !ruler.rectangle(within: distance).contains(place) { failures.append("reach to \(place)") }
                    return distance
                }
                let found = tree.nearest(NearestSearch(count: 12), from: ruler)
                if found != expected { failures.append("from \(origin): \(found) not \(expected)") }
            }
        }
        #expect(failures.isEmpty, "\(failures.count) failures, the first: \(failures.first?.prefix(600) ?? "")")
    }

    @Test("many of the nearest in a region agree with brute force, whatever was deleted, filtered or is stacked there")
    func regional() throws {
        var random = IndexRandom(seed: 160)
        var failures: [String] = []
        for _ in 0..<60 * IndexTestScale.factor {
            let centre = Coordinate(longitude: random.double(-180...180), latitude: random.double(-90...90))
            let size = pow(10, random.double(-6...1.3))
            let isStacked = random.chance(0.3)
            let entries = (0..<random.int(100...3_000)).map { number in
                func near(_ value: Double, _ limit: Double) -> Double {
                    let offset = random.double(-1...1) * random.double(0...1) * size
                    return min(
                        max(value + (isStacked ? (offset * 4 / size).rounded() / 4 * size : offset), -limit), limit)
                }
                let time =
                    random.chance(0.9)
                    ? TimeSpan(first: Int64(number % 900), last: Int64(number % 900 + number % 2)) : nil
                return IndexEntry(
                    id: Int64(number),
                    envelope: Envelope(
                        longitude: near(centre.longitude, 180), latitude: near(centre.latitude, 90), time: time))
            }
            let tree = try PackedTree(bulkLoading: entries, orders: random.orders())
            let oracle = IndexOracle(entries)
            for _ in 0..<25 {
                let origin = Self.origin(
                    near: entries, of: IndexData(places: .uniform, times: .instants, extents: 0), using: &random)
                let place = random.chance(0.7) ? centre : origin
                var search = NearestSearch(count: random.int(1...(random.chance(0.5) ? 12 : 400)))
                if random.chance(0.3) { search.time = TimeSpan(first: 100, last: Int64(random.int(100...900))) }
                let divisor = random.chance(0.3) ? Int64(random.int(2...5)) : 1
                if random.chance(0.3) {
                    search.maximumDistance = size * 111_000 * random.double(0...1.5)
                }
                let sphere = SphericalRuler(from: place)
                var statistics = QueryStatistics()
                let found = try tree.nearest(
                    search, from: sphere, statistics: &statistics, filter: { $0 % divisor == 0 },
                    extentDistance: { _, rectangle in sphere.distance(to: rectangle) })
                let expected = oracle.nearest(search, distance: sphere.distance(to:), filter: { $0 % divisor == 0 })
                if found != expected { failures.append("\(search) from \(place) by \(divisor)") }
                search.maximumDistance /= 111_000
                let plane = PlanarRuler(from: place)
                if tree.nearest(search, from: plane) != oracle.nearest(search, distance: plane.distance(to:)) {
                    failures.append("\(search) from \(place) in the plane")
                }
                let ellipsoid = EllipsoidalRuler(from: place) { Geodesic.distance(from: $0, to: $1) }
                search.maximumDistance = .infinity
                search.count = min(search.count, 30)
                if random.chance(0.1) {
                    let expected = oracle.nearest(search, distance: ellipsoid.distance(to:))
                    if tree.nearest(search, from: ellipsoid) != expected {
                        failures.append("\(search) from \(place) on the ellipsoid")
                    }
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.count) failures, the first: \(failures.first?.prefix(600) ?? "")")
    }

    @Test("near distances by series are those of the formulas with the library's functions")
    func series() {
        var random = IndexRandom(seed: 170)
        var worst = 0.0
        for _ in 0..<20_000 * IndexTestScale.factor {
            let origin = Coordinate(longitude: random.double(-170...170), latitude: random.double(-79...79))
            let size = pow(10, random.double(-7...0.75))
            let place = Coordinate(
                longitude: origin.longitude + random.double(-size...size),
                latitude: origin.latitude + random.double(-size...size))
            func half(_ degrees: Double) -> Double { sin(degrees * .pi / 360) }
            let across = half(place.longitude - origin.longitude)
            let along = half(place.latitude - origin.latitude)
            let cosines = cos(origin.latitude * .pi / 180) * cos(place.latitude * .pi / 180)
            let expected = 2 * Sphere.meanRadius * asin((along * along + cosines * across * across).squareRoot())
            guard expected > 0 else { continue }
            worst = max(worst, abs(SphericalRuler(from: origin).distance(to: place) - expected) / expected)
        }
        #expect(worst < 2e-15)
    }

    @Test("a filter and the caller's distances of extents decide")
    func closures() throws {
        var random = IndexRandom(seed: 120)
        let entries = IndexData(places: .uniform, times: .instants, extents: 0.5).entries(500, using: &random)
        let tree = try PackedTree(bulkLoading: entries)
        let ruler = SphericalRuler(from: Coordinate(longitude: 10, latitude: 20))
        let search = NearestSearch(count: 12)
        var statistics = QueryStatistics()
        let found = try tree.nearest(
            search, from: ruler, statistics: &statistics, filter: { $0 % 3 != 0 },
            extentDistance: { id, rectangle in id % 2 == 0 ? nil : ruler.distance(to: rectangle) + 5_000 })
        let points = entries.filter { $0.envelope.rectangle.isPoint || $0.id % 2 != 0 }
        let expected = IndexOracle(points).nearest(
            search, distance: { $0.isPoint ? ruler.distance(to: $0) : ruler.distance(to: $0) + 5_000 },
            filter: { $0 % 3 != 0 })
        #expect(found == expected)
        #expect(statistics.matches == 12)
        #expect(statistics.tested < entries.count / 2)
    }

    @Test("equally far entries come by identifier")
    func ties() throws {
        let place = Envelope(longitude: 5, latitude: 5, time: nil)
        let entries = [9, 3, 7, 1, 8].map { IndexEntry(id: $0, envelope: place) }
        let tree = try PackedTree(bulkLoading: entries)
        let ruler = SphericalRuler(from: Coordinate(longitude: 0, latitude: 0))
        #expect(tree.nearest(NearestSearch(count: 3), from: ruler).map(\.id) == [1, 3, 7])
    }

    @Test("a limit includes what is exactly as far")
    func limit() throws {
        let tree = try PackedTree(bulkLoading: [
            IndexEntry(id: 1, envelope: Envelope(longitude: 3, latitude: 4, time: nil))
        ])
        let ruler = PlanarRuler(from: Coordinate(longitude: 0, latitude: 0))
        #expect(tree.nearest(NearestSearch(count: 1, maximumDistance: 5), from: ruler).map(\.id) == [1])
        #expect(tree.nearest(NearestSearch(count: 1, maximumDistance: 5.0.nextDown), from: ruler).isEmpty)
    }

    @Test("on both sides of ±180 and around a pole the nearest are found")
    func seams() throws {
        let places = [(-179.9, 0.0), (179.0, 0.0), (0.0, 89.9), (90.0, 89.0), (180.0, 89.95)]
        let tree = try PackedTree(
            bulkLoading: places.enumerated().map {
                IndexEntry(
                    id: Int64($0.offset), envelope: Envelope(longitude: $0.element.0, latitude: $0.element.1, time: nil)
                )
            })
        let antimeridian = SphericalRuler(from: Coordinate(longitude: 179.9, latitude: 0))
        #expect(tree.nearest(NearestSearch(count: 2), from: antimeridian).map(\.id) == [0, 1])
        let pole = SphericalRuler(from: Coordinate(longitude: -77, latitude: 90))
        #expect(tree.nearest(NearestSearch(count: 3), from: pole).map(\.id) == [4, 2, 3])
    }

    @Test("the rectangle and the longitudes of a distance hold every place within it")
    func reach() {
        var random = IndexRandom(seed: 140)
        var missed = 0
        for _ in 0..<60_000 * IndexTestScale.factor {
            let data = IndexData(places: IndexData.Places.allCases[random.int(0...8)], times: .undated, extents: 0)
            let place = data.place(using: &random)
            var origin = Self.origin(near: [], of: data, using: &random)
            if random.chance(0.5) {
                origin = Coordinate(
                    longitude: max(-180, min(180, place.longitude + random.bell())),
                    latitude: max(-90, min(90, place.latitude + random.bell())))
            }
            let sphere = SphericalRuler(from: origin)
            let distance = sphere.distance(to: place)
            if !sphere.rectangle(within: distance).contains(place) { missed += 1 }
            let gap = abs(place.longitude - origin.longitude)
            if min(gap, 360 - gap) > sphere.longitudes(within: distance) { missed += 1 }
            let plane = PlanarRuler(from: origin)
            if !plane.rectangle(within: plane.distance(to: place)).contains(place) { missed += 1 }
        }
        #expect(missed == 0)
        let ruler = SphericalRuler(from: Coordinate(longitude: 44, latitude: 33))
        #expect(ruler.rectangle(within: .infinity) == .world)
        #expect(ruler.rectangle(within: 1000).maxLongitude < 44.011)
        #expect(SphericalRuler(from: Coordinate(longitude: 180, latitude: 33)).longitudes(within: 1000) < 0.011)
    }

    @Test("180 and -180 are the same meridian: what lies there is equally far from either, and comes by identifier")
    func meridian() throws {
        // Too many digits for the tree's steps, so that its rectangles reach beyond 180.
        let latitude = -16.205_695_775_820_5
        let entries = (0..<300).map { number in
            IndexEntry(
                id: Int64(number),
                envelope: Envelope(longitude: number % 2 == 0 ? 180 : -180, latitude: latitude, time: nil))
        }
        let tree = try PackedTree(bulkLoading: entries)
        for longitude in [180.0, -180] {
            let origin = Coordinate(longitude: longitude, latitude: latitude)
            let expected = (0..<150).map { Neighbour(id: Int64($0), distance: 0) }
            let search = NearestSearch(count: 150, maximumDistance: 0)
            #expect(tree.nearest(search, from: SphericalRuler(from: origin)) == expected)
            let ellipsoid = EllipsoidalRuler(from: origin) { Geodesic.distance(from: $0, to: $1) }
            #expect(tree.nearest(search, from: ellipsoid) == expected)
            let near = SphericalRuler(from: Coordinate(longitude: longitude, latitude: latitude + 1e-9))
            #expect(tree.nearest(NearestSearch(count: 150), from: near).map(\.id) == expected.map(\.id))
        }
    }

    @Test("lower bounds never exceed a distance to a place in the rectangle")
    func lowerBounds() {
        var random = IndexRandom(seed: 130)
        var worst = 0.0
        for _ in 0..<60_000 * IndexTestScale.factor {
            let places = IndexData.Places.allCases[random.int(0...8)]
            let data = IndexData(places: places, times: .undated, extents: 0)
            let one = data.place(using: &random)
            let other = data.place(using: &random)
            var rectangle = Rectangle.empty
            rectangle.formUnion(one)
            if random.chance(0.8) { rectangle.formUnion(other) }
            let inside = Coordinate(
                longitude: random.chance(0.3)
                    ? rectangle.minLongitude : random.double(rectangle.minLongitude...rectangle.maxLongitude),
                latitude: random.chance(0.3)
                    ? rectangle.maxLatitude : random.double(rectangle.minLatitude...rectangle.maxLatitude))
            let origin =
                random.chance(0.3)
                ? Coordinate(
                    longitude: max(-180, min(180, inside.longitude + random.bell() * 1e-6)), latitude: inside.latitude)
                : Self.origin(near: [], of: data, using: &random)
            let ruler = SphericalRuler(from: origin)
            // A rectangle of a tree's steps may reach a step beyond the world.
            if random.chance(0.2) { rectangle.maxLongitude += 1e-7 }
            let bound = ruler.lowerBound(to: rectangle)
            worst = max(worst, bound - ruler.distance(to: inside), bound - ruler.distance(to: rectangle))
            let plane = PlanarRuler(from: origin)
            worst = max(worst, plane.lowerBound(to: rectangle) - plane.distance(to: inside))
        }
        #expect(worst <= 0)
    }
}
