import Incidents

extension WriteBatch {
    /// Whether ``upsert(_:at:)`` takes rows: the layer has our columns and no others, and refuses a second row of an id.
    package var takesEncodedRows: Bool {
        get throws {
            let shape = try connection.shape()
            return shape.hasUniqueID && shape.foreign.isEmpty && shape.missing.isEmpty
        }
    }

    /// Adds a row that was encoded before.
    ///
    /// - Returns: that it was inserted, or that the very same is there already; nil, and nothing is changed, where the
    ///   incident is to go through ``upsert(_:policy:)``.
    /// - Throws: a failure of the database.
    package func upsert(_ rows: EncodedRows, at index: Int) throws -> WriteOutcome? {
        let summary = rows.summaries[index]
        // A fallback id names a row whose id is null, which no uniqueness guards.
        guard !rows.bytes[summary.id].starts(with: "fid:".utf8) else { return nil }
        try changes.willChange(nil, connection)
        let statement = try connection.insertion()
        let cells = rows.cells(ofRow: index)
        try statement.run(binding: rows.cells, cells, of: rows.bytes)
        guard statement.changes > 0 else {
            let id = String(decoding: rows.bytes[summary.id], as: UTF8.self)
            guard let row = try connection.row(of: IncidentID(uncheckedText: id)),
                try selecting(row, { EncodedRow.equal(rows.cells, cells, of: rows.bytes, $0, from: 1) })
            else { return nil }
            return .unchanged(row: row)
        }
        let row = statement.lastInsertedRow
        changes.didInsert(row)
        changes.didChange(at: summary.point, hasMilliseconds: summary.hasMilliseconds)
        didInsert(row)
        return .inserted(row: row)
    }
}
