extension Geometry {
    /// How deep collections may nest, counting the outermost; deeper input is refused before anything recurses into it.
    public static let maximumDepth = 32

    /// The name of the type as GeoJSON writes it, such as `MultiPolygon`.
    public var typeName: String {
        switch self {
        case .point: "Point"
        case .multiPoint: "MultiPoint"
        case .lineString: "LineString"
        case .multiLineString: "MultiLineString"
        case .polygon: "Polygon"
        case .multiPolygon: "MultiPolygon"
        case .geometryCollection: "GeometryCollection"
        }
    }

    /// Calls `body` with every vertex in order; rings give their first position twice, as they hold it.
    ///
    /// - Complexity: O(*n*) in the number of vertices, without allocation.
    public func forEachPosition<E: Error>(_ body: (Position) throws(E) -> Void) throws(E) {
        switch self {
        case .point(let position):
            try body(position)
        case .multiPoint(let positions), .lineString(let positions):
            for position in positions { try body(position) }
        case .multiLineString(let lines):
            for line in lines {
                for position in line { try body(position) }
            }
        case .polygon(let polygon):
            try polygon.forEachPosition(body)
        case .multiPolygon(let polygons):
            for polygon in polygons { try polygon.forEachPosition(body) }
        case .geometryCollection(let members):
            for member in members { try member.forEachPosition(body) }
        }
    }

    /// The points, lines and polygons that it consists of, the empty ones left out.
    ///
    /// - Complexity: O(*m*) in the number of parts.
    package var simpleParts: [Geometry] {
        switch self {
        case .point: [self]
        case .multiPoint(let positions): positions.map { .point($0) }
        case .lineString(let line): line.isEmpty ? [] : [self]
        case .multiLineString(let lines): lines.filter { !$0.isEmpty }.map { .lineString($0) }
        case .polygon(let polygon): polygon.isEmpty ? [] : [self]
        case .multiPolygon(let polygons): polygons.filter { !$0.isEmpty }.map { .polygon($0) }
        case .geometryCollection(let members): members.flatMap(\.simpleParts)
        }
    }

    /// The number of vertices.
    ///
    /// - Complexity: O(*n*) in the number of vertices.
    public var positionCount: Int {
        var count = 0
        forEachPosition { _ in count += 1 }
        return count
    }

    /// Whether the geometry holds no vertex at all, such as an empty collection.
    public var isEmpty: Bool {
        switch self {
        case .point: false
        case .multiPoint(let positions), .lineString(let positions): positions.isEmpty
        case .multiLineString(let lines): lines.allSatisfy(\.isEmpty)
        case .polygon(let polygon): polygon.isEmpty
        case .multiPolygon(let polygons): polygons.allSatisfy(\.isEmpty)
        case .geometryCollection(let members): members.allSatisfy(\.isEmpty)
        }
    }

    /// Whether any vertex has an altitude.
    public var hasAltitude: Bool {
        var found = false
        forEachPosition { position in
            if position.altitude != nil { found = true }
        }
        return found
    }

    /// The smallest rectangle that holds every vertex; ``Rectangle/empty`` for an empty geometry.
    ///
    /// - Complexity: O(*n*) in the number of vertices.
    public var rectangle: Rectangle {
        if case .point(let position) = self {
            return Rectangle(
                minLongitude: position.longitude, minLatitude: position.latitude, maxLongitude: position.longitude,
                maxLatitude: position.latitude)
        }
        var rectangle = Rectangle.empty
        forEachPosition { position in rectangle.formUnion(position.coordinate) }
        return rectangle
    }
}

extension Polygon {
    /// Calls `body` with every vertex, the exterior ring first.
    public func forEachPosition<E: Error>(_ body: (Position) throws(E) -> Void) throws(E) {
        for position in exterior { try body(position) }
        for hole in holes {
            for position in hole { try body(position) }
        }
    }

    /// Whether no ring holds a vertex.
    public var isEmpty: Bool { exterior.isEmpty && holes.allSatisfy(\.isEmpty) }

    /// The number of vertices in all rings.
    public var positionCount: Int { holes.reduce(exterior.count) { $0 + $1.count } }

    /// The smallest rectangle that holds the exterior ring; ``Rectangle/empty`` for an empty polygon.
    public var rectangle: Rectangle {
        var rectangle = Rectangle.empty
        for position in exterior { rectangle.formUnion(position.coordinate) }
        return rectangle
    }
}
