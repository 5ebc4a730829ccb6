import Foundation
import Queries
import Stores

/// Fetches the matches of a query on a thread of its own, a few blocks ahead of whoever writes them: one core reads the
/// store while another makes text of what was read.
struct RowStream {
    private let relay: Relay<StoredRows, QueryOutcome>
    private let spare = SpareRows()

    /// So many blocks are fetched ahead.
    private static let blocksAhead = 3

    /// Begins to fetch the matches of a query that the store hands out as rows.
    init(_ query: Query, in store: IncidentStore) {
        relay = Relay(label: "RowStream", ahead: RowStream.blocksAhead) { [spare] relay in
            try store.forEachRows(query, reusing: spare.take) { relay.send($0) }
        }
    }

    /// The next rows; nil after the last ones. Give them back with ``giveBack(_:)``.
    func next() throws -> StoredRows? { try relay.next() }

    /// Lets rows be filled again.
    func giveBack(_ rows: StoredRows) { spare.add(rows) }

    /// How many matched, and how, once there are no more.
    func outcome() throws -> QueryOutcome { try relay.finish() }

    /// Ends the fetching; the store is then no longer read.
    func cancel() {
        relay.cancel()
        _ = try? relay.finish()
    }
}

/// Blocks that nobody uses at the moment.
///
/// Unchecked, because `rows` lies behind `lock`.
private final class SpareRows: @unchecked Sendable {
    private let lock = NSLock()
    private var rows: [StoredRows] = []

    func add(_ unused: StoredRows) { lock.withLock { rows.append(unused) } }

    @Sendable func take() -> StoredRows? { lock.withLock { rows.popLast() } }
}
