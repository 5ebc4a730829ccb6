import IncidentIndex

/// Writes what `locate --at` found.
struct SurroundingsOutput {
    let format: LocateCommand.Format

    func bytes(_ answers: [(point: Coordinate, found: Surroundings)]) -> [UInt8] {
        switch format {
        case .text: Array(table(answers).utf8)
        case .json: Array((JSONValue.array(answers.map { .object(members($0, located: true)) }).text + "\n").utf8)
        case .geojson: Array((featureCollection(answers).text + "\n").utf8)
        }
    }

    private func table(_ answers: [(point: Coordinate, found: Surroundings)]) -> String {
        var table = TextTable(
            header: ["longitude", "latitude", "country", "admin1", "nearest", "km"], numericColumns: [0, 1, 5])
        for (point, found) in answers {
            table.append(
                [
                    number(point.longitude, 4), number(point.latitude, 4), found.country?.name ?? "",
                    found.admin1?.name ?? "", found.nearest?.name ?? "",
                    found.nearestMetres.map { number($0 / 1_000, 1) } ?? "",
                ].map(TerminalText.escaped))
        }
        return table.text
    }

    private func featureCollection(_ answers: [(point: Coordinate, found: Surroundings)]) -> JSONValue {
        let features = answers.map { answer -> JSONValue in
            let position = JSONValue.array([.real(answer.point.longitude), .real(answer.point.latitude)])
            return .object([
                JSONMember("type", .string("Feature")),
                JSONMember(
                    "geometry",
                    .object([JSONMember("type", .string("Point")), JSONMember("coordinates", position)])),
                JSONMember("properties", .object(members(answer, located: false))),
            ])
        }
        return .object([JSONMember("type", .string("FeatureCollection")), JSONMember("features", .array(features))])
    }

    private func members(_ answer: (point: Coordinate, found: Surroundings), located: Bool) -> [JSONMember] {
        func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        let found = answer.found
        var members: [JSONMember] = []
        if located {
            members.append(JSONMember("longitude", .real(answer.point.longitude)))
            members.append(JSONMember("latitude", .real(answer.point.latitude)))
        }
        return members + [
            JSONMember("country", optional(found.country?.name)),
            JSONMember("country_code", optional(found.country?.countryCode)),
            JSONMember("admin1", optional(found.admin1?.name)),
            JSONMember("admin1_code", optional(found.admin1?.isoCode)),
            JSONMember("nearest", optional(found.nearest?.name)),
            JSONMember("nearest_source", optional(found.nearest?.source)),
            JSONMember("distance_m", found.nearestMetres.map { .real($0.rounded()) } ?? .null),
        ]
    }

    private func number(_ value: Double, _ decimals: Int) -> String {
        var writer = JSONWriter()
        writer.write(value, decimals: decimals)
        return writer.text
    }
}
