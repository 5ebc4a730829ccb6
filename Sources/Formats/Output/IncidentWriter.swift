package import Incidents
package import Queries

/// Writes the answers of queries in one format: a beginning, any number of matches, an end.
package protocol IncidentWriter {
    /// Writes what stands before the first match.
    mutating func begin() throws
    /// Writes a match.
    mutating func write(_ match: Match) throws
    /// Writes what stands after the last match, and hands everything on.
    mutating func end(_ summary: ResultSummary) throws
    /// How many matches the format has no form for.
    var leftOut: Int { get }
    /// Whether it is worth while to offer flat incidents.
    var takesFlatIncidents: Bool { get }
    /// Writes a flat incident; false where it is to come as a match.
    mutating func write(_ incident: FlatIncident) throws -> Bool
}

extension IncidentWriter {
    /// Most formats take every incident.
    package var leftOut: Int { 0 }
    /// Most formats take incidents only as matches.
    package var takesFlatIncidents: Bool { false }
    /// Takes none.
    package mutating func write(_ incident: FlatIncident) throws -> Bool { false }
}

/// What is known of the answer as a whole once all of it was written.
package struct ResultSummary: Hashable, Sendable {
    /// How many incidents matched, those left out by a limit or an offset included; nil where that was not counted.
    package var numberMatched: Int?

    /// Makes a summary.
    package init(numberMatched: Int? = nil) {
        self.numberMatched = numberMatched
    }
}

/// The formats that answers are written in.
public enum ExportFormat: String, Hashable, Sendable, CaseIterable {
    /// One FeatureCollection of RFC 7946.
    case geojson
    /// A Feature a line, or after a record separator each (RFC 8142).
    case geojsonseq
    /// A table with a header line, RFC 4180.
    case csv
    /// A table for people.
    case table
    /// Placemarks of KML 2.2.
    case kml
    /// Waypoints of GPX 1.1.
    case gpx
    /// FlatGeobuf with its index.
    case flatgeobuf
    /// GeoParquet 1.1.
    case geoparquet
    /// A store of its own: a GeoPackage.
    case gpkg
    /// The ids, one a line.
    case ids
    /// The number of matches.
    case count

    /// Whether its columns must be known before the first row.
    public var hasColumns: Bool {
        switch self {
        case .csv, .flatgeobuf, .geoparquet: true
        case .geojson, .geojsonseq, .table, .kml, .gpx, .gpkg, .ids, .count: false
        }
    }

    /// Whether it stands in the order of its own index, so that no other can be asked for.
    public var hasOwnOrder: Bool { self == .flatgeobuf || self == .geoparquet }

    /// Whether it is none for a terminal.
    public var isBinary: Bool { hasOwnOrder || self == .gpkg }
}

/// How many decimals coordinates are written with.
public enum CoordinatePrecision: Hashable, Sendable {
    /// At most so many, without zeros at the end; 7 are a centimetre.
    case decimals(Int)
    /// As many as it takes to read back the very same number.
    case full
}
