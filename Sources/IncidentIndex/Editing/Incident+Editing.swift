public import Gazetteers
import Geometries
public import Incidents
import JSONValues

/// A value typed for a property that cannot hold it.
public struct PropertyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The property.
    public var property: String
    /// The text given.
    public var text: String
    /// What the property takes.
    public var expectation: String

    /// One sentence for a person.
    public var description: String { "\(property) takes \(expectation), not '\(text)'" }
}

extension Incident {
    /// Sets a property from text as a person types it; empty text clears it.
    ///
    /// Names outside the model become the incident's own properties, kept as text.
    /// - Throws: ``PropertyError`` when the text is no value of that property; times and the id are set by their own means.
    public mutating func set(property name: String, toText text: String) throws {
        let value = text.isEmpty ? nil : text
        func failure(_ expectation: String) -> PropertyError {
            PropertyError(property: name, text: text, expectation: expectation)
        }
        func count() throws -> Int64? {
            guard let value else { return nil }
            guard let number = Int64(value), number >= 0 else { throw failure("a whole number that is not negative") }
            return number
        }
        func number(_ range: ClosedRange<Double>, _ expectation: String) throws -> Double? {
            guard let value else { return nil }
            guard let number = Double(value), range.contains(number) else { throw failure(expectation) }
            return number
        }
        switch name {
        case "id": throw failure("no new value: an id stays what it is")
        case "start", "end": throw failure("no value of its own: use --date")
        case "time_precision":
            guard let value else { return timePrecision = nil }
            guard let precision = TimePrecision(rawValue: value) else {
                throw failure(TimePrecision.allCases.map(\.rawValue).joined(separator: ", "))
            }
            timePrecision = precision
        case "type": type = value
        case "title": title = value
        case "place": place = value
        case "country": country = value
        case "admin1": admin1 = value
        case "admin2": admin2 = value
        case "location_precision": locationPrecision = value.map(LocationPrecision.init(rawValue:))
        case "location_radius":
            locationRadiusMetres = try number(0...Double.greatestFiniteMagnitude, "metres, not negative")
        case "source": source = value
        case "source_id": sourceID = value
        case "url": url = value
        case "revision": revision = value
        case "deaths_low": deathsLow = try count()
        case "deaths_best": deathsBest = try count()
        case "deaths_high": deathsHigh = try count()
        case "confidence": confidence = try number(0...1, "a number from 0 through 1")
        case "tags": tags = text.split(separator: ",").map(String.init)
        case "categories", "actors", "measures", "citations":
            try set(list: name, to: value, failure: failure)
        default:
            if let index = properties.firstIndex(where: { $0.name == name }) {
                if let value { properties[index].value = .string(value) } else { properties.remove(at: index) }
            } else if let value {
                properties.append(JSONMember(name, .string(value)))
            }
        }
    }

    private mutating func set(list name: String, to text: String?, failure: (String) -> PropertyError) throws {
        guard let property = FurtherProperty(rawValue: name) else { return }
        let parser = JSONParser()
        guard let json = text == nil ? .array([]) : try? parser.parse(text ?? ""), set(property, to: json) else {
            throw failure("a JSON array such as export writes it")
        }
    }

    /// Places the incident at a gazetteer entry under the name that was used for it.
    public mutating func locate(at entry: GazetteerEntry, named name: String) {
        geometry = .point(Position(entry.coordinate))
        place = name
        locationPrecision = entry.featureClass.locationPrecision
        locationRadiusMetres = entry.precisionRadiusMetres
        if country == nil { country = entry.countryName }
        if admin1 == nil { admin1 = entry.admin1Name }
    }
}

extension FeatureClass {
    /// How finely a place of the class locates what happened there.
    var locationPrecision: LocationPrecision {
        switch self {
        case .country: .country
        case .admin1: .admin1
        case .admin2: .admin2
        default: .place
        }
    }
}

extension TemporalInterval {
    /// The precision that the length suggests, for a span that was given in words.
    public var precisionByLength: TimePrecision {
        switch end.milliseconds - start.milliseconds {
        case 0: .second
        case ...60_000: .minute
        case ...3_600_000: .hour
        case ...Instant.millisecondsPerDay: .day
        case ...(7 * Instant.millisecondsPerDay): .week
        case ...(31 * Instant.millisecondsPerDay): .month
        case ...(366 * Instant.millisecondsPerDay): .year
        default: .unknown
        }
    }
}
