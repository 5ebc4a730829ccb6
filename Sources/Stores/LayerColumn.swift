/// The columns of the layer after `fid`, in their order; the raw value is the position among them.
enum LayerColumn: Int, CaseIterable, Hashable, Sendable {
    case geometry, id, start, end, timePrecision, type, title, place, country, admin1, admin2
    case locationPrecision, locationRadius, source, sourceID, url, deathsLow, deathsBest, deathsHigh
    case confidence, revision, categories, actors, measures, citations, tags, properties

    private static let names = [
        "geom", "id", "start", "end", "time_precision", "type", "title", "place", "country", "admin1", "admin2",
        "location_precision", "location_radius", "source", "source_id", "url", "deaths_low", "deaths_best",
        "deaths_high", "confidence", "revision", "categories", "actors", "measures", "citations", "tags", "properties",
    ]

    /// The column's name in the table.
    var name: String { LayerColumn.names[rawValue] }

    /// The position among the columns.
    var index: Int { rawValue }

    /// The column of a name; nil where none of ours has it.
    init?(name: String) {
        guard let position = LayerColumn.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: position)
    }

    /// The type by which the column is declared, one of those that GeoPackage allows.
    var declaredType: String {
        switch self {
        case .geometry: "GEOMETRY"
        case .start, .end: "DATETIME"
        case .locationRadius, .confidence: "DOUBLE"
        case .deathsLow, .deathsBest, .deathsHigh: "INTEGER"
        default: "TEXT"
        }
    }

    /// The name in double quotes: `end` is a keyword of SQL.
    var quoted: String { LayerColumn.quote(name) }

    /// Quotes an identifier for SQL.
    static func quote(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}

/// A set of the columns, for reading no more of a row than a question needs.
struct ColumnSet: Hashable, Sendable {
    private var bits: UInt64 = 0
    /// Whether the columns that others added to the layer belong to it.
    var hasForeign = false

    /// Holds the columns named.
    init(_ columns: [LayerColumn] = []) {
        for column in columns { insert(column) }
    }

    /// Every column.
    static let all: ColumnSet = {
        var set = ColumnSet(LayerColumn.allCases)
        set.hasForeign = true
        return set
    }()

    /// Adds a column.
    mutating func insert(_ column: LayerColumn) { bits |= 1 << UInt64(column.index) }

    /// Adds the columns of another set.
    mutating func formUnion(_ other: ColumnSet) {
        bits |= other.bits
        hasForeign = hasForeign || other.hasForeign
    }

    /// Whether it holds the column.
    func contains(_ column: LayerColumn) -> Bool { bits & 1 << UInt64(column.index) != 0 }
}
