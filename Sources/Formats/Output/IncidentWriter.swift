package import Queries

/// Writes the answers of queries in one format: a beginning, any number of matches, an end.
package protocol IncidentWriter {
    /// Writes what stands before the first match.
    mutating func begin() throws
    /// Writes a match.
    mutating func write(_ match: Match) throws
    /// Writes what stands after the last match, and hands everything on.
    mutating func end(_ summary: ResultSummary) throws
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
    /// The ids, one a line.
    case ids
    /// The number of matches.
    case count
}

/// How many decimals coordinates are written with.
public enum CoordinatePrecision: Hashable, Sendable {
    /// At most so many, without zeros at the end; 7 are a centimetre.
    case decimals(Int)
    /// As many as it takes to read back the very same number.
    case full
}
