import IncidentIndex

/// Writes what `locate` found.
struct LocateOutput {
    let format: LocateCommand.Format

    func bytes(_ answers: [(name: String, candidates: [Candidate])]) -> [UInt8] {
        switch format {
        case .text: Array(table(answers).utf8)
        case .json: Array((json(answers).text + "\n").utf8)
        case .geojson: Array((featureCollection(answers).text + "\n").utf8)
        }
    }

    private func table(_ answers: [(name: String, candidates: [Candidate])]) -> String {
        let manyNames = answers.count > 1
        var table = TextTable(
            header: (manyNames ? ["asked"] : []) + [
                "name", "class", "in", "longitude", "latitude", "score", "found by",
            ],
            numericColumns: manyNames ? [4, 5, 6] : [3, 4, 5])
        for answer in answers {
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

    /// What holds the place, the nearest first.
    private func chain(_ entry: GazetteerEntry) -> [String] {
        [entry.admin1Name, entry.countryName].compactMap { $0 }.filter { $0 != entry.name }
    }

    private func json(_ answers: [(name: String, candidates: [Candidate])]) -> JSONValue {
        .array(
            answers.map { answer in
                .object([
                    JSONMember("query", .string(answer.name)),
                    JSONMember("candidates", .array(answer.candidates.map { .object(properties($0, located: true)) })),
                ])
            })
    }

    private func featureCollection(_ answers: [(name: String, candidates: [Candidate])]) -> JSONValue {
        let features = answers.flatMap { answer in
            answer.candidates.map { candidate -> JSONValue in
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

    private func properties(_ candidate: Candidate, located: Bool) -> [JSONMember] {
        let entry = candidate.entry
        func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        var members = [
            JSONMember("name", .string(entry.name)), JSONMember("class", .string(entry.featureClass.rawValue)),
            JSONMember("admin1", optional(entry.admin1Name)), JSONMember("country", optional(entry.countryName)),
            JSONMember("country_code", optional(entry.countryCode)),
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
