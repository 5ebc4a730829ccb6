package import Incidents

/// Where a record stands in its file.
package struct RecordLocation: Hashable, Sendable {
    /// The line that it begins on, counted from 1.
    package var line: Int
    /// The offset of its first byte, counted from the start of the file.
    package var byteOffset: Int

    /// Makes a location.
    package init(line: Int, byteOffset: Int) {
        self.line = line
        self.byteOffset = byteOffset
    }
}

/// One record of a file: an incident, or why it is none.
package struct ImportRecord: Sendable {
    /// Where it stands.
    package var location: RecordLocation
    /// The record as the file has it, without the end of its line.
    package var raw: [UInt8]
    /// The incident, or why it is refused.
    package var content: Result<IncidentDraft, RowError>

    /// Makes a record.
    package init(location: RecordLocation, raw: [UInt8], content: Result<IncidentDraft, RowError>) {
        self.location = location
        self.raw = raw
        self.content = content
    }
}

/// Reads the records of one file, one by one, in bounded memory.
package protocol RecordReader {
    /// The format, as it is named on the command line.
    var format: ImportFormat { get }
    /// What each column or property was taken for, once the first record was read.
    var mapping: ColumnMapping? { get }
    /// The publisher whose file it is, which begins the ids of its records; nil where none was recognised.
    var publisher: String? { get }
    /// The columns of the table that the last record belongs to; nil where it belongs to none.
    var table: TableShape? { get }
    /// The names of the properties of the features given so far, in the order of their first occurrence; none of a table.
    var properties: [String] { get }

    /// The next record, or nil at the end.
    ///
    /// - Throws: ``FormatError`` when the file as a whole cannot be read; records given before it are then void.
    mutating func next() throws(FormatError) -> ImportRecord?

    /// Reads the next record into `flat` where it is one of a plain table; false at the end, and where ``next()`` is to
    /// give it. Records that are read so share the mapping, the publisher and the table.
    mutating func nextFlat(_ flat: inout FlatRecord) throws(FormatError) -> Bool
}

extension RecordReader {
    package var properties: [String] { [] }

    package mutating func nextFlat(_ flat: inout FlatRecord) throws(FormatError) -> Bool { false }
}

/// What the raw text of a table's record does not say by itself.
package struct TableShape: Hashable, Sendable {
    /// The names of the columns, in order.
    package var header: [String]
    /// What separates cells.
    package var delimiter: UInt8
}

/// The formats that can be read.
public enum ImportFormat: String, Hashable, Sendable, CaseIterable {
    /// Whichever the content shows.
    case auto
    /// A table with a header line, separated by commas, semicolons, tabs or bars.
    case csv
    /// One GeoJSON document: a FeatureCollection, a Feature or a geometry.
    case geojson
    /// GeoJSON objects one after another, one a line or separated as RFC 8142 has it.
    case geojsonseq
    /// The rejected records of an earlier import, mended.
    case rejects
    /// UCDP's Georeferenced Event Dataset, as CSV or GeoJSON.
    case ucdp = "ucdp-ged"
    /// ACLED's events.
    case acled
    /// The earthquake catalogue of the USGS, as CSV or GeoJSON.
    case usgs
    /// NASA's active fires.
    case firms
    /// NOAA's Storm Events, the details files.
    case noaa = "noaa-storm-events"
    /// GDELT's events, 1.0 and 2.0.
    case gdelt
}

/// How a file is to be read.
package struct ReadOptions: Sendable {
    /// Columns that the user has named; they go before every guess.
    package var mapping: ColumnMapping
    /// The format asked for.
    package var format: ImportFormat
    /// The zone of times that name none.
    package var zone: AssumedZone?
    /// Whether longitudes outside ±180 are wrapped instead of refused.
    package var wrapsLongitude: Bool
    /// Whether lines and areas with an edge of more than 180° are cut at ±180 instead of refused.
    package var splitsAtAntimeridian: Bool
    /// Whether what a row leaves open of its country and its first-level unit is filled later.
    package var fillsPlaces: Bool

    /// Makes options.
    package init(
        mapping: ColumnMapping = ColumnMapping(), format: ImportFormat = .auto, zone: AssumedZone? = nil,
        wrapsLongitude: Bool = false, splitsAtAntimeridian: Bool = false,
        fillsPlaces: Bool = false
    ) {
        self.format = format
        self.mapping = mapping
        self.zone = zone
        self.wrapsLongitude = wrapsLongitude
        self.splitsAtAntimeridian = splitsAtAntimeridian
        self.fillsPlaces = fillsPlaces
    }
}
