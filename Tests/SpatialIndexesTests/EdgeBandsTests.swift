import Geometries
import SpatialIndexes
import TestSupport
import Testing

/// Rings with integer corners, whose edges may cross one another, and where points lie to them by parity, exactly.
private struct LatticeOutline {
    var rings: [[(x: Int, y: Int)]]
    var reach: Int

    init(_ random: inout IndexRandom) {
        let reach = random.int(2...60)
        self.reach = reach
        let isWandering = random.chance(0.5)
        rings = (0..<random.int(1...6)).map { _ in
            var ring: [(x: Int, y: Int)] = []
            var corner = (x: random.int(0...reach), y: random.int(0...reach))
            for _ in 0..<random.int(3...(random.chance(0.2) ? 900 : 30)) {
                ring.append(corner)
                // Small steps, as along a coast, or from anywhere to anywhere; often level, at times none.
                let next = (x: random.int(0...reach), y: random.chance(0.2) ? corner.y : random.int(0...reach))
                corner =
                    isWandering
                    ? (
                        min(max(corner.x + random.int(-2...2), 0), reach),
                        min(max(corner.y + random.int(-2...2), 0), reach)
                    )
                    : next
            }
            return ring + [ring[0]]
        }
    }

    var edges: [(start: (x: Int, y: Int), end: (x: Int, y: Int))] {
        rings.flatMap { ring in zip(ring, ring.dropFirst()).map { ($0, $1) } }
    }

    /// Of one polygon the first ring, and of another the others.
    func polygons(scaledBy scale: Double) -> [Polygon] {
        let scaled = rings.map { ring in
            ring.map { Position(longitude: Double($0.x) * scale, latitude: Double($0.y) * scale) }
        }
        return [Polygon(exterior: scaled[0])]
            + (scaled.count > 1 ? [Polygon(exterior: scaled[1], holes: Array(scaled[2...]))] : [])
    }

    /// Where the places of twice the lattice lie: whether on an edge, and whether an odd number of edges lies east of them.
    func location(x: Int, y: Int) -> (isOnEdge: Bool, isOdd: Bool) {
        var isOdd = false
        for (start, end) in edges {
            let (a, b) = ((x: 2 * start.x, y: 2 * start.y), (x: 2 * end.x, y: 2 * end.y))
            let side = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
            if side == 0, min(a.x, b.x) <= x, x <= max(a.x, b.x), min(a.y, b.y) <= y, y <= max(a.y, b.y) {
                return (true, false)
            }
            if (a.y > y) != (b.y > y), (side > 0) == (b.y > a.y) { isOdd.toggle() }
        }
        return (false, isOdd)
    }

    /// Whether an edge has a point in a closed rectangle of twice the lattice.
    func meets(_ low: (x: Int, y: Int), _ high: (x: Int, y: Int)) -> Bool {
        edges.contains { start, end in
            let (a, b) = ((x: 2 * start.x, y: 2 * start.y), (x: 2 * end.x, y: 2 * end.y))
            guard min(a.x, b.x) <= high.x, max(a.x, b.x) >= low.x, min(a.y, b.y) <= high.y, max(a.y, b.y) >= low.y
            else { return false }
            let sides = [(low.x, low.y), (high.x, low.y), (low.x, high.y), (high.x, high.y)].map { x, y in
                (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
            }
            return !sides.allSatisfy { $0 > 0 } && !sides.allSatisfy { $0 < 0 }
        }
    }
}

@Suite("Edges in bands")
struct EdgeBandsTests {
    @Test("points lie inside as exact parity says, and those on an edge are doubtful")
    func points() {
        var random = IndexRandom(seed: 700)
        var wrong = 0
        var doubtful = 0
        var checked = 0
        for _ in 0..<300 * IndexTestScale.factor {
            let outline = LatticeOutline(&random)
            // By powers of two, which change no digit.
            let scale = random.chance(0.3) ? 0x1p-20 : 1
            let bands = EdgeBands(outline.polygons(scaledBy: scale))
            for _ in 0..<6 {
                let places = (0..<random.int(1...64)).map { _ in
                    (x: random.int(-2...2 * outline.reach + 2), y: random.int(-2...2 * outline.reach + 2))
                }
                let longitudes = places.map { Double($0.x) / 2 * scale }
                let latitudes = places.map { Double($0.y) / 2 * scale }
                let found = bands.find(longitudes.span, latitudes.span)
                #expect(found.inside & found.doubtful == 0)
                for (index, place) in places.enumerated() {
                    let expected = outline.location(x: place.x, y: place.y)
                    let isDoubtful = found.doubtful >> UInt64(index) & 1 != 0
                    let isInside = found.inside >> UInt64(index) & 1 != 0
                    if expected.isOnEdge ? !isDoubtful : !isDoubtful && isInside != expected.isOdd { wrong += 1 }
                    let one = bands.holds(longitude: longitudes[index], latitude: latitudes[index])
                    if one != (isDoubtful ? nil : isInside) { wrong += 1 }
                    if isDoubtful, !expected.isOnEdge { doubtful += 1 }
                    checked += 1
                }
            }
        }
        #expect(wrong == 0)
        // At the latitude of a corner and between the longitudes of its edge, which a lattice often has.
        #expect(doubtful * 5 < checked)
    }

