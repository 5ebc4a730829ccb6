import IncidentIndex
import TestSupport

/// A store that was made in one of several ways which must not matter.
struct MetamorphicSubject {
    let name: String
    let store: IncidentStore

    /// The same incidents, stored in each of the ways.
    static func all(
        holding incidents: [Incident], in folder: TemporaryFolder, _ generator: inout IncidentGenerator
    ) throws -> [MetamorphicSubject] {
        let shuffled = generator.shuffled(incidents)
        let whole = folder.file("whole.gpkg")
        let small = folder.file("small.gpkg")
        try fill(try IncidentStore(path: whole), incidents, batchSize: max(1, incidents.count))
        try fill(try IncidentStore(path: small), shuffled, batchSize: 37)
        let rebuilt = try IncidentStore(path: small)
        try rebuilt.rebuildIndex()
        return [
            MetamorphicSubject(
                name: "without an index", store: try IncidentStore(path: whole, options: StoreOptions(usesIndex: false))
            ),
            MetamorphicSubject(name: "in one batch", store: try IncidentStore(path: whole)),
            MetamorphicSubject(name: "shuffled, in memory", store: try inMemory(holding: shuffled).store),
            MetamorphicSubject(name: "shuffled, in small batches, rebuilt", store: rebuilt),
        ]
    }

    /// The incidents in a store that has no file.
    static func inMemory(holding incidents: [Incident]) throws -> MetamorphicSubject {
        let store = try IncidentStore.inMemory()
        try write(incidents, to: store)
        return MetamorphicSubject(name: "in memory", store: store)
    }

    private static func fill(_ store: IncidentStore, _ incidents: [Incident], batchSize: Int) throws {
        for start in stride(from: 0, to: incidents.count, by: batchSize) {
            try write(Array(incidents[start..<min(start + batchSize, incidents.count)]), to: store)
        }
        try store.close()
    }

    private static func write(_ incidents: [Incident], to store: IncidentStore) throws {
        try store.write { batch in
            for incident in incidents { try batch.insert(incident) }
        }
    }

    /// The ids of the matches, in the order that the query asks for or in their own; or the error.
    func answer(_ query: Query) -> [String] {
        var ids: [String] = []
        do {
            try store.forEachMatch(query) { match in
                ids.append(match.incident.id.text)
                return true
            }
        } catch {
            return ["error: \(error)"]
        }
        return query.effectiveOrder == .store ? ids.sorted() : ids
    }

    /// The ids of the matches, or the error.
    func ids(_ query: Query) -> Set<String> { Set(answer(query)) }

    /// Whether a region is one that is refused, which the message tells with its coordinates.
    func isRefused(_ space: SpatialPredicate?) -> Bool {
        guard case .region(let region, _) = space else { return false }
        return (try? PreparedRegion(region)) == nil
    }

    /// Whether an incident lies on the meridian of ±180°, which is one place there and two anywhere else.
    static func isOnSeam(_ incident: Incident) -> Bool {
        guard let rectangle = incident.geometry?.rectangle else { return false }
        return rectangle.minLongitude <= -180 || rectangle.maxLongitude >= 180
    }
}

/// A region and its two halves, cut exactly.
struct CutRegion {
    let whole: Region
    let first: Region
    let second: Region

    /// A triangle, cut from a corner to the middle of the side opposite, or a box, cut along a meridian; no rounding is in
    /// either, since all coordinates are multiples of 1/64 degree.
    init(_ generator: inout IncidentGenerator) {
        let (a, b, c) = (generator.position(), generator.position(), generator.position())
        let area =
            (b.longitude - a.longitude) * (c.latitude - a.latitude)
            - (c.longitude - a.longitude) * (b.latitude - a.latitude)
        // No edge is longer than 180°, or the region would be refused.
        let isShort = [a, b, c].allSatisfy { abs($0.longitude) <= 90 }
        if area != 0, isShort {
            let middle = Position(longitude: (b.longitude + c.longitude) / 2, latitude: (b.latitude + c.latitude) / 2)
            func triangle(_ corners: Position...) -> Region {
                Region(name: "triangle", Polygon(exterior: corners + [corners[0]]))
            }
            (whole, first, second) = (triangle(a, b, c), triangle(a, b, middle), triangle(a, middle, c))
        } else {
            let west = min(max(a.longitude, -179), 100)
            let south = min(max(a.latitude, -89), 60)
            func box(_ from: Double, _ to: Double) -> Region {
                let rectangle = Rectangle(
                    minLongitude: west + from, minLatitude: south, maxLongitude: west + to, maxLatitude: south + 25)
                return Region(name: "box", Polygon(rectangle))
            }
            (whole, first, second) = (box(0, 40), box(0, 15.015625), box(15.015625, 40))
        }
    }
}

extension Position {
    func divided(by divisor: Double) -> Position {
        Position(longitude: longitude / divisor, latitude: latitude / divisor, altitude: altitude)
    }
}

extension Polygon {
    func mapped(_ move: (Position) -> Position) -> Polygon {
        Polygon(exterior: exterior.map(move), holes: holes.map { $0.map(move) })
    }
}

extension Geometry {
    /// The geometry with each position moved.
    func mapped(_ move: (Position) -> Position) -> Geometry {
        switch self {
        case .point(let position): .point(move(position))
        case .multiPoint(let positions): .multiPoint(positions.map(move))
        case .lineString(let line): .lineString(line.map(move))
        case .multiLineString(let lines): .multiLineString(lines.map { $0.map(move) })
        case .polygon(let polygon): .polygon(polygon.mapped(move))
        case .multiPolygon(let polygons): .multiPolygon(polygons.map { $0.mapped(move) })
        case .geometryCollection(let members): .geometryCollection(members.map { $0.mapped(move) })
        }
    }
}

extension Region {
    func divided(by divisor: Double) -> Region {
        Region(name: name, features: features.map { $0.map { $0.mapped { $0.divided(by: divisor) } } })
    }
}

extension BoundingBox {
    func divided(by divisor: Double) throws -> BoundingBox {
        try BoundingBox(west: west / divisor, south: south / divisor, east: east / divisor, north: north / divisor)
    }
}
