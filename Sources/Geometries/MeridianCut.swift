/// A polygon cut along a meridian into what lies west and what lies east of it, on a plane without end.
///
/// The boundary is taken apart where it crosses the meridian. Sorted by latitude, the crossings bound by twos the
/// stretches of the meridian that lie inside the polygon; along these the pieces are joined again, on each side. Positions
/// on the meridian count as east of it. The polygon's exterior ring must be counter-clockwise and its holes clockwise.
struct MeridianCut {
    /// The parts west of the meridian.
    private(set) var west: [Polygon] = []
    /// The parts east of the meridian.
    private(set) var east: [Polygon] = []

    private let meridian: Double
    /// Every crossing in the order found.
    private var crossings: [Position] = []
    /// Whether the ring goes east at the crossing: north of there lies the inside of the polygon.
    private var goesEast: [Bool] = []
    private var pieces: [Piece] = []
    /// The vertices that lie on the meridian, from south to north.
    private let touching: [Position]

    /// A stretch of a ring on one side, from a crossing to the next.
    private struct Piece {
        var isWest: Bool
        var start: Int
        var end: Int
        var positions: [Position]
    }

    /// Cuts.
    ///
    /// - Throws: ``GeometryError/invalid(reason:)`` when the pieces cannot be joined, because rings cross each other.
    init(_ polygon: Polygon, at meridian: Double) throws(GeometryError) {
        self.meridian = meridian
        touching = polygon.rings.joined().filter { $0.longitude == meridian }.sorted { $0.latitude < $1.latitude }
        var uncutHoles: [[Position]] = []
        for (index, ring) in polygon.rings.enumerated() {
            if take(ring) { continue }
            if index > 0 {
                uncutHoles.append(ring)
            } else if isWest(ring[0]) {
                west.append(Polygon(exterior: ring))
            } else {
                east.append(Polygon(exterior: ring))
            }
        }
        for loop in try joined(onWest: true) + joined(onWest: false) {
            // Clockwise loops arise where a hole that was cut touches another ring in a point.
            let area = Polygon.signedArea(of: loop)
            if area < 0 {
                uncutHoles.append(loop)
            } else if area > 0, loop.contains(where: isWest) {
                west.append(Polygon(exterior: loop))
            } else if area > 0 {
                east.append(Polygon(exterior: loop))
            }
        }
        for hole in uncutHoles {
            if hole.contains(where: isWest) {
                Self.add(hole, to: &west)
            } else {
                Self.add(hole, to: &east)
            }
        }
    }

    /// Where an edge meets a meridian, exactly where an end lies on it; the altitude in proportion.
    static func crossing(_ start: Position, _ end: Position, at meridian: Double) -> Position {
        if start.longitude == meridian { return start }
        if end.longitude == meridian { return end }
        let part = (meridian - start.longitude) / (end.longitude - start.longitude)
        var position = Position(
            longitude: meridian, latitude: start.latitude + part * (end.latitude - start.latitude))
        if let low = start.altitude, let high = end.altitude { position.altitude = low + part * (high - low) }
        return position
    }

    private func isWest(_ position: Position) -> Bool { position.longitude < meridian }

    /// Takes a closed ring apart; false when it does not cross the meridian.
    private mutating func take(_ ring: [Position]) -> Bool {
        let edges = ring.count - 1
        let cuts = (0..<max(0, edges)).filter { isWest(ring[$0]) != isWest(ring[$0 + 1]) }
        guard !cuts.isEmpty else { return false }
        let first = crossings.count
        for edge in cuts {
            crossings.append(Self.crossing(ring[edge], ring[edge + 1], at: meridian))
            goesEast.append(isWest(ring[edge]))
        }
        for (order, edge) in cuts.enumerated() {
            let next = (order + 1) % cuts.count
            let count = (cuts[next] - edge + edges - 1) % edges + 1
            let inside = (1...count).map { ring[(edge + $0) % edges] }
            pieces.append(
                Piece(
                    isWest: isWest(inside[0]), start: first + order, end: first + next,
                    positions: [crossings[first + order]] + inside + [crossings[first + next]]))
        }
        return true
    }

    /// The closed loops that the pieces of one side and the meridian between them make, none of which touches itself.
    private func joined(onWest side: Bool) throws(GeometryError) -> [[Position]] {
        let partner = try partners()
        var pieceFrom: [Int: Piece] = [:]
        for piece in pieces where piece.isWest == side { pieceFrom[piece.start] = piece }
        var loops: [[Position]] = []
        for start in crossings.indices {
            guard var piece = pieceFrom.removeValue(forKey: start) else { continue }
            var ring = piece.positions
            while true {
                ring += stretch(from: piece.end, to: partner[piece.end])
                if partner[piece.end] == start { break }
                guard let next = pieceFrom.removeValue(forKey: partner[piece.end]) else {
                    throw .invalid(reason: "the rings cross each other, so they cannot be cut at ±180")
                }
                ring += next.positions
                piece = next
            }
            loops += Self.simpleLoops(of: ring)
        }
        return loops
    }

    /// For each crossing, the one at the other end of the stretch of the meridian that lies inside the polygon.
    private func partners() throws(GeometryError) -> [Int] {
        var order = crossings.indices.sorted { crossings[$0].latitude < crossings[$1].latitude }
        var partner = [Int](repeating: 0, count: crossings.count)
        for place in order.indices {
            // From south to north the way leads into the polygon and out of it by turns; among crossings at one place
            // the order is free.
            let isEntry = place % 2 == 0
            guard
                let next = order[place...].first(where: { goesEast[$0] == isEntry }),
                crossings[next].latitude == crossings[order[place]].latitude,
                let found = order[place...].firstIndex(of: next)
            else { throw .invalid(reason: "the rings cross each other, so they cannot be cut at ±180") }
            order.swapAt(place, found)
            guard !isEntry else { continue }
            partner[next] = order[place - 1]
            partner[order[place - 1]] = next
        }
        return partner
    }

    /// The vertices on the meridian between two crossings, in the order of the way from one to the other.
    private func stretch(from start: Int, to end: Int) -> [Position] {
        let (low, high) = (crossings[start].latitude, crossings[end].latitude)
        let between = touching.filter { min(low, high) < $0.latitude && $0.latitude < max(low, high) }
        return low < high ? between : between.reversed()
    }

    /// The loops of an open ring, cut off wherever it comes back to a position that it has passed.
    private static func simpleLoops(of ring: [Position]) -> [[Position]] {
        var loops: [[Position]] = []
        var path: [Position] = []
        var places: [Coordinate: Int] = [:]
        for position in ring + [ring[0]] {
            guard let seen = places[position.coordinate] else {
                places[position.coordinate] = path.count
                path.append(position)
                continue
            }
            let loop = path[seen...] + [position]
            for passed in loop.dropFirst().dropLast() { places[passed.coordinate] = nil }
            path.removeSubrange((seen + 1)...)
            if loop.count >= Polygon.leastPositionsOfARing { loops.append(Array(loop)) }
        }
        return loops
    }

    private static func add(_ hole: [Position], to polygons: inout [Polygon]) {
        let owner = polygons.indices.first { index in
            hole.allSatisfy { polygons[index].holdsPlanar($0.coordinate) }
        }
        if let owner { polygons[owner].holes.append(hole) }
    }
}
