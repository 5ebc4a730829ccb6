extension Geometry {
    /// Checks what GeoJSON asks of a geometry before it is stored: numbers finite and in range, lines of at least two
    /// positions, rings closed and of at least four, collections at most ``maximumDepth`` deep.
    ///
    /// It does not judge topology: a self-intersecting polygon passes here and is refused only as a region. Empty
    /// collections, multi-geometries without members and `"coordinates": []` pass; a point cannot be empty.
    ///
    /// - Throws: ``GeometryError`` that names the first fault.
    /// - Complexity: O(*n*) in the number of vertices.
    public func validate() throws(GeometryError) {
        try validate(depth: 0)
    }

    private func validate(depth: Int) throws(GeometryError) {
        switch self {
        case .point(let position):
            try position.validate()
        case .multiPoint(let positions):
            for position in positions { try position.validate() }
        case .lineString(let line):
            try Self.validate(line: line)
        case .multiLineString(let lines):
            for line in lines { try Self.validate(line: line) }
        case .polygon(let polygon):
            try polygon.validate()
        case .multiPolygon(let polygons):
            for polygon in polygons { try polygon.validate() }
        case .geometryCollection(let members):
            guard depth < Self.maximumDepth else { throw .nestedTooDeeply(limit: Self.maximumDepth) }
            for member in members { try member.validate(depth: depth + 1) }
        }
    }

    private static func validate(line: [Position]) throws(GeometryError) {
        guard line.count != 1 else { throw .invalid(reason: "a line has 1 position and needs 2 or more") }
        for position in line { try position.validate() }
    }
}

extension Position {
    /// Checks that all numbers are finite and that longitude and latitude are in range.
    ///
    /// - Throws: ``GeometryError`` that names the offending number.
    public func validate() throws(GeometryError) {
        try coordinate.validate()
        if let altitude, !altitude.isFinite {
            throw .invalid(reason: "altitude \(altitude) at (\(longitude), \(latitude)) is not finite")
        }
    }
}

extension Polygon {
    /// The least number of positions of a ring: three corners, the first of them twice.
    public static let leastPositionsOfARing = 4

    /// Checks the numbers of every ring, its closure and its length; see ``Geometry/validate()``.
    ///
    /// - Throws: ``GeometryError`` that names the first fault.
    public func validate() throws(GeometryError) {
        // Holes in nothing are no empty polygon.
        guard !isEmpty || !holes.isEmpty else { return }
        for (index, ring) in rings.enumerated() {
            for position in ring { try position.validate() }
            if let reason = Self.faultOfRing(ring) {
                throw .invalid(reason: index == 0 ? "the exterior ring \(reason)" : "hole \(index) \(reason)")
            }
        }
    }

    /// Why the positions make no ring, as the end of a sentence, or nil when they do.
    package static func faultOfRing(_ ring: [Position]) -> String? {
        guard let first = ring.first, let last = ring.last else { return "is empty" }
        guard first.coordinate == last.coordinate else {
            return "is not closed: it begins at (\(first.longitude), \(first.latitude)) and ends at "
                + "(\(last.longitude), \(last.latitude))"
        }
        guard ring.count >= leastPositionsOfARing else {
            return "has \(ring.count) position\(ring.count == 1 ? "" : "s") and needs \(leastPositionsOfARing) or more"
        }
        return nil
    }
}
