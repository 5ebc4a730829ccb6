public import Formats

/// How matches are written.
public struct ExportSettings: Hashable, Sendable {
    /// The format.
    public var format: ExportFormat
    /// The decimals of coordinates; nil is the format's default, 7 in GeoJSON and as many as it takes in CSV.
    public var precision: CoordinatePrecision?
    /// The properties to write, in this order; nil is all of them. `raw` alone means, in CSV, the sources' own columns as
    /// they came.
    public var fields: [String]?
    /// Whether features of GeoJSON carry the members of OGC Features and Geometries JSON (JSON-FG): `time`, and `place`.
    public var addsFeatureGeometryMembers = false
    /// Whether each text of a GeoJSON sequence follows a record separator, as RFC 8142 has it.
    public var separatesRecords = false
    /// Whether CSV cells that a spreadsheet would take for formulas are left as they are.
    public var leavesFormulas = false
    /// A file beside which FlatGeobuf, GeoParquet and GeoPackage gather what they write, mostly the output itself; nil
    /// gathers it in memory, which a GeoPackage cannot.
    public var spoolPath: String?
    /// The columns of the terminal that is written to; nil when it is none.
    public var terminalWidth: Int?
    /// Whether GeoJSON is written straight from the store's rows; the other way, for which tests turn this off, has the same
    /// result and takes several times as long.
    package var writesRows = true

    /// The defaults of a format.
    public init(format: ExportFormat = .geojson) {
        self.format = format
    }

    /// What a writer needs for matches of this kind.
    func options(showsMilliseconds: Bool, showsDistance: Bool, columns: ColumnCensus) -> ExportOptions {
        var options = ExportOptions()
        options.precision = precision
        options.fields = fields
        options.separatesRecords = separatesRecords
        options.addsFeatureGeometryMembers = addsFeatureGeometryMembers
        options.leavesFormulas = leavesFormulas
        options.terminalWidth = terminalWidth
        options.spoolPath = spoolPath
        options.showsMilliseconds = showsMilliseconds
        options.showsDistance = showsDistance
        options.sourceColumns = columns.sourceColumns
        options.sourceKinds = columns.sourceKinds
        options.hasAltitude = columns.hasAltitude
        options.furtherProperties = columns.furtherProperties
        return options
    }
}
