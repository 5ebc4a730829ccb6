import Geometries
import SpatialIndexes

/// What has changed since the base was built, up to a later mark: the rows that the base holds in vain, and their present
/// entries in a small tree.
///
/// It grows from one state to the next by reading only the rows changed between them.
struct IndexOverlay {
    /// The state that base and overlay cover together.
    private(set) var mark: ChangeMark
    private var hasMilliseconds = false
    private var changed: Set<Int64> = []
    private var located: [Int64: IndexEntry] = [:]
    private var unlocated: [Int64: IndexEntry] = [:]

    /// An overlay that changes nothing.
    init(after base: IndexBase) {
        mark = base.mark
    }

    /// How many rows it replaces.
    var count: Int { changed.count }

    /// Reads the rows named, as the snapshot has them, and covers the mark.
    mutating func apply(_ runs: RowRuns, upTo mark: ChangeMark, _ connection: OpenConnection) throws {
        let decoder = try connection.decoder(RowEntry.columns)
        let statement = try connection.statement(
            "SELECT \(decoder.selection) FROM \(Schema.layer) WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid")
        for run in runs.runs {
            for row in run {
                changed.insert(row)
                located[row] = nil
                unlocated[row] = nil
            }
            try statement.bind(run.lowerBound, at: 1)
            try statement.bind(run.upperBound, at: 2)
            defer { statement.reset() }
            while try statement.step() {
                let entry = RowEntry(statement, decoder)
                if entry.hasMilliseconds { hasMilliseconds = true }
                switch entry {
                case .located(let entry): located[entry.id] = entry
                case .unlocated(let entry): unlocated[entry.id] = entry
                case .neither: break
                }
            }
        }
        self.mark = mark
    }

    /// Puts the overlay over the base.
    func snapshot(over base: IndexBase) throws -> IndexSnapshot {
        let hidden = HiddenIDs(changed)
        return IndexSnapshot(
            mark: mark,
            located: LayeredIndex(
                base: base.located, recent: try PackedTree(bulkLoading: located.values), hidden: hidden),
            unlocated: LayeredIndex(
                base: base.unlocated, recent: try PackedTree(bulkLoading: unlocated.values), hidden: hidden),
            hasExtents: base.hasExtents || located.values.contains { !$0.envelope.rectangle.isPoint },
            hasMilliseconds: base.hasMilliseconds || hasMilliseconds)
    }
}
