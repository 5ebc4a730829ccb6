import Gazetteers
public import JSONValues
public import Reports

extension ResolvedName {
    /// The names of a text as a line of `incidents locate --spans` shows them.
    ///
    /// - Parameters:
    ///   - names: the names, in the order in which they are to be written.
    ///   - report: the text that they stand in.
    /// - Returns: an object of the text's id and the names as `toponyms`.
    public static func json(_ names: [ResolvedName], of report: ReportText) -> JSONValue {
        .object([JSONMember("id", .string(report.id)), JSONMember("toponyms", .array(names.map(\.json)))])
    }

    private var json: JSONValue {
        func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        return .object([
            JSONMember("start", .integer(Int64(range.lowerBound))),
            JSONMember("end", .integer(Int64(range.upperBound))),
            JSONMember("name", .string(name)),
            JSONMember("latitude", entry.map { .real($0.coordinate.latitude) } ?? .null),
            JSONMember("longitude", entry.map { .real($0.coordinate.longitude) } ?? .null),
            JSONMember("geonamesID", entry?.geonamesID.map { .integer(Int64($0)) } ?? .null),
            JSONMember("place", optional(entry?.name)), JSONMember("class", optional(entry?.featureClass.rawValue)),
            JSONMember("admin1", optional(entry?.admin1Name)), JSONMember("country", optional(entry?.countryCode)),
        ])
    }
}

extension GazetteerEntry {
    /// The place's number at GeoNames, where it is one of theirs.
    var geonamesID: Int? { source == "geonames" ? sourceID : nil }
}
