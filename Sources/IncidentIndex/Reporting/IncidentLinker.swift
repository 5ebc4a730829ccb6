import Geometries
public import Incidents
import Queries
import Reports
public import Stores

/// Finds what may be told twice: incidents of like type, near in space and time, in a store or in other reports.
///
///     var linker = IncidentLinker(store: store)
///     for incident in incidents {
///         let links = try linker.links(of: incident)      // suggestions, the likeliest first
///         linker.add(incident)
///     }
///
/// Two incidents may be the same where reports call their types by one another's name (a drone attack is an explosion to
/// another reporter), their days are the same or neighbours, and they lie within each other's precision, or 10 km.
public struct IncidentLinker {
    /// Places that lie closer may be one place, whatever their precision says.
    private static let leastReach = 10_000.0
    /// What is less precise than this, such as a whole country, is near everything and links nothing.
    private static let greatestReach = 150_000.0
    /// How many links an incident gets at most.
    private static let limit = 5

    private let store: IncidentStore?
    /// Incidents of other reports, by the days that they touch.
    private var incidents: [Incident] = []
    private var numbersByDay: [Int64: [Int]] = [:]

    /// Makes a linker that knows the incidents of a store; nil is none.
    public init(store: IncidentStore?) {
        self.store = store
    }

    /// Lets later incidents be linked with this one. What has no time, or spans more than a month, links nothing.
    public mutating func add(_ incident: Incident) {
        guard let days = Self.days(of: incident) else { return }
        for day in days { numbersByDay[day, default: []].append(incidents.count) }
        incidents.append(incident)
    }

    /// The incidents that may be the same, the likeliest first.
    ///
    /// Those that share the source are of the same report and are told apart by it already.
    ///
    /// - Throws: ``StoreError`` where the store cannot be read.
    /// - Complexity: that of a query within 150 km and some days; O(k) in the number of other reports' incidents of these days.
    public func links(of incident: Incident) throws -> [IncidentLink] {
        guard let days = Self.days(of: incident), let point = Self.point(of: incident) else { return [] }
        let reach = Self.reach(of: incident)
        guard reach <= Self.greatestReach else { return [] }
        var links: [IncidentLink] = []
        for number in Set(days.flatMap { numbersByDay[$0] ?? [] }).sorted() {
            let other = incidents[number]
            guard let place = Self.point(of: other) else { continue }
            let metres = Geodesic.distance(from: point, to: place)
            if let link = link(incident, other, metres: metres, isStored: false) { links.append(link) }
        }
        if let store {
            let query = Query(in: .within(metres: reach, of: point), during: try Self.window(of: days))
            try store.forEachMatch(query) { match in
                if let metres = match.distanceInMetres,
                    let link = link(incident, match.incident, metres: metres, isStored: true)
                {
                    links.append(link)
                }
                return true
            }
        }
        links.sort { ($1.confidence, $0.id.text) < ($0.confidence, $1.id.text) }
        return Array(links.prefix(Self.limit))
    }

    private func link(_ one: Incident, _ other: Incident, metres: Double, isStored: Bool) -> IncidentLink? {
        guard one.id != other.id, one.source == nil || one.source != other.source, let days = Self.days(of: one),
            let otherDays = Self.days(of: other), days.overlaps(otherDays)
        else { return nil }
        let reach = max(Self.reach(of: one), Self.reach(of: other))
        guard reach <= Self.greatestReach, metres <= reach else { return nil }
        guard let type = one.type, let otherType = other.type, TypeFamily.areAlike(type, otherType) else { return nil }
        let isSameDay = days.dropFirst().dropLast().overlaps(otherDays.dropFirst().dropLast())
        let confidence =
            (type == otherType ? 0.4 : 0.25) + (isSameDay ? 0.3 : 0.1) + 0.3 * (1 - metres / reach)
        return IncidentLink(
            id: other.id, type: other.type, interval: other.interval, metres: metres, confidence: confidence,
            isStored: isStored)
    }

    /// Where an incident of a report is: reports give points.
    private static func point(of incident: Incident) -> Coordinate? {
        guard case .point(let position)? = incident.geometry else { return nil }
        return position.coordinate
    }

    private static func reach(of incident: Incident) -> Double {
        max(leastReach, incident.locationRadiusMetres ?? 0)
    }

    /// The days of an incident and their neighbours, counted from 1970; nil for what is too long to be one event.
    private static func days(of incident: Incident) -> Range<Int64>? {
        guard let interval = incident.interval else { return nil }
        let first = day(interval.start)
        let last = day(Instant(milliseconds: interval.lastMillisecond))
        guard last - first <= 31 else { return nil }
        return first - 1..<last + 2
    }

    private static func day(_ instant: Instant) -> Int64 {
        let day = instant.milliseconds / Instant.millisecondsPerDay
        return instant.milliseconds < day * Instant.millisecondsPerDay ? day - 1 : day
    }

    private static func window(of days: Range<Int64>) throws(TemporalError) -> TemporalPredicate {
        try TemporalPredicate(
            since: Instant(milliseconds: days.lowerBound * Instant.millisecondsPerDay),
            until: Instant(milliseconds: days.upperBound * Instant.millisecondsPerDay))
    }
}
