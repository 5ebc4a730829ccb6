public import Incidents

/// What to do when an incident of the same id but another content is there.
public enum ConflictPolicy: String, Hashable, Sendable, CaseIterable {
    /// Leave it and report the conflict as an error of the new one.
    case error
    /// Leave it and go on.
    case skip
    /// Replace it, unless its revision is the newer one.
    case replace
}

/// What became of an incident that was upserted.
public enum WriteOutcome: Hashable, Sendable {
    /// It is new, in this row (`fid`).
    case inserted(row: Int64)
    /// The very same is there already.
    case unchanged(row: Int64)
    /// It took the place of another content.
    case replaced(row: Int64)
    /// Another content is there and stays: by the policy, or because its revision is newer.
    case conflict(row: Int64)

    /// Whether the incident is new.
    public var isInsertion: Bool {
        if case .inserted = self { true } else { false }
    }
}

/// The changes of one transaction: they are there together when it ends, or none of them is.
///
/// It belongs to the closure that got it and must not be kept.
public final class WriteBatch {
    let connection: OpenConnection
    var encoded = EncodedRow()
    var changes = BatchChanges()

    /// How many rows were inserted, changed or deleted so far.
    public internal(set) var rowCount = 0
    /// The row identifier (`fid`) of the last inserted incident.
    public internal(set) var lastInsertedRow: Int64?

    init(_ connection: OpenConnection) {
        self.connection = connection
    }

    // MARK: Reading inside the transaction

    /// The incident of an id as it stands in this transaction, or nil.
    public func incident(id: IncidentID) throws -> Incident? { try connection.incident(id: id) }

    /// Whether an incident of this id is there.
    public func contains(_ id: IncidentID) throws -> Bool { try connection.row(of: id) != nil }

    /// The incident of a row (`fid`), or nil.
    public func incident(row: Int64) throws -> Incident? { try connection.incident(row: row) }

    /// The row (`fid`) of an incident, or nil.
    public func row(of id: IncidentID) throws -> Int64? { try connection.row(of: id) }

    /// A row above those of all rows that there are: what is inserted from now on gets it or a higher one.
    public func nextRow() throws -> Int64 {
        let greatest = try connection.statement("SELECT max(rowid) FROM \(Schema.layer)")
        defer { greatest.reset() }
        guard try greatest.step(), greatest.kind(0) != .null else { return 1 }
        return greatest.integer(0) < .max ? greatest.integer(0) + 1 : .max
    }

    // MARK: Writing

    /// Adds a new incident.
    ///
    /// - Throws: ``StoreError/duplicateID(_:)``, ``StoreError/invalidIncident(_:reason:)``, or a failure of the database.
    public func insert(_ incident: Incident) throws {
        try encode(incident)
        guard try insertEncoded(incident) != nil else { throw StoreError.duplicateID(incident.id) }
    }

    /// Adds an incident, or does by the policy what is to be done when its id is taken.
    ///
    /// - Throws: ``StoreError/invalidIncident(_:reason:)``, or a failure of the database. A conflict is no error here.
    /// - Complexity: O(log *n*); some microseconds.
    public func upsert(_ incident: Incident, policy: ConflictPolicy = .replace) throws -> WriteOutcome {
        try encode(incident)
        if let row = try insertEncoded(incident) { return .inserted(row: row) }
        guard let row = try connection.row(of: incident.id) else { throw StoreError.duplicateID(incident.id) }
        // Importing a file again compares every row, and nearly all are as we wrote them.
        if try holdsSameBytes(as: row) { return .unchanged(row: row) }
        guard let existing = try connection.incident(row: row) else { throw StoreError.duplicateID(incident.id) }
        if try holdsSame(as: existing) { return .unchanged(row: row) }
        switch policy {
        case .error, .skip:
            return .conflict(row: row)
        case .replace:
            if Revision.isNewer(existing.revision, than: incident.revision) { return .conflict(row: row) }
            try updateEncoded(incident, row: row)
            return .replaced(row: row)
        }
    }

    /// Changes the incident of the same id.
    ///
    /// - Throws: ``StoreError/noSuchIncident(_:)``, ``StoreError/invalidIncident(_:reason:)``.
    public func update(_ incident: Incident) throws {
        guard let row = try connection.row(of: incident.id) else { throw StoreError.noSuchIncident(incident.id) }
        try encode(incident)
        try updateEncoded(incident, row: row)
    }

    /// Deletes an incident; false when there is none of this id.
    public func delete(id: IncidentID) throws -> Bool {
        guard let row = try connection.row(of: id) else { return false }
        try changes.willChange(row, connection)
        let delete = try connection.statement("DELETE FROM \(Schema.layer) WHERE rowid = ?1")
        try delete.bind(row, at: 1)
        try delete.run()
        rowCount += 1
        return true
    }

    // MARK: Rows

    private func encode(_ incident: Incident) throws {
        try encoded.encode(incident, foreign: try connection.shape().foreign)
    }

    /// Whether the row's columns hold just what the encoded incident would put there.
    private func holdsSameBytes(as row: Int64) throws -> Bool {
        try selecting(row) { encoded.equals($0, from: 1) }
    }

    /// Whether the row is there and its selection of all columns answers so; false where the layer lacks a column, since
    /// the selection then has not the order of the cells after the row identifier.
    func selecting(_ row: Int64, _ answer: (BulkStatement) -> Bool) throws -> Bool {
        guard try connection.shape().missing.isEmpty else { return false }
        let statement = try connection.statement(try connection.decoder(.all).selectRow)
        try statement.bind(row, at: 1)
        defer { statement.reset() }
        return try statement.step() && answer(statement)
    }

    /// Whether the encoded incident equals a stored one that others may have written in another form of the same.
    private func holdsSame(as existing: Incident) throws -> Bool {
        var other = EncodedRow()
        // What others wrote may break the store's rules; then it is not the same.
        guard (try? other.encode(existing, foreign: connection.shape().foreign)) != nil else { return false }
        return other == encoded
    }

    /// Inserts the encoded row; nil when its id is taken.
    private func insertEncoded(_ incident: Incident) throws -> Int64? {
        let shape = try connection.shape()
        // A fallback id names a row whose id is null, which no uniqueness guards.
        if !shape.hasUniqueID || RowDecoder.row(ofFallback: incident.id) != nil,
            try connection.row(of: incident.id) != nil
        {
            return nil
        }
        try changes.willChange(nil, connection)
        let statement = try connection.insertion()
        try statement.run(binding: encoded)
        guard statement.changes > 0 else { return nil }
        let row = statement.lastInsertedRow
        changes.didInsert(row)
        changes.didChange(incident)
        didInsert(row)
        return row
    }

    /// Counts a row that was inserted.
    func didInsert(_ row: Int64) {
        lastInsertedRow = row
        rowCount += 1
    }

    private func updateEncoded(_ incident: Incident, row: Int64) throws {
        try changes.willChange(row, connection)
        let shape = try connection.shape()
        let statement = try connection.statement(shape.change)
        try statement.bind(row, at: 1)
        try statement.run(binding: encoded, from: 2)
        changes.didChange(incident)
        rowCount += 1
    }
}

/// Which of two revision marks is the newer.
enum Revision {
    /// Whether the first is newer: as numbers where both are, else by their bytes, in which ISO times sort. A mark is
    /// newer than none.
    static func isNewer(_ first: String?, than second: String?) -> Bool {
        guard let first else { return false }
        guard let second else { return true }
        if let left = Double(first), let right = Double(second) { return left > right }
        return second.utf8.lexicographicallyPrecedes(first.utf8)
    }
}
