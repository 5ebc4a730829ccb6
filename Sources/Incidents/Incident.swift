public import Geometries
public import JSONValues

/// Something that happened: where, when, of which kind, and what else its source says of it.
///
///     var incident = Incident(id: id)
///     incident.geometry = .point(longitude: 42.441, latitude: 33.786)
///     incident.interval = TemporalInterval.day(2022, 1, 4)
///     incident.timePrecision = .day
///     incident.type = "drone_attack"
///     incident.place = "al-Asad Airbase"
///
/// Whatever is unknown is nil, which is never the same as zero.
public struct Incident: Hashable, Sendable {
    /// The identity, unique in a store.
    public var id: IncidentID
    /// Where it happened, any GeoJSON geometry in WGS 84; nil when unlocated.
    public var geometry: Geometry?
    /// When it happened, half-open; nil when undated.
    public var interval: TemporalInterval?
    /// How finely the time is known.
    public var timePrecision: TimePrecision?
    /// The kind of incident, such as `drone_attack`.
    public var type: String?
    /// A short title.
    public var title: String?
    /// The place as it was named.
    public var place: String?
    /// The country, as the source writes it.
    public var country: String?
    /// The first-level administrative unit.
    public var admin1: String?
    /// The second-level administrative unit.
    public var admin2: String?
    /// How finely the location is known.
    public var locationPrecision: LocationPrecision?
    /// How far, in metres, the true location may lie from the given one.
    public var locationRadiusMetres: Double?
    /// Who reported or compiled it.
    public var source: String?
    /// The record's identifier at the source.
    public var sourceID: String?
    /// Where to read it.
    public var url: String?
    /// The lowest estimate of deaths.
    public var deathsLow: Int64?
    /// The best estimate of deaths.
    public var deathsBest: Int64?
    /// The highest estimate of deaths.
    public var deathsHigh: Int64?
    /// How sure the source or the extraction is, 0 through 1.
    public var confidence: Double?
    /// The source's own revision mark (a version or the time of its last change).
    public var revision: String?
    /// Further classifications, each with the scheme it comes from.
    public var categories: [IncidentCategory] = []
    /// Who took part, and as what.
    public var actors: [IncidentActor] = []
    /// Measured quantities with their units, such as a magnitude.
    public var measures: [Measure] = []
    /// The reports that the incident rests on.
    public var citations: [Citation] = []
    /// Free keywords.
    public var tags: [String] = []
    /// The source's own columns, in the source's order, as the source wrote them.
    public var properties: [JSONMember] = []

    /// Makes an incident about which nothing is known yet.
    public init(id: IncidentID) {
        self.id = id
    }
}

/// How finely a location is known. A value that a source or an editor made up is kept as it is.
public struct LocationPrecision: RawRepresentable, Hashable, Sendable {
    /// The word that is stored and exported.
    public var rawValue: String

    /// Wraps a word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The very spot.
    public static let exact = LocationPrecision(rawValue: "exact")
    /// Within some 25 km.
    public static let near = LocationPrecision(rawValue: "near")
    /// The named place (a town, a base), not the spot in it.
    public static let place = LocationPrecision(rawValue: "place")
    /// Somewhere in a second-level administrative unit.
    public static let admin2 = LocationPrecision(rawValue: "admin2")
    /// Somewhere in a first-level administrative unit.
    public static let admin1 = LocationPrecision(rawValue: "admin1")
    /// Along a line, or a vague area.
    public static let fuzzy = LocationPrecision(rawValue: "fuzzy")
    /// Somewhere in a country.
    public static let country = LocationPrecision(rawValue: "country")
    /// In international waters or airspace.
    public static let international = LocationPrecision(rawValue: "international")
    /// Not known.
    public static let unknown = LocationPrecision(rawValue: "unknown")
}

/// A classification in a named scheme, such as CAMEO 190 or an ACLED event type.
public struct IncidentCategory: Hashable, Sendable {
    /// The scheme, such as `cameo`.
    public var scheme: String
    /// The code as written, leading zeros kept.
    public var code: String
    /// What the code means.
    public var label: String?

    /// Makes a category.
    public init(scheme: String, code: String, label: String? = nil) {
        self.scheme = scheme
        self.code = code
        self.label = label
    }
}

/// Someone who took part in an incident.
public struct IncidentActor: Hashable, Sendable {
    /// The name as the source writes it.
    public var name: String
    /// The part played, such as `attacker`, `target`, `side_a`.
    public var role: String?
    /// The source's code for the actor.
    public var code: String?

    /// Makes an actor.
    public init(name: String, role: String? = nil, code: String? = nil) {
        self.name = name
        self.role = role
        self.code = code
    }
}

/// A measured quantity.
public struct Measure: Hashable, Sendable {
    /// What was measured, such as `magnitude`.
    public var name: String
    /// The number.
    public var value: Double
    /// The unit, such as `km` or `Mw`.
    public var unit: String?

    /// Makes a measure.
    public init(name: String, value: Double, unit: String? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
    }
}

/// A report that an incident rests on.
public struct Citation: Hashable, Sendable {
    /// Who published it.
    public var publisher: String?
    /// Its title.
    public var title: String?
    /// Where to read it.
    public var url: String?
    /// Its date as written.
    public var date: String?

    /// Makes a citation.
    public init(publisher: String? = nil, title: String? = nil, url: String? = nil, date: String? = nil) {
        self.publisher = publisher
        self.title = title
        self.url = url
        self.date = date
    }
}
