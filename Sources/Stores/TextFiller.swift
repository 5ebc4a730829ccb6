/// Reads the texts of incidents into full-text tables.
struct TextFiller {
    private let connection: OpenConnection
    private let progress: ((Int) -> Void)?
    private var rows = 0

    /// Progress is told every so many rows.
    private static let rowsPerProgress = 10_000

    /// Every column that may hold a text to search, those whose values may be kept as properties included.
    private static let columns: ColumnSet = {
        let without: Set<LayerColumn> = [.geometry, .id, .locationPrecision, .sourceID, .url, .revision]
        var columns = ColumnSet(LayerColumn.allCases.filter { !without.contains($0) })
        columns.hasForeign = true
        return columns
    }()

    init(_ connection: OpenConnection, progress: ((Int) -> Void)? = nil) {
        self.connection = connection
        self.progress = progress
    }

    /// Adds the texts of the rows of a run; the table must not know these rows.
    mutating func fill(_ table: String, with run: ClosedRange<Int64>) throws {
        let decoder = try connection.decoder(TextFiller.columns)
        let read = try connection.statement(
            "SELECT \(decoder.selection) FROM \(Schema.layer) WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid")
        let write = try connection.statement("INSERT INTO \(table) (rowid, body) VALUES (?1, ?2)")
        try read.bind(run.lowerBound, at: 1)
        try read.bind(run.upperBound, at: 2)
        defer { read.reset() }
        while try read.step() {
            rows += 1
            if rows.isMultiple(of: TextFiller.rowsPerProgress) { progress?(rows) }
            let body = SearchableText.body(of: decoder.incident(read))
            guard !body.isEmpty else { continue }
            try write.bind(decoder.row(read), at: 1)
            try write.bind(body, at: 2)
            try write.run()
        }
    }
}
