import Formats
import Incidents
import JSONValues
import Queries
import Stores

/// The sources' own columns of the matches of a query, for ``RawCSVWriter``.
struct RawExport {
    /// What is asked for instead of fields.
    static let field = "raw"

    private let layouts: [String: [String]]
    private var columns: [String] = []
    private var known: Set<ByteText> = []
    private var sources: Set<String> = []

    /// Goes through the matches for the columns that occur, each source's in the order of its table.
    init(_ query: Query, in store: IncidentStore) throws {
        layouts = try store.columnsOfSources()
        _ = try store.forEachMatch(query) { match in
            add(match.incident)
            return true
        }
    }

    private mutating func add(_ incident: Incident) {
        var layout: [String]?
        if let source = RawCSVWriter.source(of: incident) {
            layout = layouts[source]
            if let layout, sources.insert(source).inserted {
                for name in layout { add(name) }
            }
        }
        for property in incident.properties {
            // What the gazetteer said is no column of the source.
            if property.name == Incident.locationScore, layout?.contains(property.name) == false { continue }
            add(property.name)
        }
    }

    private mutating func add(_ name: String) {
        if known.insert(ByteText(name)).inserted { columns.append(name) }
    }

    /// A writer of these columns.
    func writer(_ sink: @escaping OutputBuffer.Sink) -> RawCSVWriter {
        RawCSVWriter(columns: columns, layouts: layouts, sink: sink)
    }
}
