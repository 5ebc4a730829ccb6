import Geometries
import Regions
import SpatialIndexes
import TestSupport
import Testing

@Suite("A region going down the packed tree")
struct RegionAndTreeTests {
    @Test("the tree finds exactly the points that the region matches one by one, by ids and by count")
    func points() throws {
        var generator = SeededGenerator(seed: 51)
        var failures = 0
        for round in 0..<TestScale.rounds(12) {
            let region = try PreparedRegion(
                RandomRegion(&generator).region, predicate: round % 3 == 0 ? .within : .intersects)
            let entries = (0..<Int64(4_000)).map { id in
                // On a lattice of halves, so that many lie on the boundary and many on one spot.
                IndexEntry(
                    id: id,
                    envelope: Envelope(
                        longitude: Double(Int.random(in: -4...52, using: &generator)) / 2,
                        latitude: Double(Int.random(in: -4...52, using: &generator)) / 2,
                        time: TimeSpan(first: id * 1_000, last: id * 1_000)))
            }
            let tree = try PackedTree(bulkLoading: entries)
            let time = round % 2 == 0 ? nil : TimeSpan(first: 500_000, last: 2_500_000)
            let window = QueryWindow(region.window, time: time)
            let expected = try entries.filter { entry in
                let rectangle = entry.envelope.rectangle
                return try window.matches(entry.envelope)
                    && region.matches(
                        Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude))
            }
            var visitor = RegionVisitor(region)
            var counter = RegionCounter(region)
            var statistics = QueryStatistics()
            try tree.walk(window, visitor: &visitor, statistics: &statistics)
            try tree.walk(window, visitor: &counter, statistics: &statistics)
            if visitor.ids.sorted() != expected.map(\.id) || !visitor.undecided.isEmpty { failures += 1 }
            if counter.count != expected.count { failures += 1 }
        }
        #expect(failures == 0)
    }

    @Test("lines and areas near the border are left for the caller to decide, the others are decided")
    func extents() throws {
        var generator = SeededGenerator(seed: 52)
        var failures = 0
        var undecided = 0
        for _ in 0..<TestScale.rounds(6) {
            let region = try PreparedRegion(RandomRegion(&generator).region)
            var lines: [Geometry] = []
            for _ in 0..<2_000 {
                let start = Position(
                    longitude: Double.random(in: -2...26, using: &generator),
                    latitude: Double.random(in: -2...26, using: &generator))
                let end = Position(
                    longitude: start.longitude + Double.random(in: 0...1, using: &generator),
                    latitude: start.latitude + Double.random(in: 0...1, using: &generator))
                lines.append(.lineString([start, end]))
            }
            let tree = try PackedTree(
                bulkLoading: lines.indices.map {
                    IndexEntry(id: Int64($0), envelope: Envelope(lines[$0].rectangle, time: nil))
                })
            var visitor = RegionVisitor(region)
            var statistics = QueryStatistics()
            try tree.walk(QueryWindow(region.window), visitor: &visitor, statistics: &statistics)
            let found = try visitor.ids + visitor.undecided.filter { try region.matches(lines[Int($0)]) }
            let expected = try lines.indices.filter { try region.matches(lines[$0]) }
            if found.sorted().map({ Int($0) }) != expected { failures += 1 }
            undecided += visitor.undecided.count
        }
        #expect(failures == 0)
        #expect(undecided > 0)
    }

    @Test("points at both signs of ±180 are found by a region that reaches one of them")
    func antimeridian() throws {
        let region = try PreparedRegion(Region(wkt: "POLYGON ((170 -10, 180 -10, 180 10, 170 10, 170 -10))"))
        let entries = (0..<Int64(3_000)).map { id in
            IndexEntry(
                id: id,
                envelope: Envelope(
                    longitude: [-180, 180, -179.9, 179.9, 0][Int(id % 5)], latitude: Double(id % 31) - 15, time: nil))
        }
        let tree = try PackedTree(bulkLoading: entries)
        var visitor = RegionVisitor(region)
        var statistics = QueryStatistics()
        try tree.walk(QueryWindow(region.window), visitor: &visitor, statistics: &statistics)
        let expected = entries.filter {
            abs($0.envelope.rectangle.minLatitude) <= 10 && [0, 1, 3].contains($0.id % 5)
        }
        #expect(visitor.ids.sorted() == expected.map(\.id))
    }

    @Test(
        "Iraq among 37,701 attacks: the points tested one by one are below 5% of the matches",
        .sharedData(SharedDataTests.countries, SharedDataTests.insurgencies))
    func iraq() throws {
        let iraq = try PreparedRegion(SharedRegions.region(SharedDataTests.countries, "name", "Iraq"))
        let points = try SharedRegions.points(SharedDataTests.insurgencies)
        let day: Int64 = 86_400_000
        let tree = try PackedTree(
            bulkLoading: points.indices.map { index in
                // The file is in the order of its dates, 267 days.
                let start = 1_136_073_600_000 + Int64(index * 267 / points.count) * day
                return IndexEntry(
                    id: Int64(index),
                    envelope: Envelope(
                        longitude: points[index].longitude, latitude: points[index].latitude,
                        time: TimeSpan(first: start, last: start + day - 1)))
            })
        var counter = RegionCounter(iraq)
        var statistics = QueryStatistics()
        try tree.walk(QueryWindow(iraq.window), visitor: &counter, statistics: &statistics)
        #expect(counter.count == 37_680)
        #expect(counter.statistics.tested * 20 < counter.count)
    }
}
