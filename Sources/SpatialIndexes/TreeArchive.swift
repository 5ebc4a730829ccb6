/// What an archive of trees covers, in the words of whoever wrote it; the index only keeps it.
public struct ArchiveStamp: Hashable, Sendable {
    /// Whose entries they are.
    public var storeID: UInt128
    /// The last change that the trees contain.
    public var changeNumber: Int64
    /// A random number that the change was given, which tells it from another of the same number.
    public var nonce: Int64

    /// Makes a stamp.
    public init(storeID: UInt128, changeNumber: Int64, nonce: Int64) {
        self.storeID = storeID
        self.changeNumber = changeNumber
        self.nonce = nonce
    }
}

/// Why bytes cannot be used as an archive of trees.
public enum TreeArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The bytes do not begin as an archive does.
    case notAnArchive
    /// The archive was written on a machine with the other byte order.
    case foreignByteOrder
    /// The archive has a version that is not known here.
    case unknownVersion(UInt32)
    /// The bytes are fewer or more than the archive says.
    case wrongLength(expected: UInt64, actual: UInt64)
    /// The bytes do not begin at a multiple of 8, as mapped and allocated memory does.
    case misaligned
    /// The header or one of its tables is damaged.
    case damagedHeader(String)
    /// A section of a part does not have its checksum.
    case damagedSection(part: Int, section: Int)

    /// What is wrong, in one sentence.
    public var description: String {
        switch self {
        case .notAnArchive: "this is not an index file"
        case .foreignByteOrder: "the index file was written on a machine with another byte order"
        case .unknownVersion(let version): "the index file has version \(version), which is not known here"
        case .wrongLength(let expected, let actual): "the index file has \(actual) bytes instead of \(expected)"
        case .misaligned: "the index's bytes do not begin at a multiple of 8"
        case .damagedHeader(let what): "the index file's header is damaged: \(what)"
        case .damagedSection(let part, let section):
            "the index file is damaged: section \(section) of part \(part) does not have its checksum"
        }
    }
}

/// Packed trees as a sequence of bytes, and back without a copy; docs/formats/index.md specifies every byte.
///
///     try TreeArchive.write([tree], stamp: stamp) { try file.write($0) }
///     let archive = try TreeArchive(validating: mapping.bytes, owner: mapping)
///     try archive.verify()
///     let ids = archive.trees[0].ids(in: window)
///
/// Opening reads the header and its tables, which have their own checksum and whose size depends on the number of trees alone.
/// Nothing else that is read from the bytes is ever used as an address, so that damage which was not looked for
/// cannot do worse than change answers; ``verify()`` looks for it.
public struct TreeArchive: Sendable {
    /// What the trees cover.
    public let stamp: ArchiveStamp
    /// The trees, which live on the bytes of the archive and keep their owner alive.
    public let trees: [PackedTree]
    private let parts: [TreePart]
    private let checksums: [[UInt64]]

    /// Opens an archive.
    ///
    /// The bytes must stay as they are for as long as `owner` lives, which the trees hold on to: a file must be replaced,
    /// never overwritten or cut, while it is mapped.
    ///
    /// - Throws: ``TreeArchiveError``.
    /// - Complexity: O(1) in the number of entries.
    public init(
        validating bytes: UnsafeRawBufferPointer, owner: any AnyObject & Sendable
    ) throws(TreeArchiveError) {
        // The buffer is valid for the call, and the prefix is copied before anything is read.
        let prefix = unsafe [UInt8](bytes.prefix(ArchiveHeader.fixedLength))
        let length = try ArchiveHeader.lengthOfTables(in: prefix, fileLength: bytes.count)
        let header = try ArchiveHeader(parsing: unsafe [UInt8](bytes.prefix(length)))
        guard let base = bytes.baseAddress, Int(bitPattern: base) % 8 == 0 else { throw .misaligned }
        let parts = header.parts.map { record in
            // The header was checked: the part lies inside the bytes, and its offset is a multiple of 64.
            unsafe TreePart(layout: record.layout, grid: record.grid, base: base + record.offset, owner: owner)
        }
        checksums = header.parts.map(\.checksums)
        stamp = header.stamp
        var classesOfTrees = Array(repeating: [OrderedParts](), count: header.treeCount)
        for (record, part) in zip(header.parts, parts) {
            if part.kind.contains(.byPlace), let before = classesOfTrees[record.tree].popLast() {
                classesOfTrees[record.tree].append(OrderedParts(main: before.main, byPlace: part))
            } else {
                classesOfTrees[record.tree].append(OrderedParts(main: part, byPlace: nil))
            }
        }
        trees = classesOfTrees.map(PackedTree.init(classes:))
        self.parts = parts
    }

    /// Compares every byte of every section with the checksums that were written.
    ///
    /// - Throws: ``TreeArchiveError/damagedSection(part:section:)`` for the first that differs.
    /// - Complexity: O(n): it reads the whole file, about 10 GB a second once that is in memory.
    public func verify() throws(TreeArchiveError) {
        for (number, part) in parts.enumerated() {
            for (index, checksum) in part.checksums.enumerated() where checksums[number][index] != checksum {
                throw .damagedSection(part: number, section: index)
            }
        }
    }
}

extension TreeArchive {
    /// Writes trees one after the other; `sink` takes the bytes in order, in few large pieces that end with the call.
    ///
    /// `finishing` is called with the number of each tree as soon as its bytes are not needed for the moment, which happens twice:
    /// those of a mapping can then be released.
    ///
    /// - Throws: What `sink` throws.
    /// - Complexity: O(n); the trees are read twice, first for their checksums.
    public static func write(
        _ trees: [PackedTree], stamp: ArchiveStamp, finishing: (Int) -> Void = { _ in },
        to sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        // A file holds no tombstones.
        let trees = try trees.map { try $0.hasTombstones ? PackedTree(bulkLoading: $0.entries) : $0 }
        let header = ArchiveHeader(trees, stamp: stamp, finishing: finishing)
        try unsafe header.serialised().withUnsafeBytes { unsafe try sink($0) }
        for (number, tree) in trees.enumerated() {
            for part in tree.parts {
                for section in PartSection.allCases {
                    // The bytes belong to the part, which the tree holds.
                    if let bytes = unsafe part.bytes(of: section) { unsafe try sink(bytes) }
                }
            }
            finishing(number)
        }
    }
}
