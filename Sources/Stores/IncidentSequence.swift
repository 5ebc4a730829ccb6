import Dispatch
public import Incidents
import Queries

/// The incidents that match a query, one by one from one snapshot of a store.
///
///     for try await incident in store.matches(query) { … }
///
/// Each iteration asks anew and sees the store as it is then.
public struct IncidentSequence: AsyncSequence, Sendable {
    /// What it gives.
    public typealias Element = Incident
    /// What it throws.
    public typealias Failure = any Error

    private let store: IncidentStore
    private let query: Query

    init(_ store: IncidentStore, _ query: Query) {
        self.store = store
        self.query = query
    }

    /// Begins an iteration.
    public func makeAsyncIterator() -> Iterator {
        Iterator(MatchCursor(store, query))
    }

    /// One iteration, which keeps its snapshot until its end or until it is forgotten.
    public struct Iterator: AsyncIteratorProtocol {
        private let cursor: MatchCursor
        private var batch: [Match] = []
        private var position = 0
        /// The database is read here, so that a long search does not hold a thread that Swift's tasks share.
        private let queue = DispatchQueue(label: "IncidentSequence", target: .global())

        init(_ cursor: MatchCursor) {
            self.cursor = cursor
        }

        /// The next incident; nil at the end.
        ///
        /// - Throws: ``StoreError``, what is wrong with the query's region, or `CancellationError`.
        public mutating func next() async throws -> Incident? {
            if position == batch.count {
                try Task.checkCancellation()
                let cursor = cursor
                let queue = queue
                batch = try await withCheckedThrowingContinuation { continuation in
                    queue.async {
                        continuation.resume(with: Result { try cursor.next(MatchCursor.batchSize) })
                    }
                }
                position = 0
            }
            guard position < batch.count else { return nil }
            defer { position += 1 }
            return batch[position].incident
        }
    }
}
