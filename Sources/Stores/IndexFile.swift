import MappedFiles
import SpatialIndexes

/// The index file beside a store, `PATH.index`: an archive of trees that covers the store up to the change that its stamp
/// names.
///
/// It is only a cache. Whatever is wrong with it (missing, cut, damaged, of another store, of another version) means that
/// it is not there, and the index is built from the store again.
///
/// Its trees come in pairs: located incidents, then those without a place; either may be empty.
struct IndexFile: Sendable {
    /// Where it is.
    let path: String
    /// Whether this process may write it.
    let isWritable: Bool
    /// What writes it.
    private let files: any FileLayer

    /// The file beside a store.
    init(besideStore path: String, isWritable: Bool, files: any FileLayer = SystemFiles()) {
        self.path = path + ".index"
        self.isWritable = isWritable
        self.files = files
    }

    /// Maps the file and makes sure of every byte of it; nil in any doubt.
    ///
    /// - Complexity: O(size), at about 10 GB a second when the file is in memory: what a flipped bit would cost is a wrong
    ///   answer, so none is given before all are looked at.
    func load(identity: UInt128?) -> IndexBase? {
        guard let identity, let archive = try? open() else { return nil }
        guard archive.stamp.storeID == identity, (try? archive.verify()) != nil else { return nil }
        return IndexFile.base(archive)
    }

    /// Opens the file without looking at more than its header.
    ///
    /// - Throws: ``FileError`` or ``TreeArchiveError``, which say what is wrong.
    func open() throws -> TreeArchive {
        let file = try files.map(path)
        // The archive holds the mapping, and whoever replaces the file renames a new one over it.
        return try unsafe TreeArchive(validating: file.bytes, owner: file)
    }

    private static func base(_ archive: TreeArchive, hasMilliseconds: Bool = false) -> IndexBase? {
        guard archive.trees.count.isMultiple(of: 2) else { return nil }
        let pairs = stride(from: 0, to: archive.trees.count, by: 2)
        let located = pairs.map { archive.trees[$0] }
        return IndexBase(
            mark: ChangeMark(number: archive.stamp.changeNumber, nonce: archive.stamp.nonce), located: located,
            unlocated: pairs.map { archive.trees[$0 + 1] }, isFromFile: true,
            hasMilliseconds: hasMilliseconds)
    }

    /// Builds the index of a snapshot, writes it in the place of the file and maps it.
    ///
    /// Trees that are full wait in files of their own, which have no name any more, so that memory holds one at a time, read or
    /// written.
    ///
    /// - Returns: nil where the file may not be written, and an index in memory, with the reason, where it cannot be; the
    ///   store can do without the file.
    /// - Throws: What reading the store throws.
    func write(
        _ connection: OpenConnection, mark: ChangeMark, identity: UInt128?
    ) throws -> (base: IndexBase, failure: (any Error)?)? {
        guard isWritable, let identity else { return nil }
        FileReplacement.removeAbandoned(beside: path)
        var located: [Waiting] = []
        var unlocated: [Waiting] = []
        let stamp = ArchiveStamp(storeID: identity, changeNumber: mark.number, nonce: mark.nonce)
        let hasMilliseconds = try IndexBuilder.build(connection) { kind, tree in
            let tree =
                (tree.count == IndexBuilder.entriesPerTree ? spooled(tree, stamp) : nil)
                ?? Waiting(tree: tree, file: nil)
            switch kind {
            case .located: located.append(tree)
            case .unlocated: unlocated.append(tree)
            }
        }
        var trees: [Waiting] = []
        for index in 0..<max(located.count, unlocated.count) {
            trees.append(index < located.count ? located[index] : Waiting(tree: PackedTree(), file: nil))
            trees.append(index < unlocated.count ? unlocated[index] : Waiting(tree: PackedTree(), file: nil))
        }
        // The trees are as good in memory.
        let inMemory = IndexBase(
            mark: mark, located: located.map(\.tree), unlocated: unlocated.map(\.tree), isFromFile: false,
            hasMilliseconds: hasMilliseconds)
        do {
            try replace(trees, stamp)
            let archive = try open()
            if archive.stamp == stamp, let base = IndexFile.base(archive, hasMilliseconds: hasMilliseconds) {
                return (base, nil)
            }
            // Another process was faster and wrote the index of another state.
            return (inMemory, nil)
        } catch {
            return (inMemory, error)
        }
    }

    /// A tree, and the file without a name that it is mapped from.
    private struct Waiting {
        var tree: PackedTree
        var file: MappedFile?
    }

    private func replace(_ trees: [Waiting], _ stamp: ArchiveStamp) throws {
        var replacement = try FileReplacement(of: path, through: files)
        // Each piece is written before the call returns. What was read of a mapped tree is given back, or they would all count
        // as memory of ours in the end.
        try unsafe TreeArchive.write(trees.map(\.tree), stamp: stamp) { number in
            // Only their number is asked for.
            if let file = trees[number].file { unsafe file.release(0..<file.bytes.count) }
        } to: {
            try unsafe replacement.write($0)
        }
        try replacement.commit()
    }

    /// The same tree on a mapped temporary file without a name; nil where that fails.
    private func spooled(_ tree: PackedTree, _ stamp: ArchiveStamp) -> Waiting? {
        guard var spool = try? FileReplacement(of: path, through: files) else { return nil }
        do {
            // As above.
            try unsafe TreeArchive.write([tree], stamp: stamp) { try unsafe spool.write($0) }
            let file = try spool.mapUnnamed()
            let waiting = try unsafe TreeArchive(validating: file.bytes, owner: file).trees.first
            return waiting.map { Waiting(tree: $0, file: file) }
        } catch {
            return nil
        }
    }
}
