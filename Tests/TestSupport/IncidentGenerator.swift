public import Geometries
public import Incidents
import JSONValues
public import Queries
public import Regions

/// Random incidents and queries about them, on a grid of 1/64 degree so that the oracle is exact, and nasty on purpose:
/// stacked points, points on the antimeridian and at the poles, undated and unlocated incidents, lines and areas.
public struct IncidentGenerator {
    var random: SeededGenerator
    private var serial = 0
    /// Incidents crowd around these places.
    private let centres: [Coordinate]

    /// Begins the sequence of a seed.
    public init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        var random = random
        centres = (0..<4).map { _ in
            Coordinate(
                longitude: IncidentGenerator.grid(Double.random(in: -180...180, using: &random)),
                latitude: IncidentGenerator.grid(Double.random(in: -90...90, using: &random)))
        }
        self.random = random
    }

    private static func grid(_ degrees: Double) -> Double { (degrees * 64).rounded() / 64 }

    // MARK: Incidents

    /// Several incidents with distinct ids.
    public mutating func incidents(_ count: Int) -> [Incident] {
        (0..<count).compactMap { _ in incident() }
    }

    /// The same incidents in another order.
    public mutating func shuffled(_ incidents: [Incident]) -> [Incident] { incidents.shuffled(using: &random) }

    /// One incident.
    public mutating func incident() -> Incident? {
        serial += 1
        guard let id = IncidentID("random:\(Int.random(in: 0..<1_000, using: &random))-\(serial)") else { return nil }
        var incident = Incident(id: id)
        incident.geometry = geometry()
        if !random.oneIn(12) {
            incident.interval = interval()
            incident.timePrecision = TimePrecision.allCases.randomElement(using: &random)
        }
        incident.type = random.oneIn(5) ? nil : ["IED", "SAF", "drone_attack"].randomElement(using: &random)
        incident.title = random.oneIn(3) ? nil : "\(word()) \(word()) near \(word())"
        incident.deathsBest = random.oneIn(2) ? nil : Int64.random(in: 0...3, using: &random)
        if random.oneIn(2) {
            incident.properties.append(JSONMember("code", .string("0\(Int.random(in: 0...9, using: &random))")))
        }
        if random.oneIn(4) { incident.tags = [word()] }
        // Texts that are numbers, or nearly.
        if serial % 2 == 0 {
            let texts = ["3", "2.5", "007", "-1e1"]
            incident.properties.append(JSONMember("magnitude", .string(texts[serial / 2 % texts.count])))
        }
        return incident
    }

    mutating func word() -> String {
        ["drone", "Raketa", "Médea", "قاعدة", "base", "O'Neil", "strike", "über"].randomElement(using: &random)
            ?? "base"
    }

    /// A position, often near others, at times on a meridian of 180 degrees or at a pole.
    public mutating func position() -> Position {
        let centre = centres.randomElement(using: &random) ?? Coordinate(longitude: 0, latitude: 0)
        var longitude: Double
        var latitude: Double
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return Position(centre)
        case 1: (longitude, latitude) = (Bool.random(using: &random) ? 180 : -180, centre.latitude)
        case 2: (longitude, latitude) = (centre.longitude, Bool.random(using: &random) ? 90 : -90)
        case 3...6:
            longitude = centre.longitude + Double.random(in: -3...3, using: &random)
            latitude = centre.latitude + Double.random(in: -3...3, using: &random)
        default:
            longitude = Double.random(in: -180...180, using: &random)
            latitude = Double.random(in: -90...90, using: &random)
        }
        longitude = min(max(IncidentGenerator.grid(longitude), -180), 180)
        latitude = min(max(IncidentGenerator.grid(latitude), -90), 90)
        return Position(longitude: longitude, latitude: latitude)
    }

    private mutating func geometry() -> Geometry? {
        switch Int.random(in: 0..<24, using: &random) {
        case 0: return nil
        case 1: return .lineString([position(), position()])
        case 2: return .polygon(box(maximumSide: 4))
        case 3: return .multiPoint([position(), position(), position()])
        case 4: return .geometryCollection([.point(position()), .polygon(box(maximumSide: 2))])
        default: return .point(position())
        }
    }

    private mutating func box(maximumSide: Double) -> Polygon {
        let corner = position()
        let width = IncidentGenerator.grid(Double.random(in: 0.0625...maximumSide, using: &random))
        let height = IncidentGenerator.grid(Double.random(in: 0.0625...maximumSide, using: &random))
        let west = min(corner.longitude, 180 - width)
        let south = min(corner.latitude, 90 - height)
        return Polygon(
            exterior: [(0, 0), (width, 0), (width, height), (0, height), (0, 0)].map {
                Position(longitude: west + $0.0, latitude: south + $0.1)
            })
    }

    mutating func interval() -> TemporalInterval {
        let day = Int.random(in: 1...60, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return .month(2022, Int.random(in: 1...3, using: &random))
        case 1: return .year(2022)
        case 2:
            // An instant, at times with milliseconds.
            let start =
                TemporalInterval.day(2022, 1, day).start.milliseconds + Int64.random(in: 0..<86_400_000, using: &random)
            let instant = Instant(milliseconds: random.oneIn(2) ? start : start / 1_000 * 1_000)
            return (try? TemporalInterval(start: instant, end: instant)) ?? .day(2022, 1, day)
        default: return .day(2022, 1, day)
        }
    }

    // MARK: Queries

    /// A query of any kind.
    public mutating func query() -> Query {
        var query = Query()
        query.space = random.oneIn(4) ? nil : space()
        if random.oneIn(2) { query.time = time() }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: query.filter = .type("IED")
        case 4: query.filter = random.oneIn(2) ? filter(depth: 3) : conjunction()
        case 1: query.filter = .not(.types(["IED", "SAF"]))
        case 2:
            query.filter = .or([
                .equals(property: "code", .string("07")), .equals(property: "deaths_best", .integer(0)),
            ])
        case 3: query.filter = .and([.isNull(property: "title"), .isNull(property: "type")])
        default: break
        }
        if random.oneIn(4) {
            query.order = [.start, .startDescending, .id].randomElement(using: &random)
            if case .within = query.space, random.oneIn(2) { query.order = .distance }
            if random.oneIn(2) { query.limit = Int.random(in: 0...20, using: &random) }
            if random.oneIn(3) { query.offset = Int.random(in: 0...5, using: &random) }
        }
        return query
    }

    private mutating func time() -> TemporalPredicate {
        let match: TemporalPredicate.Match = Bool.random(using: &random) ? .possible : .certain
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return TemporalPredicate(.month(2022, Int.random(in: 1...3, using: &random)), match: match)
        case 1:
            let end = TemporalInterval.day(2022, 1, Int.random(in: 1...60, using: &random)).start
            return (try? TemporalPredicate(since: nil, until: end, match: match)) ?? .year(2022)
        case 2:
            let instant = interval().start
            let end = Instant(milliseconds: instant.milliseconds + Int64.random(in: 0...3, using: &random))
            return (try? TemporalPredicate(since: instant, until: end, match: match)) ?? .year(2022)
        default: return TemporalPredicate(.day(2022, 1, Int.random(in: 1...60, using: &random)), match: match)
        }
    }

    private mutating func space() -> SpatialPredicate? {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return nil
        case 1:
            return .within(
                metres: [0, 1_000, 200_000, 5_000_000].randomElement(using: &random) ?? 0, of: position().coordinate)
        case 2, 3: return boundingBox().map { .boundingBox($0) }
        default: return .region(region())
        }
    }

    mutating func boundingBox() -> BoundingBox? {
        let (first, second) = (position(), position())
        // West of east or the other way round: the latter crosses the antimeridian.
        return try? BoundingBox(
            west: first.longitude, south: min(first.latitude, second.latitude), east: second.longitude,
            north: max(first.latitude, second.latitude))
    }

    /// A valid region: a few boxes, triangles and boxes with a hole, far enough apart in separate features.
    public mutating func region() -> Region {
        let features = (0..<Int.random(in: 1...3, using: &random)).map { _ -> [Polygon] in
            switch Int.random(in: 0..<3, using: &random) {
            case 0: return [triangle()]
            case 1: return [withHole(box(maximumSide: 20))]
            default: return [box(maximumSide: 60)]
            }
        }
        return Region(name: "random", features: features)
    }

    private mutating func triangle() -> Polygon {
        while true {
            let (a, b, c) = (position(), position(), position())
            let area =
                (b.longitude - a.longitude) * (c.latitude - a.latitude)
                - (b.latitude - a.latitude) * (c.longitude - a.longitude)
            let longest = max(
                abs(a.longitude - b.longitude), abs(b.longitude - c.longitude), abs(c.longitude - a.longitude))
            if area != 0, longest <= 180 { return Polygon(exterior: [a, b, c, a]) }
        }
    }

    private mutating func withHole(_ polygon: Polygon) -> Polygon {
        let rectangle = polygon.rectangle
        let width = rectangle.maxLongitude - rectangle.minLongitude
        let height = rectangle.maxLatitude - rectangle.minLatitude
        guard width >= 0.25, height >= 0.25 else { return polygon }
        let west = IncidentGenerator.grid(rectangle.minLongitude + width / 4)
        let east = IncidentGenerator.grid(rectangle.maxLongitude - width / 4)
        let south = IncidentGenerator.grid(rectangle.minLatitude + height / 4)
        let north = IncidentGenerator.grid(rectangle.maxLatitude - height / 4)
        return Polygon(
            exterior: polygon.exterior,
            holes: [
                [(west, south), (west, north), (east, north), (east, south), (west, south)].map {
                    Position(longitude: $0.0, latitude: $0.1)
                }
            ])
    }
}
