import MappedFiles

extension NamedGazetteerBuilder {
    /// Writes the gazetteer in the place of the output file.
    ///
    /// - Throws: `FileError` where the disk is full; the old file is there then.
    /// - Complexity: O(n log n) in the number of names.
    public consuming func write() throws {
        guard let path else { throw GazetteerBuildError.tooLarge("a file without a name") }
        let sections = try sections()
        var file = try FileReplacement(of: path)
        try Self.forEachPiece(of: sections) { try file.write($0) }
        try file.commit()
    }

    /// Opens the gazetteer in memory.
    public consuming func opened() throws -> Gazetteer {
        var bytes: [UInt8] = []
        try Self.forEachPiece(of: try sections()) { bytes.append(contentsOf: $0) }
        return try Gazetteer(copying: bytes)
    }

    private consuming func sections() throws -> [(tag: String, bytes: SpooledBytes)] {
        let (path, memory, base, count) = (path, memory, base, count)
        var strings = strings
        let ranks = units.ranks()
        var meta: [UInt8] = []
        meta.append(littleEndian: try strings.add(dataVersion))
        var sourceTable: [UInt8] = []
        sourceTable.append(littleEndian: UInt32(sources.count))
        for source in sources {
            for text in [source.id, source.title, source.licence, source.attribution] {
                sourceTable.append(littleEndian: try strings.add(text))
            }
        }
        let table = try units.table(ranks) { isoCode in try strings.add(isoCode) }
        let symbols = strings.encoder.section
        // What remembers the texts goes before the names are sorted.
        let texts = try strings.finish()
        let entries = try Self.ranked(try entries.finish(), ranks, beside: path)
        let shapes = try outlines.sections()
        var writer = NameSections(
            places: count, levels: levels, normaliser: base.normaliser, memory: memory, beside: path)
        let names = try writer.write(try names.sorted())
        return [
            ("META", SpooledBytes(meta)), ("FOLD", try Self.copy("FOLD", of: base)),
            ("GENR", try Self.copy("GENR", of: base)), ("SRCS", SpooledBytes(sourceTable)), ("ENTR", entries),
            ("UNIT", SpooledBytes(table)),
        ] + names + [
            ("SHPX", shapes.index), ("SHPS", shapes.shapes), ("SYMS", SpooledBytes(symbols)),
            ("STRS", texts),
        ]
    }

    private static func copy(_ tag: String, of base: GazetteerLayer) throws -> SpooledBytes {
        SpooledBytes(try base.file.source.array(try base.file.range(tag)))
    }

    /// The entries with the numbers that their units have in the file.
    private static func ranked(
        _ entries: SpooledBytes, _ ranks: [Int], beside path: String?
    ) throws -> SpooledBytes {
        var spool = ByteSpool(beside: path)
        let length = EntryTable.recordLength
        try entries.forEachPiece(of: length << 15) { piece in
            var piece = piece
            for start in stride(from: 18, to: piece.count, by: length) {
                let number = Int(piece[start]) | Int(piece[start + 1]) << 8
                guard number < ranks.count else { continue }
                piece[start] = UInt8(truncatingIfNeeded: ranks[number])
                piece[start + 1] = UInt8(truncatingIfNeeded: ranks[number] >> 8)
            }
            try spool.append(piece)
        }
        return try spool.finish()
    }

    /// The whole file, piece by piece.
    private static func forEachPiece(
        of sections: [(tag: String, bytes: SpooledBytes)], _ body: ([UInt8]) throws -> Void
    ) throws {
        var table: [UInt8] = []
        var position = GazetteerFile.headerLength + sections.count * GazetteerFile.descriptorLength
        for (tag, bytes) in sections {
            position = aligned(position)
            table.append(contentsOf: tag.utf8)
            table.append(littleEndian: bytes.checksum)
            table.append(littleEndian: UInt64(position))
            table.append(littleEndian: UInt64(bytes.count))
            position += bytes.count
        }
        var header = GazetteerFile.magic
        header.append(littleEndian: UInt32(GazetteerFile.version))
        header.append(littleEndian: UInt32(sections.count))
        header.append(littleEndian: UInt64(position))
        var check = CyclicRedundancyCheck()
        for byte in header + table { check.update(byte) }
        header.append(littleEndian: check.value)
        header.append(littleEndian: UInt32(0))
        try body(header + table)
        position = header.count + table.count
        for (_, bytes) in sections {
            try body([UInt8](repeating: 0, count: aligned(position) - position))
            try bytes.forEachPiece(body)
            position = aligned(position) + bytes.count
        }
    }

    /// The next multiple of eight.
    private static func aligned(_ position: Int) -> Int { (position + 7) / 8 * 8 }
}

extension UnitRegister {
    /// For each unit its number in the file, in the order of the entries; as many as the register has.
    fileprivate func ranks() -> [Int] {
        var ranks = [Int](repeating: UnitRegister.limit, count: units.count)
        let order = units.indices.filter { units[$0].entry != nil }.sorted {
            (units[$0].entry ?? 0) < (units[$1].entry ?? 0)
        }
        for (rank, unit) in order.enumerated() { ranks[unit] = rank }
        // What lies in a second-level unit that is no place lies in the unit above it.
        for (number, unit) in units.enumerated() where unit.entry == nil {
            if let parent = unit.parent { ranks[number] = ranks[parent] }
        }
        return ranks
    }

    /// The section UNIT.
    fileprivate func table(_ ranks: [Int], _ text: (String) throws -> UInt32) throws -> [UInt8] {
        var records: [(entry: Int, bytes: [UInt8])] = []
        for unit in units {
            guard let entry = unit.entry else { continue }
            var bytes: [UInt8] = []
            bytes.append(littleEndian: UInt32(entry))
            bytes.append(littleEndian: try text(unit.isoCode))
            bytes.append(littleEndian: UInt16(unit.country.map { ranks[$0] } ?? UnitRegister.limit))
            bytes.append(littleEndian: UInt16(unit.outline ?? UnitRegister.limit))
            records.append((entry, bytes))
        }
        return records.sorted { $0.entry < $1.entry }.flatMap(\.bytes)
    }
}
