internal import CKernels

/// The header of an archive and its two tables; docs/formats/index.md is their specification.
struct ArchiveHeader {
    /// One part of a tree, and where it lies.
    struct Part {
        var tree: Int
        var layout: PartLayout
        var grid: TimeGrid
        /// Bytes from the start of the archive.
        var offset: Int
        /// One checksum a section, in the order of the sections.
        var checksums: [UInt64]

        /// Whether `other` can hold the same entries in the order of place.
        func isMain(of other: Part) -> Bool {
            tree == other.tree && layout.count == other.layout.count && grid == other.grid
                && layout.kind.union(.byPlace) == other.layout.kind && layout.kind != other.layout.kind
        }
    }

    static let magic: [UInt8] = [0x89, 0x50, 0x4B, 0x54, 0x0D, 0x0A, 0x1A, 0x0A]
    static let version: UInt32 = 1
    static let byteOrderMark: UInt32 = 0x0A0B_0C0D
    /// Bytes of the header without its tables.
    static let fixedLength = 128
    static let partRecordLength = 64
    static let sectionRecordLength = 32
    static let checksumOffset = 120
    /// More trees than anyone would search one after the other.
    static let maxTrees = 4096
    /// One part a class of entries, two of the dated ones.
    static let maxPartsPerTree = 6

    var stamp: ArchiveStamp
    var treeCount: Int
    var parts: [Part]

    /// The length of the header with tables of the given sizes.
    private static func length(parts: Int, sections: Int) -> Int {
        (fixedLength + parts * partRecordLength + sections * sectionRecordLength + 63) / 64 * 64
    }

    private var sectionCount: Int { parts.reduce(0) { $0 + $1.checksums.count } }

    private var length: Int { Self.length(parts: parts.count, sections: sectionCount) }
}

// MARK: - Writing

extension ArchiveHeader {
    /// Describes trees that are to be written.
    /// Calls `finishing` after each tree was read, with its number.
    init(_ trees: [PackedTree], stamp: ArchiveStamp, finishing: (Int) -> Void = { _ in }) {
        self.stamp = stamp
        treeCount = trees.count
        parts = trees.enumerated().flatMap { index, tree in
            defer { finishing(index) }
            return tree.parts.map {
                Part(tree: index, layout: $0.layout, grid: $0.grid, offset: 0, checksums: $0.checksums)
            }
        }
        var offset = length
        for index in parts.indices {
            parts[index].offset = offset
            offset += parts[index].layout.byteCount
        }
    }

    /// The bytes.
    func serialised() -> [UInt8] {
        var bytes = Self.magic
        func append(_ value: some FixedWidthInteger) {
            for shift in stride(from: 0, to: value.bitWidth, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> shift))
            }
        }
        append(Self.version)
        // The header is little-endian; the mark tells the order of the arrays.
        append(Self.byteOrderMark.littleEndian)
        append(UInt64(length + parts.reduce(0) { $0 + $1.layout.byteCount }))
        append(UInt32(treeCount))
        append(UInt32(parts.count))
        append(UInt32(sectionCount))
        append(UInt32(0))
        append(UInt64(length))
        append(stamp.storeID)
        append(stamp.changeNumber)
        append(stamp.nonce)
        bytes.append(contentsOf: repeatElement(0, count: Self.fixedLength - bytes.count))
        for part in parts {
            append(UInt32(part.tree))
            append(part.layout.kind.rawValue)
            append(UInt64(part.layout.count))
            append(part.grid.origin)
            append(part.grid.unit)
            append(UInt64(part.offset))
            append(UInt64(part.layout.byteCount))
            append(UInt128(0))
        }
        for (number, part) in parts.enumerated() {
            for (section, checksum) in zip(part.layout.sections, part.checksums) {
                append(UInt32(number))
                append(section.section.rawValue)
                append(UInt64(part.offset + section.range.lowerBound))
                append(UInt64(section.range.count))
                append(checksum)
            }
        }
        bytes.append(contentsOf: repeatElement(0, count: length - bytes.count))
        let checksum = Self.checksum(of: bytes)
        for index in 0..<8 { bytes[Self.checksumOffset + index] = UInt8(truncatingIfNeeded: checksum >> (8 * index)) }
        return bytes
    }

    /// The checksum of a header whose own checksum counts as 0.
    private static func checksum(of header: [UInt8]) -> UInt64 {
        var header = header
        header.replaceSubrange(checksumOffset..<checksumOffset + 8, with: repeatElement(0, count: 8))
        // The array's bytes are read for the call, all of them and no more.
        return unsafe header.withUnsafeBytes { unsafe ck_checksum($0.baseAddress, $0.count) }
    }
}

// MARK: - Reading

extension ArchiveHeader {
    /// Reads numbers one after the other.
    private struct Reader {
        let bytes: [UInt8]
        var offset = 0

