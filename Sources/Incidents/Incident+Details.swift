public import JSONValues

// The lists of an incident as JSON: how the store keeps them and the formats write them.
extension Incident {
    /// The value of a further property; nil when the incident does not have it.
    public func value(of property: FurtherProperty) -> JSONValue? {
        func list<Element>(_ elements: [Element], _ json: (Element) -> JSONValue) -> JSONValue? {
            elements.isEmpty ? nil : .array(elements.map(json))
        }
        switch property {
        case .admin2: return admin2.map { .string($0) }
        case .locationRadius: return locationRadiusMetres.map { .real($0) }
        case .revision: return revision.map { .string($0) }
        case .categories: return list(categories, \.json)
        case .actors: return list(actors, \.json)
        case .measures: return list(measures, \.json)
        case .citations: return list(citations, \.json)
        case .tags: return list(tags) { .string($0) }
        }
    }

    /// Takes a further property from its JSON form.
    ///
    /// - Returns: false, and changes nothing, when the value is not of that form; nothing of it is dropped silently.
    public mutating func set(_ property: FurtherProperty, to value: JSONValue) -> Bool {
        func all<Element>(_ make: (JSONValue) -> Element?) -> [Element]? {
            guard case .array(let values) = value else { return nil }
            let elements = values.compactMap(make)
            return elements.count == values.count ? elements : nil
        }
        switch property {
        case .admin2:
            guard case .string(let text) = value else { return false }
            admin2 = text
        case .locationRadius:
            guard let number = value.number, number.isFinite, number >= 0 else { return false }
            locationRadiusMetres = number
        case .revision:
            guard case .string(let text) = value else { return false }
            revision = text
        case .categories:
            guard let elements = all(IncidentCategory.init(json:)) else { return false }
            categories = elements
        case .actors:
            guard let elements = all(IncidentActor.init(json:)) else { return false }
            actors = elements
        case .measures:
            guard let elements = all(Measure.init(json:)) else { return false }
            measures = elements
        case .citations:
            guard let elements = all(Citation.init(json:)) else { return false }
            citations = elements
        case .tags:
            guard let elements = all({ if case .string(let text) = $0 { text } else { nil } }) else { return false }
            tags = elements
        }
        return true
    }
}

extension JSONValue {
    /// The number, of either kind.
    package var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .bigInteger(let digits): Double(digits)
        case .real(let value): value
        default: nil
        }
    }
}

/// The members of a JSON object whose keys are all among the known ones, so that reading it loses nothing.
private struct Members {
    private var values: [String: JSONValue] = [:]

    init?(_ json: JSONValue, known: Set<String>) {
        guard case .object(let members) = json else { return nil }
        for member in members {
            guard known.contains(member.name), values.updateValue(member.value, forKey: member.name) == nil else {
                return nil
            }
        }
    }

    /// Nil in nil when the value is there but no string.
    func string(_ name: String) -> String?? {
        switch values[name] {
        case nil, .null: .some(nil)
        case .string(let text): .some(text)
        default: nil
        }
    }

    func number(_ name: String) -> Double? { values[name]?.number }
}

/// An object of the members that are present.
private func object(_ members: (String, String?)...) -> JSONValue {
    .object(members.compactMap { name, text in text.map { JSONMember(name, .string($0)) } })
}

extension IncidentCategory {
    fileprivate var json: JSONValue { object(("scheme", scheme), ("code", code), ("label", label)) }

    fileprivate init?(json: JSONValue) {
        guard let members = Members(json, known: ["scheme", "code", "label"]),
            case .some(.some(let scheme)) = members.string("scheme"),
            case .some(.some(let code)) = members.string("code"), let label = members.string("label")
        else { return nil }
        self.init(scheme: scheme, code: code, label: label)
    }
}

extension IncidentActor {
    fileprivate var json: JSONValue { object(("name", name), ("role", role), ("code", code)) }

    fileprivate init?(json: JSONValue) {
        guard let members = Members(json, known: ["name", "role", "code"]),
            case .some(.some(let name)) = members.string("name"), let role = members.string("role"),
            let code = members.string("code")
        else { return nil }
        self.init(name: name, role: role, code: code)
    }
}

extension Measure {
    fileprivate var json: JSONValue {
        var members = [JSONMember("name", .string(name)), JSONMember("value", .real(value))]
        if let unit { members.append(JSONMember("unit", .string(unit))) }
        return .object(members)
    }

    fileprivate init?(json: JSONValue) {
        guard let members = Members(json, known: ["name", "value", "unit"]),
            case .some(.some(let name)) = members.string("name"), let value = members.number("value"),
            let unit = members.string("unit")
        else { return nil }
        self.init(name: name, value: value, unit: unit)
    }
}

extension Citation {
    fileprivate var json: JSONValue {
        object(("publisher", publisher), ("title", title), ("url", url), ("date", date))
    }

    fileprivate init?(json: JSONValue) {
        guard let members = Members(json, known: ["publisher", "title", "url", "date"]),
            let publisher = members.string("publisher"), let title = members.string("title"),
            let url = members.string("url"), let date = members.string("date")
        else { return nil }
        self.init(publisher: publisher, title: title, url: url, date: date)
    }
}
