import Geometries

/// Geometries as RFC 7946 wants them on the way out.
enum ExportedGeometry {
    /// The geometry with exterior rings counter-clockwise and holes clockwise (§3.1.6), and with lines cut at ±180° where
    /// an edge takes the short way across it (§3.1.9).
    ///
    /// - Complexity: O(1) for points, else O(positions).
    static func prepare(_ geometry: Geometry) -> Geometry {
        switch geometry {
        case .point, .multiPoint: geometry
        case .lineString(let line):
            crosses(line) ? .multiLineString(parts(of: line)) : geometry
        case .multiLineString(let lines):
            lines.contains(where: crosses) ? .multiLineString(lines.flatMap(parts)) : geometry
        case .polygon, .multiPolygon: geometry.rewound()
        case .geometryCollection(let members): .geometryCollection(members.map(prepare))
        }
    }

    /// An edge of more than 180° of longitude means the other way round, across ±180°.
    private static func crosses(_ start: Position, _ end: Position) -> Bool {
        abs(start.longitude - end.longitude) > 180
    }

    private static func crosses(_ line: [Position]) -> Bool {
        zip(line, line.dropFirst()).contains { crosses($0, $1) }
    }

    /// The line in parts none of which crosses ±180°.
    private static func parts(of line: [Position]) -> [[Position]] {
        guard let first = line.first else { return [line] }
        var parts: [[Position]] = []
        var part = [first]
        for (start, end) in zip(line, line.dropFirst()) {
            if crosses(start, end) {
                let (leaving, entering) = crossing(start, end)
                if leaving != part.last { part.append(leaving) }
                // A line that only touches the meridian at its first position leaves no part behind.
                if part.count > 1 { parts.append(part) }
                part = entering == end ? [] : [entering]
            }
            part.append(end)
        }
        if part.count > 1 { parts.append(part) }
        return parts
    }

    /// Where an edge meets ±180°, seen from either side.
    private static func crossing(_ start: Position, _ end: Position) -> (leaving: Position, entering: Position) {
        let side: Double = start.longitude < 0 ? -180 : 180
        // Eastward from `start`, `end` lies one turn further.
        let unwrapped = end.longitude + 2 * side
        let span = unwrapped - start.longitude
        let part = span == 0 ? 0 : (side - start.longitude) / span
        func between(_ from: Double, _ to: Double) -> Double { from + (to - from) * part }
        var altitude: Double?
        if let low = start.altitude, let high = end.altitude { altitude = between(low, high) }
        let latitude = between(start.latitude, end.latitude)
        return (
            Position(longitude: side, latitude: latitude, altitude: altitude),
            Position(longitude: -side, latitude: latitude, altitude: altitude)
        )
    }
}
