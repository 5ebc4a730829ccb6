import Geometries
public import Incidents
import JSONValues
public import Reports

extension ReportedIncident {
    /// The incident as it is stored: with the report as its source, and the sentences that say it.
    ///
    /// - Parameter report: the report that it was read in.
    /// - Returns: the incident, whose id is made of what it says, so that reading the report again adds nothing.
    public func incident(in report: ReportText) -> Incident {
        var incident = Incident(id: .placeholder)
        incident.geometry = .point(Position(coordinate))
        incident.interval = interval
        incident.timePrecision = timePrecision
        incident.type = type
        incident.title = evidence.first?.text
        incident.place = place
        incident.country = entry.countryName
        incident.admin1 = entry.featureClass == .admin1 ? entry.name : entry.admin1Name
        incident.locationPrecision = entry.featureClass.locationPrecision
        incident.locationRadiusMetres = radiusMetres
        incident.source = report.id
        incident.deathsBest = killed.map(Int64.init)
        incident.confidence = (confidence * 100).rounded() / 100
        incident.measures = wounded.map { [Measure(name: "wounded", value: Double($0))] } ?? []
        incident.citations = [
            Citation(publisher: nil, title: report.title, url: nil, date: report.published.map(\.text))
        ]
        incident.properties = [
            JSONMember("outcome", .string(isFoiled ? "foiled" : "occurred")),
            JSONMember("evidence", .array(evidence.map(\.json))),
            JSONMember("rules", .array(rules.map { .string($0) })),
        ]
        incident.id = IncidentID.minted(from: incident, source: report.id)
        return incident
    }

    /// The incident as a line of `incidents report --format jsonl` shows it.
    public var json: JSONValue {
        func day(_ instant: Instant?) -> JSONValue { instant.map { .string($0.date.text) } ?? .null }
        func count(_ number: Int?) -> JSONValue { number.map { .integer(Int64($0)) } ?? .null }
        return .object([
            JSONMember("type", .string(type)), JSONMember("start", day(interval?.start)),
            JSONMember("end", day(interval?.end)), JSONMember("precision", .string(timePrecision.rawValue)),
            JSONMember("place", .string(place)), JSONMember("place_canonical", .string(entry.name)),
            JSONMember("country", entry.countryCode.map { .string($0) } ?? .null),
            JSONMember("latitude", .real(coordinate.latitude)), JSONMember("longitude", .real(coordinate.longitude)),
            JSONMember("radius_m", .real(radiusMetres)),
            JSONMember("outcome", .string(isFoiled ? "foiled" : "occurred")), JSONMember("killed", count(killed)),
            JSONMember("wounded", count(wounded)), JSONMember("confidence", .real((confidence * 100).rounded() / 100)),
            JSONMember("evidence", .array(evidence.map(\.json))),
            JSONMember("rules", .array(rules.map { .string($0) })),
        ])
    }
}

extension Evidence {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("start", .integer(Int64(range.lowerBound))),
            JSONMember("end", .integer(Int64(range.upperBound))),
            JSONMember("text", .string(text)),
        ])
    }
}

extension ReportReading {
    /// The places and times as a line of `incidents report --annotate` shows them.
    public func annotations(of report: ReportText) -> JSONValue {
        .object([
            JSONMember("id", .string(report.id)),
            JSONMember(
                "toponyms",
                .array(
                    toponyms.map { toponym in
                        .object([
                            JSONMember("start", .integer(Int64(toponym.range.lowerBound))),
                            JSONMember("end", .integer(Int64(toponym.range.upperBound))),
                            JSONMember("name", .string(toponym.name)),
                            JSONMember("latitude", .real(toponym.entry.coordinate.latitude)),
                            JSONMember("longitude", .real(toponym.entry.coordinate.longitude)),
                            JSONMember(
                                "geonamesID", toponym.entry.geonamesID.map { .integer(Int64($0)) } ?? .null),
                        ])
                    })),
            JSONMember(
                "times",
                .array(
                    times.map { time in
                        .object([
                            JSONMember("start", .integer(Int64(time.range.lowerBound))),
                            JSONMember("end", .integer(Int64(time.range.upperBound))),
                            JSONMember("text", .string(time.text)), JSONMember("value", .string(time.value)),
                            JSONMember("from", time.interval.map { .string($0.start.date.text) } ?? .null),
                            JSONMember("until", time.interval.map { .string($0.end.date.text) } ?? .null),
                        ])
                    })),
        ])
    }
}

extension CivilDate {
    /// `YYYY-MM-DD`.
    fileprivate var text: String { String(start.description.prefix(10)) }
}
