public import Incidents
import Regions

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
    /// The hour of the day of their start, by the clocks of a zone (nil is UTC); `(none)` where it is not known.
    case hour(AssumedZone?)
    /// The day of the week of their start, by the clocks of a zone (nil is UTC); `(none)` where it is not known.
    case weekday(AssumedZone?)
    /// The cells of a grid of so many degrees that they intersect.
    case grid(DegreeCells)
    /// The regions that they intersect.
    case regions(title: String, [LabelledRegion])

    /// Whether it is by regions.
    var isRegional: Bool { if case .regions = self { true } else { false } }

    /// The heading of the column.
    public var title: String {
        switch self {
        case .type: "type"
        case .year: "year"
        case .month: "month"
        case .week: "week"
        case .day: "day"
        case .hour: "hour"
        case .weekday: "weekday"
        case .grid: "grid"
        case .regions(let title, _): title
        }
    }

    /// Whether its groups are areas.
    public var isSpatial: Bool {
        switch self {
        case .grid, .regions: true
        case .type, .year, .month, .week, .day, .hour, .weekday: false
        }
    }
}