    @Test("a rectangle is inside or outside only where no edge meets it, and crossing where one does")
    func rectangles() {
        var random = IndexRandom(seed: 701)
        var wrong = 0
        var careful = 0
        var seen: [RectangleRelation: Int] = [:]
        for _ in 0..<300 * IndexTestScale.factor {
            let outline = LatticeOutline(&random)
            let bands = EdgeBands(outline.polygons(scaledBy: 1))
            for _ in 0..<100 {
                let low = (x: random.int(-4...2 * outline.reach), y: random.int(-4...2 * outline.reach))
                // Width or height 0 included.
                let size = random.int(0...random.int(0...2 * outline.reach))
                let high = (x: low.x + random.int(0...size), y: low.y + random.int(0...size))
                let relation = bands.relation(
                    to: Rectangle(
                        minLongitude: Double(low.x) / 2, minLatitude: Double(low.y) / 2,
                        maxLongitude: Double(high.x) / 2, maxLatitude: Double(high.y) / 2))
                seen[relation, default: 0] += 1
                if outline.meets(low, high) {
                    if relation != .crossing { wrong += 1 }
                } else if relation == .crossing {
                    careful += 1
                } else if (relation == .inside) != outline.location(x: low.x, y: low.y).isOdd {
                    wrong += 1
                }
            }
        }
        #expect(wrong == 0)
        #expect(seen.count == 3)
        // Where a corner lies in line with an edge.
        #expect(careful * 10 < (seen[.crossing] ?? 0))
    }

    @Test(
        "each instruction set finds what the portable kernels find, of any numbers",
        arguments: Kernels.Instructions.allCases)
    func instructions(_ instructions: Kernels.Instructions) {
        guard let kernels = Kernels(instructions), let portable = Kernels(.portable) else { return }
        var random = IndexRandom(seed: 702)
        var different = 0
        for _ in 0..<300 * IndexTestScale.factor {
            let polygons = LatticeOutline(&random).polygons(scaledBy: random.chance(0.5) ? 1 : 1.0 / 3)
            let bands = EdgeBands(polygons, kernels: kernels)
            let reference = EdgeBands(polygons, kernels: portable)
            let corners = polygons.flatMap { $0.rings.flatMap { $0 } }
            func number(_ corner: Double) -> Double {
                switch random.int(0...9) {
                case 0: [.nan, .infinity, -.infinity, 0, -0.0, 1e300, .leastNonzeroMagnitude][random.int(0...6)]
                case 1...3: corner
                case 4: corner.nextUp
                case 5: corner.nextDown
                default: random.double(-1...61)
                }
            }
            for _ in 0..<10 {
                var (longitudes, latitudes): ([Double], [Double]) = ([], [])
                for _ in 0..<random.int(0...64) {
                    let corner = corners[random.int(0...corners.count - 1)]
                    longitudes.append(number(corner.longitude))
                    latitudes.append(number(corner.latitude))
                }
                let found = bands.find(longitudes.span, latitudes.span)
                if found != reference.find(longitudes.span, latitudes.span) { different += 1 }
                guard longitudes.count > 1 else { continue }
                let rectangle = Rectangle(
                    minLongitude: min(longitudes[0], longitudes[1]), minLatitude: min(latitudes[0], latitudes[1]),
                    maxLongitude: max(longitudes[0], longitudes[1]), maxLatitude: max(latitudes[0], latitudes[1]))
                if bands.relation(to: rectangle) != reference.relation(to: rectangle) { different += 1 }
            }
        }
        #expect(different == 0)
    }

    @Test("an outline without height, and one without an edge, hold nothing for certain but what lies beside them")
    func flat() {
        let line = [Position(longitude: 0, latitude: 1), Position(longitude: 4, latitude: 1)]
        let flat = EdgeBands([Polygon(exterior: line + [line[0]])])
        #expect(flat.holds(longitude: 2, latitude: 1) == nil)
        #expect(flat.holds(longitude: 2, latitude: 1.5) == false)
        #expect(
            flat.relation(to: Rectangle(minLongitude: 1, minLatitude: 0, maxLongitude: 2, maxLatitude: 2)) == .crossing)
        for polygon in [Polygon(exterior: []), Polygon(exterior: [line[0]])] {
            let none = EdgeBands([polygon])
            #expect(none.holds(longitude: 0, latitude: 1) == false)
            #expect(none.relation(to: .world) == .outside)
        }
    }
}
