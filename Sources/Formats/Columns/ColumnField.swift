/// What a column of a table, or a property of a feature, can mean.
public enum ColumnField: String, Hashable, Sendable, CaseIterable {
    /// Degrees east.
    case longitude
    /// Degrees north.
    case latitude
    /// A geometry as well-known text.
    case wkt
    /// The name of a place, to be resolved.
    case place
    /// The date or time, or the first of two.
    case start
    /// The last date or time; a bare date is included.
    case end
    /// The time of day, where ``start`` holds only a date.
    case time
    /// The source's own identifier of the record.
    case id
    /// The kind of incident.
    case type
    /// A short title.
    case title
    /// The country.
    case country
    /// The first-level administrative unit.
    case admin1
    /// The second-level administrative unit.
    case admin2
    /// How finely the time is known.
    case timePrecision = "time_precision"
    /// How finely the location is known.
    case locationPrecision = "location_precision"
    /// How far off the location may be, in metres.
    case locationRadius = "location_radius"
    /// Who reported or compiled it.
    case source
    /// Where to read it.
    case url
    /// The lowest estimate of deaths.
    case deathsLow = "deaths_low"
    /// The best estimate of deaths.
    case deathsBest = "deaths_best"
    /// The highest estimate of deaths.
    case deathsHigh = "deaths_high"
    /// How sure the source is, 0 through 1.
    case confidence

    /// The field of a name as a user types it, with the usual short forms.
    public init?(name: String) {
        if let field = ColumnField(rawValue: name) {
            self = field
            return
        }
        switch name.lowercased() {
        case "lon", "lng", "long", "x": self = .longitude
        case "lat", "y": self = .latitude
        case "geometry", "geom": self = .wkt
        case "date", "datetime", "begin": self = .start
        case "source_id": self = .id
        case "deaths": self = .deathsBest
        default: return nil
        }
    }
}
