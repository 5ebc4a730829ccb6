import GRDB
import Geometries
import SpatialIndexes

/// Builds the index of a snapshot from its rows, in trees of bounded size, each of which is handed over when it is full.
///
/// Only the entries of the trees that are being filled are in memory, 64 bytes each.
struct IndexBuilder {
    /// The most entries that are held while a tree is filled.
    static let entriesPerTree = 1_000_000

    /// Which of the two lists a tree belongs to.
    enum Kind: UInt8, Sendable {
        case located = 0
        case unlocated = 1
    }

    /// Reads every row and hands out the trees.
    ///
    /// - Returns: Whether any time has milliseconds.
    static func build(_ connection: OpenConnection, _ take: (Kind, PackedTree) throws -> Void) throws -> Bool {
        var hasMilliseconds = false
        var located: [IndexEntry] = []
        var unlocated: [IndexEntry] = []
        func flush(_ kind: Kind, _ entries: inout [IndexEntry]) throws {
            guard !entries.isEmpty else { return }
            let tree = try PackedTree(bulkLoading: entries)
            entries.removeAll(keepingCapacity: true)
            try take(kind, tree)
        }
        let decoder = try connection.decoder(RowEntry.columns)
        let statement = try connection.statement("SELECT \(decoder.selection) FROM \(Schema.layer) ORDER BY rowid")
        defer { statement.reset() }
        while try statement.step() {
            let row = RowEntry(statement, decoder)
            if row.hasMilliseconds { hasMilliseconds = true }
            switch row {
            case .located(let entry):
                located.append(entry)
                if located.count == entriesPerTree { try flush(.located, &located) }
            case .unlocated(let entry):
                unlocated.append(entry)
                if unlocated.count == entriesPerTree { try flush(.unlocated, &unlocated) }
            case .neither: break
            }
        }
        try flush(.located, &located)
        try flush(.unlocated, &unlocated)
        return hasMilliseconds
    }

    /// Builds the index of a snapshot in memory.
    static func base(_ connection: OpenConnection, mark: ChangeMark) throws -> IndexBase {
        var located: [PackedTree] = []
        var unlocated: [PackedTree] = []
        let hasMilliseconds = try build(connection) { kind, tree in
            switch kind {
            case .located: located.append(tree)
            case .unlocated: unlocated.append(tree)
            }
        }
        return IndexBase(
            mark: mark, located: located, unlocated: unlocated, isFromFile: false,
            hasMilliseconds: hasMilliseconds)
    }
}
