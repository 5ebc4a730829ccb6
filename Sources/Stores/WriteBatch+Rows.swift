package import Incidents

extension WriteBatch {
    /// The row identifier (`fid`) of an incident, or nil.
    package func row(of id: IncidentID) throws -> Int64? { try connection.row(of: id) }

    /// A row identifier above those of all rows: what is inserted from now on gets it or a higher one.
    package func nextRow() throws -> Int64 {
        let statement = try connection.statement("SELECT coalesce(max(rowid), 0) FROM \(Schema.layer)")
        defer { statement.reset() }
        guard try statement.step() else { return 1 }
        let last = statement.integer(0)
        return last < .max ? last + 1 : last
    }
}