        /// The next number; 0 past the end, where the length was checked before.
        mutating func next<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
            let size = Number.bitWidth / 8
            defer { offset += size }
            guard offset + size <= bytes.count else { return 0 }
            return bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
        }
    }

    /// The length of the header with its tables, once it is known to lie inside the bytes.
    static func lengthOfTables(in prefix: [UInt8], fileLength: Int) throws(TreeArchiveError) -> Int {
        guard prefix.starts(with: magic) else { throw .notAnArchive }
        var reader = Reader(bytes: prefix, offset: magic.count)
        guard prefix.count == fixedLength else {
            throw .wrongLength(expected: UInt64(fixedLength), actual: UInt64(fileLength))
        }
        let version = reader.next(UInt32.self)
        let mark = reader.next(UInt32.self)
        guard mark == byteOrderMark.littleEndian else {
            if mark == byteOrderMark.bigEndian { throw .foreignByteOrder }
            throw .damagedHeader("its byte order mark is \(mark)")
        }
        guard version == Self.version else { throw .unknownVersion(version) }
        let expected = reader.next(UInt64.self)
        guard expected == UInt64(fileLength) else {
            throw .wrongLength(expected: expected, actual: UInt64(fileLength))
        }
        let trees = Int(reader.next(UInt32.self))
        let parts = Int(reader.next(UInt32.self))
        let sections = Int(reader.next(UInt32.self))
        _ = reader.next(UInt32.self)
        guard trees <= maxTrees, parts <= trees * maxPartsPerTree, sections <= parts * PartSection.allCases.count else {
            throw .damagedHeader("it announces \(trees) trees, \(parts) parts, \(sections) sections")
        }
        let length = length(parts: parts, sections: sections)
        guard reader.next(UInt64.self) == UInt64(length), length <= fileLength else {
            throw .damagedHeader("its length is not that of its tables")
        }
        return length
    }

    /// Reads a header that is as long as its tables, and checks that everything it says fits together.
    init(parsing bytes: [UInt8]) throws(TreeArchiveError) {
        var reader = Reader(bytes: bytes, offset: Self.checksumOffset)
        guard reader.next(UInt64.self) == Self.checksum(of: bytes) else { throw .damagedHeader("its checksum differs") }
        reader.offset = 16
        let fileLength = reader.next(UInt64.self)
        treeCount = Int(reader.next(UInt32.self))
        let partCount = Int(reader.next(UInt32.self))
        let sectionCount = Int(reader.next(UInt32.self))
        reader.offset = 48
        stamp = ArchiveStamp(
            storeID: reader.next(UInt128.self), changeNumber: reader.next(Int64.self), nonce: reader.next(Int64.self))
        reader.offset = Self.fixedLength
        parts = []
        var offset = bytes.count
        for _ in 0..<partCount {
            let part = try Self.part(from: &reader, at: offset, treeCount: treeCount)
            guard !part.layout.kind.contains(.byPlace) || parts.last?.isMain(of: part) == true else {
                throw .damagedHeader("a part of tree \(part.tree) is a second order of no other")
            }
            parts.append(part)
            offset += part.layout.byteCount
        }
        guard UInt64(offset) == fileLength else { throw .damagedHeader("its parts do not fill the file") }
        guard self.parts.reduce(0, { $0 + $1.layout.sections.count }) == sectionCount else {
            throw .damagedHeader("it does not list each section once")
        }
        for number in parts.indices {
            let part = parts[number]
            for section in part.layout.sections {
                let fits =
                    reader.next(UInt32.self) == UInt32(number) && reader.next(UInt32.self) == section.section.rawValue
                    && reader.next(UInt64.self) == UInt64(part.offset + section.range.lowerBound)
                    && reader.next(UInt64.self) == UInt64(section.range.count)
                guard fits else { throw .damagedHeader("a section of part \(number) is not where it belongs") }
                parts[number].checksums.append(reader.next(UInt64.self))
            }
        }
    }

    private static func part(
        from reader: inout Reader, at offset: Int, treeCount: Int
    ) throws(TreeArchiveError) -> Part {
        let tree = Int(reader.next(UInt32.self))
        let kind = PartKind(rawValue: reader.next(UInt32.self))
        let count = reader.next(UInt64.self)
        let grid = TimeGrid(origin: reader.next(Int64.self), unit: reader.next(Int64.self))
        guard tree < treeCount, kind.isValid, count >= 1, count <= UInt64(PartLayout.maxCount), grid.unit >= 1 else {
            throw .damagedHeader("a part of tree \(tree) has kind \(kind.rawValue), \(count) entries")
        }
        let layout = PartLayout(count: Int(count), kind: kind)
        guard reader.next(UInt64.self) == UInt64(offset), reader.next(UInt64.self) == UInt64(layout.byteCount) else {
            throw .damagedHeader("a part of tree \(tree) is not where it belongs")
        }
        _ = reader.next(UInt128.self)
        return Part(tree: tree, layout: layout, grid: grid, offset: offset, checksums: [])
    }
}

extension PartLayout {
    /// The sections that the part has, with their offsets and lengths in the part.
    var sections: [(section: PartSection, range: Range<Int>)] {
        PartSection.allCases.compactMap { section in range(of: section).map { (section, $0) } }
    }
}

extension TreePart {
    /// The checksums of the sections that the part has, in their order.
    var checksums: [UInt64] {
        layout.sections.compactMap { section, _ in
            guard let bytes = unsafe bytes(of: section) else { return nil }
            // The bytes belong to the part.
            return unsafe ck_checksum(bytes.baseAddress, bytes.count)
        }
    }
}
