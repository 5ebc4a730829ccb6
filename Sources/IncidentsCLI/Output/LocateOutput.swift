import IncidentIndex

/// Writes what `locate` found.
struct LocateOutput {
    let format: LocateCommand.Format

    /// What was found for a name, or for a phrase that says how something lies to places.
    struct Answer {
        var name: String
        var candidates: [Candidate]
        var whereabouts: Whereabouts?
    }

    func bytes(_ answers: [Answer]) -> [UInt8] {
        switch format {
        case .text: Array(table(answers).utf8)
        case .json: Array((json(answers).text + "\n").utf8)
        case .geojson: Array((featureCollection(answers).text + "\n").utf8)
        }
    }

    private func table(_ answers: [Answer]) -> String {
        let manyNames = answers.count > 1
        var table = TextTable(
            header: (manyNames ? ["asked"] : []) + [
                "name", "class", "in", "longitude", "latitude", "score", "found by",
            ],
            numericColumns: manyNames ? [4, 5, 6] : [3, 4, 5])
        for answer in answers {
            if let found = answer.whereabouts {
                table.append(((manyNames ? [answer.name] : []) + cells(found)).map(TerminalText.escaped))
                continue
            }
            for candidate in answer.candidates {
                let entry = candidate.entry
                let cells = [
                    entry.name, entry.featureClass.rawValue, chain(entry).joined(separator: ", "),
                    fixed(entry.coordinate.longitude, 4), fixed(entry.coordinate.latitude, 4),
                    fixed(candidate.score, 2),
                    candidate.step.rawValue,
                ]
                table.append(((manyNames ? [answer.name] : []) + cells).map(TerminalText.escaped))
            }
        }
        return answers.allSatisfy(\.candidates.isEmpty) ? "" : table.text
    }

    /// The row of a phrase: the places that it goes by, and what it makes of them.
    private func cells(_ found: Whereabouts) -> [String] {
        let kilometres = fixed(found.radiusMetres / 1_000, 1)
        let kind =
            switch found.geometry {
            case .point: "point, within \(kilometres) km"
            case .lineString, .multiLineString: "line, within \(kilometres) km"
            default: "part"
            }
        return [
            found.places.map(\.entry.name).joined(separator: " – "), kind,
            found.places.first.map { chain($0.entry).joined(separator: ", ") } ?? "", fixed(found.point.longitude, 4),
            fixed(found.point.latitude, 4), fixed(found.places.map(\.score).min() ?? 0, 2), "phrase",
        ]
    }

    /// What a phrase says, for a machine.
    private func members(_ found: Whereabouts) -> [JSONMember] {
        func number(_ value: Double?) -> JSONValue { value.map { .real($0) } ?? .null }
        let said: [JSONMember] =
            switch found.phrase {
            case .away(let metres, let point, _):
                [
                    JSONMember("phrase", .string("away")), JSONMember("distance_m", number(metres)),
                    JSONMember("direction", point.map { .string($0.rawValue) } ?? .null),
                ]
            case .near: [JSONMember("phrase", .string("near"))]
            case .between: [JSONMember("phrase", .string("between"))]
            case .part(let point, _):
                [
                    JSONMember("phrase", .string("part")),
                    JSONMember("direction", .string(point?.rawValue ?? "centre")),
                ]
            }
        return said + [
            JSONMember("radius_m", .real(found.radiusMetres)), JSONMember("longitude", .real(found.point.longitude)),
            JSONMember("latitude", .real(found.point.latitude)),
        ]
    }

    /// What holds the place, the nearest first.
    private func chain(_ entry: GazetteerEntry) -> [String] {
        [entry.admin1Name, entry.countryName].compactMap { $0 }.filter { $0 != entry.name }
    }

    private func json(_ answers: [Answer]) -> JSONValue {
        .array(
            answers.map { answer -> JSONValue in
                var members = [JSONMember("query", .string(answer.name))]
                if let found = answer.whereabouts { members += self.members(found) }
                let candidates = answer.candidates.map { JSONValue.object(properties($0, located: true)) }
                members.append(JSONMember("candidates", .array(candidates)))
                return .object(members)
            })
    }

    private func featureCollection(_ answers: [Answer]) -> JSONValue {
        let features = answers.flatMap { answer -> [JSONValue] in
            if let found = answer.whereabouts { return [feature(found, asked: answer.name)] }
            return answer.candidates.map { candidate -> JSONValue in
                let place = candidate.entry.coordinate
                let point = JSONValue.object([
                    JSONMember("type", .string("Point")),
                    JSONMember("coordinates", .array([.real(place.longitude), .real(place.latitude)])),
                ])
                return .object([
                    JSONMember("type", .string("Feature")), JSONMember("geometry", point),
                    JSONMember(
                        "properties",
                        .object([JSONMember("query", .string(answer.name))] + properties(candidate, located: false))),
                ])
            }
        }
        return .object([JSONMember("type", .string("FeatureCollection")), JSONMember("features", .array(features))])
    }

    private func feature(_ found: Whereabouts, asked name: String) -> JSONValue {
        var members = [JSONMember("query", .string(name))]
        members += self.members(found)
        let places = found.places.map { JSONValue.object(properties($0, located: true)) }
        members.append(JSONMember("places", .array(places)))
        return .object([
            JSONMember("type", .string("Feature")), JSONMember("geometry", found.geometry.jsonValue),
            JSONMember("properties", .object(members)),
        ])
    }

    private func properties(_ candidate: Candidate, located: Bool) -> [JSONMember] {
        let entry = candidate.entry
        func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        var members = [
            JSONMember("name", .string(entry.name)), JSONMember("class", .string(entry.featureClass.rawValue)),
            JSONMember("admin2", optional(entry.admin2Name)), JSONMember("admin1", optional(entry.admin1Name)),
            JSONMember("country", optional(entry.countryName)), JSONMember("country_code", optional(entry.countryCode)),
        ]
        if located {
            members.append(JSONMember("longitude", .real(entry.coordinate.longitude)))
            members.append(JSONMember("latitude", .real(entry.coordinate.latitude)))
        }
        return members + [
            JSONMember("precision_m", .real(entry.precisionRadiusMetres)),
            JSONMember("population", entry.population.map { .integer(Int64($0)) } ?? .null),
            JSONMember("score", .real((candidate.score * 1_000).rounded() / 1_000)),
            JSONMember("step", .string(candidate.step.rawValue)),
            JSONMember("matched_name", .string(candidate.matchedName)),
            JSONMember("has_region", .bool(entry.hasOutline)),
            JSONMember("source", .string(entry.source)),
        ]
    }

    private func fixed(_ value: Double, _ decimals: Int) -> String {
        var writer = JSONWriter()
        writer.write(value, decimals: decimals)
        return writer.text
    }
}
