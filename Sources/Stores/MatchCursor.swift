import Queries

/// The matches of one query, in batches.
///
/// Unchecked, because its two users take turns by themselves: `forEachMatch` stays on one thread, and an async iterator
/// waits for each batch before it asks for the next.
final class MatchCursor: @unchecked Sendable {
    /// How many matches are read in one access.
    static let batchSize = 256

    private let store: IncidentStore
    private let query: Query
    private let columns: ColumnSet
    private var stage = Stage.waiting
    private var execution: QueryExecution?
    /// How many matches were given out in batches.
    private(set) var handedOut = 0

    private enum Stage {
        case waiting
        case running(ReadTransaction)
        /// All matches were gathered at once, as in memory, where no snapshot can stay open beside a writer.
        case gathered([Match])
        case ended
    }

    /// A cursor before its first match, which reads the given columns of each.
    init(_ store: IncidentStore, _ query: Query, reading columns: ColumnSet = .all) {
        self.store = store
        self.columns = columns
        self.query = query
    }

    /// The next matches; none at the end.
    func next(_ maximum: Int) throws -> [Match] {
        do {
            let matches = try read(maximum)
            if matches.isEmpty { try end() }
            handedOut += matches.count
            return matches
        } catch {
            stage = .ended
            throw error
        }
    }

    private func read(_ maximum: Int) throws -> [Match] {
        switch stage {
        case .waiting:
            try start()
            return try read(maximum)
        case .running(let view):
            guard let execution else { return [] }
            return try view.read { try execution.next(maximum, $0) }
        case .gathered(let matches):
            stage = .gathered([])
            return matches
        case .ended:
            return []
        }
    }

    private func start() throws {
        try store.prepareForReading(query)
        guard store.isInMemory else {
            let view = try ReadTransaction(store)
            execution = try view.read { try QueryExecution(query, reading: columns, in: store, $0) }
            stage = .running(view)
            return
        }
        stage = .gathered(
            try store.reading { connection in
                let execution = try QueryExecution(query, reading: columns, in: store, connection)
                self.execution = execution
                return try execution.next(.max, connection)
            })
    }

    private func end() throws {
        if case .running(let view) = stage { try view.end() }
        stage = .ended
    }

    /// Ends the walk and says what came of it.
    ///
    /// - Parameter returned: how many matches were used, when not all that were given out.
    /// - Returns: The counts and the plan.
    /// - Throws: ``StoreError``.
    func finish(returned: Int?) throws -> QueryOutcome {
        if case .waiting = stage { try start() }
        try end()
        var outcome = execution?.outcome ?? QueryOutcome(matched: 0, returned: 0, plan: QueryPlan(access: .index))
        if let returned { outcome.returned = returned }
        return outcome
    }
}
