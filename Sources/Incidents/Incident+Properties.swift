public import JSONValues

extension Incident {
    /// The well-known properties in the order in which every format writes them.
    public enum WellKnownProperty: String, CaseIterable, Hashable, Sendable {
        case id, start, end
        case timePrecision = "time_precision"
        case type, title, place, country, admin1
        case locationPrecision = "location_precision"
        case source
        case sourceID = "source_id"
        case url
        case deathsLow = "deaths_low"
        case deathsBest = "deaths_best"
        case deathsHigh = "deaths_high"
        case confidence
    }

    /// Further properties of the model, written after the well-known ones by those incidents that have them.
    public enum FurtherProperty: String, CaseIterable, Hashable, Sendable {
        case admin2
        case locationRadius = "location_radius"
        case revision, categories, actors, measures, citations, tags
    }

    /// The value of a property by its exported name; nil when it is absent or null.
    ///
    /// A name of the model means the model's value; a source's column is reached as `source.NAME` too, which is
    /// the only way to one of the same name.
    /// - Complexity: O(number of source columns).
    public func value(ofProperty name: String) -> JSONValue? {
        if let known = WellKnownProperty(rawValue: name) { return value(of: known) }
        if let further = FurtherProperty(rawValue: name) { return value(of: further) }
        if let own = properties.first(where: { $0.name == name }) { return own.value == .null ? nil : own.value }
        if name.hasPrefix("source.") {
            let inner = String(name.dropFirst(7))
            return properties.first { $0.name == inner }.flatMap { $0.value == .null ? nil : $0.value }
        }
        return nil
    }

    /// The names of the model's own properties.
    public static var exportedNames: [String] {
        WellKnownProperty.allCases.map(\.rawValue) + FurtherProperty.allCases.map(\.rawValue)
    }

    /// Whether a name belongs to the model, so that a source's column of that name is exported as `source.NAME`.
    public static func isReserved(_ name: String) -> Bool {
        WellKnownProperty(rawValue: name) != nil || FurtherProperty(rawValue: name) != nil
    }

    /// The value of a well-known property; times in RFC 3339, with milliseconds only where there are any.
    public func value(of property: WellKnownProperty) -> JSONValue? {
        func string(_ text: String?) -> JSONValue? { text.map { .string($0) } }
        func integer(_ number: Int64?) -> JSONValue? { number.map { .integer($0) } }
        switch property {
        case .id: return .string(id.text)
        case .start: return string(interval?.start.description)
        case .end: return string(interval?.end.description)
        case .timePrecision: return string(timePrecision?.rawValue)
        case .type: return string(type)
        case .title: return string(title)
        case .place: return string(place)
        case .country: return string(country)
        case .admin1: return string(admin1)
        case .locationPrecision: return string(locationPrecision?.rawValue)
        case .source: return string(source)
        case .sourceID: return string(sourceID)
        case .url: return string(url)
        case .deathsLow: return integer(deathsLow)
        case .deathsBest: return integer(deathsBest)
        case .deathsHigh: return integer(deathsHigh)
        case .confidence: return confidence.map { .real($0) }
        }
    }
}
