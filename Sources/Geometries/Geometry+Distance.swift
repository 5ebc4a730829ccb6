extension Geometry {
    /// Metres from a place to the nearest point of the geometry on the WGS 84 ellipsoid; 0 in an area or on its border.
    ///
    /// Edges are straight in longitude and latitude. The distance to a point is that of
    /// ``Geodesic/distance(from:to:)``; to a line or an area it is at most 0.1% too long, never too short. An empty
    /// geometry is infinitely far away.
    ///
    /// - Complexity: O(*n*) in the number of vertices, plus a few dozen geodesics for each edge that may be the nearest.
    public func distance(from place: Coordinate) -> Double {
        guard place.longitude.isFinite, place.latitude.isFinite else { return .nan }
        if case .point(let position) = self { return Geodesic.distance(from: place, to: position.coordinate) }
        if covers(place) { return 0 }
        var search = NearestPointSearch(from: place)
        // Vertices first: they give a good limit, by which most edges are dropped without a geodesic.
        forEachPosition { search.consider(vertex: $0.coordinate) }
        forEachEdge { start, end in search.consider(edgeFrom: start, to: end) }
        return search.best
    }

    /// Whether the place lies in an area of the geometry; ±180 is one meridian.
    func covers(_ place: Coordinate) -> Bool {
        switch self {
        case .point, .multiPoint, .lineString, .multiLineString: false
        case .polygon(let polygon): polygon.covers(place)
        case .multiPolygon(let polygons): polygons.contains { $0.covers(place) }
        case .geometryCollection(let members): members.contains { $0.covers(place) }
        }
    }

    /// Calls `body` with the ends of every edge of a line or a ring.
    func forEachEdge(_ body: (Coordinate, Coordinate) -> Void) {
        func edges(of path: [Position]) {
            for (start, end) in zip(path, path.dropFirst()) { body(start.coordinate, end.coordinate) }
        }
        switch self {
        case .point, .multiPoint: break
        case .lineString(let line): edges(of: line)
        case .multiLineString(let lines): lines.forEach(edges)
        case .polygon(let polygon): polygon.rings.forEach(edges)
        case .multiPolygon(let polygons):
            for polygon in polygons { polygon.rings.forEach(edges) }
        case .geometryCollection(let members):
            for member in members { member.forEachEdge(body) }
        }
    }
}

extension Polygon {
    /// Whether the place lies in the polygon, planar, and also when it is written with the other sign of ±180.
    ///
    /// By the parity of the edges east of it; a place on an edge, as far as rounding can tell, belongs to the polygon.
    func covers(_ place: Coordinate) -> Bool {
        if holdsPlanar(place) { return true }
        guard abs(place.longitude) == 180 else { return false }
        return holdsPlanar(Coordinate(longitude: 0 - place.longitude, latitude: place.latitude))
    }

    /// The same on a plane without end.
    func holdsPlanar(_ place: Coordinate) -> Bool {
        guard rectangle.contains(place) else { return false }
        var isInside = false
        for ring in rings {
            for (start, end) in zip(ring, ring.dropFirst()) {
                let side =
                    (end.longitude - start.longitude) * (place.latitude - start.latitude)
                    - (place.longitude - start.longitude) * (end.latitude - start.latitude)
                if side == 0, min(start.longitude, end.longitude) <= place.longitude,
                    place.longitude <= max(start.longitude, end.longitude),
                    min(start.latitude, end.latitude) <= place.latitude,
                    place.latitude <= max(start.latitude, end.latitude)
                {
                    return true
                }
                guard (start.latitude > place.latitude) != (end.latitude > place.latitude) else { continue }
                if (side > 0) == (end.latitude > start.latitude) { isInside.toggle() }
            }
        }
        return isInside
    }
}
