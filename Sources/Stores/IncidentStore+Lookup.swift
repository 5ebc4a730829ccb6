public import Incidents

extension IncidentStore {
    /// The incident of an id, or nil.
    ///
    /// - Throws: ``StoreError``.
    /// - Complexity: O(log *n*).
    public func incident(id: IncidentID) throws -> Incident? {
        try reading { connection in try connection.incident(id: id) }
    }
}

extension OpenConnection {
    /// The incident of an id, or nil.
    func incident(id: IncidentID) throws -> Incident? {
        try row(of: id).flatMap { try incident(row: $0) }
    }

    /// The incident of a row, or nil.
    func incident(row: Int64) throws -> Incident? {
        let decoder = try decoder(.all)
        let statement = try statement(decoder.selectRow)
        try statement.bind(row, at: 1)
        defer { statement.reset() }
        return try statement.step() ? decoder.incident(statement) : nil
    }
}
