/// What of a polygon lies on one side of a meridian, on a plane without end.
///
/// The boundary is taken apart where it leaves the side. Sorted by latitude, these crossings bound by twos the stretches
/// of the meridian that lie inside the polygon; along these the pieces on the side are joined again. Positions on the
/// meridian count as beyond it, so that a ring that only touches the meridian is taken apart there too. The polygon's
/// exterior ring must be counter-clockwise and its holes clockwise.
struct MeridianCut {
    /// One side of a meridian.
    enum Side {
        case west
        case east
    }

    /// The parts on the side.
    private(set) var parts: [Polygon] = []

    private let side: Side
    private let meridian: Double
    /// Every crossing in the order found.
    private var crossings: [Position] = []
    /// Whether the ring goes east at the crossing: north of there lies the inside of the polygon.
    private var goesEast: [Bool] = []
    /// The stretches of rings on the side, by the crossing that each begins with.
    private var pieces: [Int: Piece] = [:]

    private struct Piece {
        var positions: [Position]
        var end: Int
    }

    /// Cuts.
    ///
    /// - Throws: ``GeometryError/invalid(reason:)`` when the pieces cannot be joined, because rings cross each other.
    init(_ polygon: Polygon, _ side: Side, of meridian: Double) throws(GeometryError) {
        self.side = side
        self.meridian = meridian
        var holes: [[Position]] = []
        for (index, ring) in polygon.rings.enumerated() where !takeApart(ring) && isOnSide(ring[0]) {
            if index == 0 {
                parts.append(Polygon(exterior: ring))
            } else {
                holes.append(ring)
            }
        }
        for loop in try joinedLoops() {
            // Clockwise loops arise where a hole that was cut touches another ring in a point.
            let area = Polygon.signedArea(of: loop)
            if area > 0 { parts.append(Polygon(exterior: loop)) }
            if area < 0 { holes.append(loop) }
        }
        for hole in holes {
            let owner = parts.indices.first { index in
                hole.allSatisfy { parts[index].holdsPlanar($0.coordinate) }
            }
            if let owner { parts[owner].holes.append(hole) }
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

    private func isOnSide(_ position: Position) -> Bool {
        side == .west ? position.longitude < meridian : position.longitude > meridian
    }

    /// Takes a closed ring apart; false when it lies wholly on one side.
    private mutating func takeApart(_ ring: [Position]) -> Bool {
        let edges = ring.count - 1
        let cuts = (0..<max(0, edges)).filter { isOnSide(ring[$0]) != isOnSide(ring[$0 + 1]) }
        guard !cuts.isEmpty else { return false }
        let first = crossings.count
        for edge in cuts {
            crossings.append(Self.crossing(ring[edge], ring[edge + 1], at: meridian))
            goesEast.append(isOnSide(ring[edge]) == (side == .west))
        }
        for (order, edge) in cuts.enumerated() where isOnSide(ring[edge + 1]) {
            let next = (order + 1) % cuts.count
            let count = (cuts[next] - edge + edges - 1) % edges + 1
            let inside = (1...count).map { ring[(edge + $0) % edges] }
            pieces[first + order] = Piece(
                positions: [crossings[first + order]] + inside + [crossings[first + next]], end: first + next)
        }
        return true
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
                let found = order[place...].firstIndex(where: { goesEast[$0] == isEntry }),
                crossings[order[found]].latitude == crossings[order[place]].latitude
            else { throw Self.ringsCross }
            order.swapAt(place, found)
            guard !isEntry else { continue }
            partner[order[place]] = order[place - 1]
            partner[order[place - 1]] = order[place]
        }
        return partner
    }

    private static let ringsCross = GeometryError.invalid(
        reason: "the rings cross each other, so they cannot be cut at ±180")

    /// The closed loops that the pieces and the meridian between them make, none of which touches itself.
    private mutating func joinedLoops() throws(GeometryError) -> [[Position]] {
        let partner = try partners()
        var loops: [[Position]] = []
        for start in crossings.indices {
            guard var piece = pieces.removeValue(forKey: start) else { continue }
            var ring = piece.positions
            while partner[piece.end] != start {
                guard let next = pieces.removeValue(forKey: partner[piece.end]) else { throw Self.ringsCross }
                ring += next.positions
                piece = next
            }
            loops += Self.simpleLoops(of: ring)
        }
        return loops
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
}
