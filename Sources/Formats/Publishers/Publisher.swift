import Incidents
import JSONValues

/// Knows the columns of one publisher's files: what their codes, units and precisions say beyond the columns' names.
///
/// A publisher's rows are read like any others, by its own mapping of columns, and then completed by what only it knows.
/// Its word also begins the ids, so that the same record in two of its files is one incident.
protocol Publisher: Sendable {
    /// The word that the ids of its records begin with.
    var name: String { get }
    /// The format, as `--format` takes it.
    var format: ImportFormat { get }
    /// The columns that every file of the publisher has, in this spelling.
    var signature: [String] { get }
    /// Which column is taken for which field; of several columns for a field the first that the file has.
    var columns: [(field: ColumnField, names: [String])] { get }
    /// The zone of times that name none, where the publisher defines it.
    var zone: AssumedZone? { get }
    /// Whether ``complete(_:from:)`` reads the time too.
    var readsTime: Bool { get }

    /// Adds what the columns say beyond their mapping.
    ///
    /// - Throws: ``RowError`` for a location or a time that is wrong; what else does not fit leaves its field unknown.
    func complete(_ incident: inout Incident, from cells: inout NamedCells) throws(RowError)
}

extension Publisher {
    var zone: AssumedZone? { nil }
    var readsTime: Bool { false }

    /// The mapping of a file's columns; what the user names goes first.
    func mapping(of names: [String], explicit: ColumnMapping) -> ColumnMapping {
        var mapping = explicit
        for (field, candidates) in columns where mapping[field] == nil {
            mapping[field] = candidates.first(where: names.contains)
        }
        return mapping
    }
}

/// The publishers that are known.
enum Publishers {
    static let all: [any Publisher] = [UCDP(), ACLED(), USGSComCat(), NASAFIRMS(), NOAAStormEvents(), GDELT()]

    /// The publisher of a file with these columns.
    ///
    /// - Parameters:
    ///   - columns: the names of a table's columns or of a feature's properties.
    ///   - format: the format asked for; of `auto`, any publisher may be meant, of `csv` and its like none.
    /// - Returns: the publisher, or nil where the columns are nobody's.
    /// - Throws: ``FormatError`` when the publisher asked for is another one.
    static func recognise(
        _ columns: [String], askedFor format: ImportFormat
    ) throws(FormatError) -> (any Publisher)? {
        let names = Set(columns)
        if format == .auto { return all.first { $0.signature.allSatisfy(names.contains) } }
        guard let publisher = all.first(where: { $0.format == format }) else { return nil }
        if let missing = publisher.signature.first(where: { !names.contains($0) }) {
            throw FormatError(
                "this is no file of the format \(format.rawValue): it has no column '\(missing)'",
                advice: "leave --format away; the columns are: \(ColumnGuesser.list(columns))")
        }
        return publisher
    }
}
