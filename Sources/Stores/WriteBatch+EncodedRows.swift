import Incidents

extension WriteBatch {
    /// Whether ``upsert(_:_:_:)`` takes rows: the layer has our columns and no others, and refuses a second row of an id.
    package var takesEncodedRows: Bool {
        get throws {
            let shape = try connection.shape()
            return shape.hasUniqueID && shape.foreign.isEmpty && shape.missing.isEmpty
        }
    }

    /// Adds rows that were encoded before.
    ///
    /// - Parameters:
    ///   - rows: the rows.
    ///   - range: which of them to add.
    ///   - outcome: told of each row, in their order, that it was inserted, or that the very same is there already; nil, and
    ///     nothing was changed, where the incident is to go through ``upsert(_:policy:)``.
    /// - Throws: a failure of the database, and what `outcome` throws.
    package func upsert(
        _ rows: EncodedRows, _ range: Range<Int>, _ outcome: (Int, WriteOutcome?) throws -> Void
    ) throws {
        var next = range.lowerBound
        while next < range.upperBound {
            let together = next..<next + LayerShape.rowsAtOnce
            if together.upperBound <= range.upperBound, changes.notesRows,
                !together.contains(where: { rows.hasFallbackID($0) })
            {
                try insert(rows, together, outcome)
                next = together.upperBound
            } else {
                try outcome(next, try insert(rows, next))
                next += 1
            }
        }
    }

    /// Inserts as many rows as one statement takes.
    private func insert(
        _ rows: EncodedRows, _ range: Range<Int>, _ outcome: (Int, WriteOutcome?) throws -> Void
    ) throws {
        for _ in range { try changes.willChange(nil, connection) }
        // New rows get ascending identifiers in their order, all above those that there were.
        var last = try lastInsertedRow ?? nextRow() - 1
        let statement = try connection.statement(try connection.shape().bulkInsertion)
        try statement.run(binding: rows.cells, rows.cells(ofRows: range), of: rows.bytes)
        let inserted = statement.changes
        if inserted == range.count {
            let first = statement.lastInsertedRow - Int64(inserted) + 1
            for (offset, index) in range.enumerated() {
                try outcome(index, noteInsertion(of: rows, index, in: first + Int64(offset)))
            }
            return
        }
        for index in range {
            // A row that was passed over took an identifier all the same. Of two rows of one id, the first was inserted.
            if let row = try connection.row(of: rows.id(index)), row > last {
                last = row
                try outcome(index, noteInsertion(of: rows, index, in: row))
            } else {
                try outcome(index, try unchanged(rows, index))
            }
        }
    }

    private func insert(_ rows: EncodedRows, _ index: Int) throws -> WriteOutcome? {
        // A fallback id names a row whose id is null, which no uniqueness guards.
        guard !rows.hasFallbackID(index) else { return nil }
        try changes.willChange(nil, connection)
        let statement = try connection.insertion()
        try statement.run(binding: rows.cells, rows.cells(ofRow: index), of: rows.bytes)
        guard statement.changes > 0 else { return try unchanged(rows, index) }
        return noteInsertion(of: rows, index, in: statement.lastInsertedRow)
    }

    private func noteInsertion(of rows: EncodedRows, _ index: Int, in row: Int64) -> WriteOutcome {
        let summary = rows.summaries[index]
        changes.didInsert(row)
        changes.didChange(at: summary.point, hasMilliseconds: summary.hasMilliseconds)
        didInsert(row)
        return .inserted(row: row)
    }

    /// That the row's id is taken by the very same content; nil where by another.
    private func unchanged(_ rows: EncodedRows, _ index: Int) throws -> WriteOutcome? {
        guard let row = try connection.row(of: rows.id(index)),
            try selecting(
                row, { EncodedRow.equal(rows.cells, rows.cells(ofRow: index), of: rows.bytes, $0, from: 1) })
        else { return nil }
        return .unchanged(row: row)
    }
}

extension EncodedRows {
    /// The id of a row.
    fileprivate func id(_ index: Int) -> IncidentID {
        IncidentID(uncheckedText: String(decoding: bytes[summaries[index].id], as: UTF8.self))
    }
}
