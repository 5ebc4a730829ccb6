public import Geometries

/// A known place.
public struct GazetteerEntry: Hashable, Sendable, Identifiable {
    /// The place's number in its gazetteer file; smaller numbers are more important places.
    public let id: Int
    /// The place's main name, as its source writes it.
    public let name: String
    /// What kind of place it is.
    public let featureClass: FeatureClass
    /// Where a reader would put a pin for it.
    public let coordinate: Coordinate
    /// How far from the coordinate the place may reach, in metres.
    public let precisionRadiusMetres: Double
    /// The ISO 3166-1 alpha-2 code of its country; nil on the high seas and in places without a country.
    public let countryCode: String?
    /// The main name of its country.
    public let countryName: String?
    /// The main name of the second-level unit that holds it, such as a district or county; nil where that is not known.
    public let admin2Name: String?
    /// The main name of the first-level unit that holds it; nil for countries and for first-level units themselves.
    public let admin1Name: String?
    /// The ISO 3166 code of a country or unit, where it has one: `IQ`, `IQ-AN`.
    public let isoCode: String?
    /// How many people live there, to three digits; nil where the source does not say.
    public let population: Int?
    /// How likely a report is to mean this place by its name, 0 through 1.
    public let importance: Double
    /// Where the facts come from: `geonames`, `ourairports`, `natural_earth` or `supplement`.
    public let source: String
    /// The number that the source gives the place, where it gives one.
    public let sourceID: Int?
    /// Whether an airport is closed.
    public let isClosed: Bool
    /// Whether it is the seat of its country's government.
    public let isCapital: Bool
    /// Whether the gazetteer has its outline.
    public let hasOutline: Bool

    /// The name with the unit and country that hold it: "Hit, Al Anbār, Iraq".
    public var qualifiedName: String {
        var parts = [name]
        for part in [admin1Name, countryName].compactMap(\.self) where parts.last != part {
            parts.append(part)
        }
        return parts.joined(separator: ", ")
    }
}
