import Geometries
import Incidents
import Regions

/// Turns incidents into the numbers of their groups in one grouping, and numbers into names.
///
/// A number orders the groups where it stands for a time, a day of the week or a cell; `absent` is the last of all.
struct GroupKeys {
    /// The number of the group of incidents without a value.
    static let absent = Int64.max

    private let grouping: Grouping
    let classifier: RegionClassifier?
    private var types: [String: Int64] = [:]
    private var typeNames: [String] = []

    /// Prepares a grouping; regions that GEOS refuses are left out.
    init(_ grouping: Grouping) throws {
        self.grouping = grouping
        if case .regions(_, let regions) = grouping {
            classifier = try RegionClassifier(regions)
        } else {
            classifier = nil
        }
    }

    /// Regions that could not be prepared, and why.
    var unusableRegions: [(label: String, reason: String)] { classifier?.unusable ?? [] }

    /// Puts the numbers of an incident's groups into `numbers`; there is always one at least.
    mutating func find(_ incident: Incident, _ numbers: inout [Int64]) throws {
        numbers.removeAll(keepingCapacity: true)
        switch grouping {
        case .type: numbers.append(incident.type.map { number(ofType: $0) } ?? GroupKeys.absent)
        case .year, .month, .week, .day, .hour, .weekday:
            if let interval = incident.interval, let number = number(of: interval) { numbers.append(number) }
        case .grid(let cells):
            guard let geometry = incident.geometry else { break }
            if case .point(let position) = geometry {
                numbers.append(Int64(cells.cell(longitude: position.longitude, latitude: position.latitude)))
            } else {
                for cell in cells.cells(under: geometry.rectangle)
                where try geometry.meets(cells.rectangle(of: cell)) { numbers.append(Int64(cell)) }
            }
        case .regions:
            guard let geometry = incident.geometry else { break }
            for index in try classifier?.indexes(for: geometry) ?? [] { numbers.append(Int64(index)) }
        }
        if numbers.isEmpty { numbers.append(GroupKeys.absent) }
    }

    /// The group in time of an interval, by its start; nil where it is not known finely enough.
    private func number(of interval: TemporalInterval) -> Int64? {
        let length = interval.end.milliseconds - interval.start.milliseconds
        switch grouping {
        case .year, .month, .week, .day: return grouping.period(of: interval.start)
        case .hour(let zone):
            return length <= Instant.millisecondsPerDay / 24 ? Int64(interval.start.local(in: zone).hour) : nil
        case .weekday(let zone):
            return length <= Instant.millisecondsPerDay ? Int64(interval.start.local(in: zone).date.weekday) : nil
        case .type, .grid, .regions: return nil
        }
    }

    private mutating func number(ofType name: String) -> Int64 {
        if let known = types[name] { return known }
        let number = Int64(typeNames.count)
        types[name] = number
        typeNames.append(name)
        return number
    }

    /// Whether one group stands before another: by name where the numbers mean nothing.
    func precedes(_ first: Int64, _ second: Int64) -> Bool {
        if first == GroupKeys.absent || second == GroupKeys.absent {
            return second == GroupKeys.absent && first != second
        }
        switch grouping {
        case .type, .regions: return name(of: first).utf8.lexicographicallyPrecedes(name(of: second).utf8)
        case .year, .month, .week, .day, .hour, .weekday, .grid: return first < second
        }
    }

    /// The name of a group.
    func name(of number: Int64) -> String {
        guard number != GroupKeys.absent else { return CountTable.noValue }
        let value = Int(number)
        return switch grouping {
        case .type: typeNames[value]
        case .year: GroupKeys.padded(value, 4)
        case .month: "\(GroupKeys.padded(value / 12, 4))-\(GroupKeys.padded(value % 12 + 1, 2))"
        case .week: CivilDate(daysSinceEpoch: value).start.key(of: .week)
        case .day: CivilDate(daysSinceEpoch: value).start.key(of: .day)
        case .hour: GroupKeys.padded(value, 2)
        case .weekday: RecurringTime.shortWeekdays[value - 1]
        case .grid(let cells): cells.label(of: value)
        case .regions: classifier?.labels[value] ?? CountTable.noValue
        }
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Instant {
    /// What clocks of a zone show, UTC where none is named.
    fileprivate func local(in zone: AssumedZone?) -> Instant { zone.map { local(in: $0) } ?? self }
}

extension Geometry {
    /// Whether it has a point in common with a rectangle.
    fileprivate func meets(_ rectangle: Rectangle) throws -> Bool {
        try PreparedRegion(Region(Polygon(rectangle))).matches(self)
    }
}
