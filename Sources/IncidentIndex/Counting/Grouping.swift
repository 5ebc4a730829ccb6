public import Gazetteers
import Geometries
import Incidents
public import Regions

/// What incidents are counted by.
public enum Grouping: Sendable {
    /// Their type.
    case type
    /// The year of their start.
    case year
    /// The month of their start.
    case month
    /// The ISO week of their start.
    case week
    /// The day of their start.
    case day
    /// The regions that they intersect.
    case regions(title: String, [LabelledRegion])

    /// The heading of the column.
    public var title: String {
        switch self {
        case .type: "type"
        case .year: "year"
        case .month: "month"
        case .week: "week"
        case .day: "day"
        case .regions(let title, _): title
        }
    }
}

/// A region and what to call it in a count.
public struct LabelledRegion: Sendable {
    /// The label.
    public var label: String
    /// The region.
    public var region: Region

    /// Makes a labelled region.
    public init(label: String, region: Region) {
        self.label = label
        self.region = region
    }
}

extension LabelledRegion {
    /// All countries or first-level units of a gazetteer; a unit's label names its country.
    ///
    /// - Throws: ``GazetteerError`` for a broken gazetteer.
    public static func all(_ featureClass: FeatureClass, of gazetteer: Gazetteer) throws -> [LabelledRegion] {
        try gazetteer.units(of: featureClass).map { entry, region in
            let country = featureClass == .country ? nil : entry.countryName
            return LabelledRegion(label: country.map { "\($0): \(entry.name)" } ?? entry.name, region: region)
        }
    }
}

/// How incidents fall into groups.
public struct CountTable: Sendable {
    /// One row: its keys in the order of the groupings, and how many incidents have them.
    public struct Row: Hashable, Sendable {
        /// The keys.
        public var keys: [String]
        /// How many incidents.
        public var count: Int
    }

    /// The headings of the keys.
    public var titles: [String]
    /// The rows in the order of their keys, `(none)` last.
    public var rows: [Row]
    /// How many incidents there are in all; an incident that lies in two regions counts once here.
    public var total: Int
    /// Regions that could not be used, and why.
    public var unusableRegions: [(label: String, reason: String)]

    /// What stands for an absent value: no date, no location, in no region.
    public static let noValue = "(none)"
}

extension Instant {
    /// The key of a group in time: `2022`, `2022-01`, `2022-W01` or `2022-01-04`.
    package func key(of grouping: Grouping) -> String {
        let date = date
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        switch grouping {
        case .year: return padded(date.year, 4)
        case .month: return "\(padded(date.year, 4))-\(padded(date.month, 2))"
        case .week:
            // A week belongs to the year of its Thursday; 1970-01-01 was one.
            let days = date.daysSinceEpoch
            let weekday = ((days + 3) % 7 + 7) % 7
            let thursday = CivilDate(daysSinceEpoch: days - weekday + 3)
            let firstOfYear = thursday.daysSinceEpoch - CivilDate.daysBefore(thursday)
            return "\(padded(thursday.year, 4))-W\(padded((thursday.daysSinceEpoch - firstOfYear) / 7 + 1, 2))"
        default: return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
        }
    }
}

extension CivilDate {
    /// How many days of its year lie before a date.
    fileprivate static func daysBefore(_ date: CivilDate) -> Int {
        (1..<date.month).reduce(date.day - 1) { $0 + length(ofMonth: $1, in: date.year) }
    }
}
