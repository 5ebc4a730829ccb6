extension Polygon {
    /// The polygon in parts west and east of ±180, as RFC 7946 §3.1.9 wants it, if it crosses that meridian.
    ///
    /// A ring with an edge that spans more than 180° of longitude is understood to go the short way, across ±180. A
    /// polygon without such an edge comes back as it is. Altitudes are interpolated where an edge is cut. A hole that
    /// touches both ±180 and another ring may leave a part whose inside hangs together by points only, which is not
    /// valid as a region.
    ///
    /// - Throws: ``GeometryError/invalid(reason:)`` for a ring that runs around a pole, or rings that cross each other.
    /// - Complexity: O(*n* log *n*) in the number of vertices.
    public func splitAtAntimeridian() throws(GeometryError) -> [Polygon] {
        guard firstEdgeLongerThanHalfTheWorld != nil else { return [self] }
        var unwrapped = Polygon(exterior: try Antimeridian.unwrap(exterior))
        for hole in holes {
            unwrapped.holes.append(Antimeridian.move(try Antimeridian.unwrap(hole), into: unwrapped))
        }
        var finished: [Polygon] = []
        var rest = [unwrapped.rewound()]
        // From west to east along the meridians of ±180 that the unwrapped ring may reach.
        for (meridian, shift) in [(-180.0, 360.0), (180, 0)] {
            var east: [Polygon] = []
            for part in rest {
                finished += try MeridianCut(part, .west, of: meridian).parts.map { $0.movedEast(by: shift) }
                east += try MeridianCut(part, .east, of: meridian).parts
            }
            rest = east
        }
        return finished + rest.map { $0.movedEast(by: -360) }
    }

    fileprivate func movedEast(by degrees: Double) -> Polygon {
        var polygon = self
        polygon.forEachRing { ring in
            for index in ring.indices { ring[index].longitude += degrees }
        }
        return polygon
    }
}

extension Geometry {
    /// The geometry with its lines and areas cut at ±180 where they cross it; a line or polygon that is cut becomes one
    /// of the multiple type. See ``Polygon/splitAtAntimeridian()``.
    ///
    /// - Throws: ``GeometryError/invalid(reason:)`` for an area that runs around a pole.
    public func splitAtAntimeridian() throws(GeometryError) -> Geometry {
        switch self {
        case .point, .multiPoint:
            return self
        case .lineString(let line):
            let parts = Antimeridian.split(line)
            return parts.count == 1 ? .lineString(parts[0]) : .multiLineString(parts)
        case .multiLineString(let lines):
            return .multiLineString(lines.flatMap(Antimeridian.split))
        case .polygon(let polygon):
            let parts = try polygon.splitAtAntimeridian()
            return parts.count == 1 ? .polygon(parts[0]) : .multiPolygon(parts)
        case .multiPolygon(let polygons):
            var parts: [Polygon] = []
            for polygon in polygons { parts += try polygon.splitAtAntimeridian() }
            return .multiPolygon(parts)
        case .geometryCollection(let members):
            var parts: [Geometry] = []
            for member in members { parts.append(try member.splitAtAntimeridian()) }
            return .geometryCollection(parts)
        }
    }
}

extension Antimeridian {
    /// A closed ring with 360° added or taken off wherever it crosses ±180, so that no edge is longer than 180°.
    static func unwrap(_ ring: [Position]) throws(GeometryError) -> [Position] {
        var offset = 0.0
        var unwrapped: [Position] = []
        unwrapped.reserveCapacity(ring.count)
        for (index, position) in ring.enumerated() {
            if index > 0, isTooLong(ring[index - 1], position) {
                offset += position.longitude < ring[index - 1].longitude ? 360 : -360
            }
            var moved = position
            moved.longitude += offset
            unwrapped.append(moved)
        }
        guard offset == 0 else {
            throw .invalid(reason: "the ring runs around a pole, which cannot be cut at ±180 by itself")
        }
        guard unwrapped.allSatisfy({ abs($0.longitude) <= 540 }) else {
            throw .invalid(reason: "the ring runs around the world more than once")
        }
        return unwrapped
    }

    /// The unwrapped hole, moved by a whole turn if it lies in the polygon only then.
    static func move(_ hole: [Position], into polygon: Polygon) -> [Position] {
        for turn in [0.0, 360, -360] {
            let moved = hole.map { position in
                var moved = position
                moved.longitude += turn
                return moved
            }
            if moved.allSatisfy({ polygon.holdsPlanar($0.coordinate) }) { return moved }
        }
        return hole
    }

    /// A path in the parts between its crossings of ±180.
    static func split(_ line: [Position]) -> [[Position]] {
        guard let first = line.first else { return [line] }
        var parts: [[Position]] = []
        var current = [first]
        for (start, end) in zip(line, line.dropFirst()) {
            if isTooLong(start, end) {
                let side = start.longitude < 0 ? -180.0 : 180
                var beyond = end
                beyond.longitude += 2 * side
                let crossing = MeridianCut.crossing(start, beyond, at: side)
                if crossing.coordinate != start.coordinate { current.append(crossing) }
                if current.count > 1 { parts.append(current) }
                var again = crossing
                again.longitude = -side
                current = again.coordinate == end.coordinate ? [] : [again]
            }
            current.append(end)
        }
        if current.count > 1 || parts.isEmpty { parts.append(current) }
        return parts
    }
}
