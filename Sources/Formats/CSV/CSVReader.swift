import JSONValues

/// Reads a table: the first record names the columns, every further one is an incident.
///
/// A record with another number of cells than the header, with bytes that are not UTF-8 or with a NUL is refused by
/// itself. A table whose first record holds numbers has no header; its columns are then `column1`, `column2` and so on.
package struct CSVReader: RecordReader {
    /// So many records are looked at to guess what the columns mean.
    package static let sampleSize = 100

    private var scanner: CSVScanner
    private let options: ReadOptions
    private var record = CSVRecord()
    /// Records that were read ahead for the sample, the next one last.
    private var readAhead: [CSVRecord] = []
    private var interpreter: RowInterpreter?
    private var header: [String] = []
    /// Whether the table is one of GDELT's, whose columns follow from their number.
    private let isGDELT: Bool
    /// Whether the table is one of our own exports, whose cells are written in a way that can be undone.
    private var isExported = false
    private var hashed: [UInt8] = []
    /// Reads rows straight from their bytes, where the table allows that.
    private var plainTable: PlainTable?
    /// Whether ``record`` was looked at and is still to be given.
    private var isPending = false

    /// Reads what the window has left; the separator is found in what comes first.
    ///
    /// - Parameters:
    ///   - window: the bytes, without a byte order mark.
    ///   - options: how to read them.
    /// - Throws: ``FormatError`` when the source cannot be read.
    package init(_ window: InputWindow, options: ReadOptions) throws(FormatError) {
        var window = window
        try window.fill(to: FormatDetector.peekedBytes)
        let sample = window.slice(min(window.count, FormatDetector.peekedBytes))
        let mayBeGDELT = options.format == .auto || options.format == .gdelt
        isGDELT = mayBeGDELT && GDELT.begins(sample)
        self.options = options
        if let declared = CSVDialect.declared(in: sample) {
            window.consume(declared.length)
            scanner = CSVScanner(window, delimiter: declared.delimiter, line: 2)
            return
        }
        let delimiter = isGDELT ? UInt8(ascii: "\t") : CSVDialect(detectingIn: sample).delimiter
        scanner = CSVScanner(window, delimiter: delimiter, hasQuotes: !isGDELT)
    }

    /// Reads records of a table whose header is known already.
    package init(_ window: InputWindow, table: TableShape, mapping: ColumnMapping, options: ReadOptions) {
        isGDELT = GDELTColumns.layout(ofColumns: table.header.count) == table.header
        scanner = CSVScanner(window, delimiter: table.delimiter, hasQuotes: !isGDELT)
        self.options = options
        header = table.header
        // The file was recognised when its rows were first read; what was wrong with it then is not said again.
        let publisher = (try? Publishers.recognise(header, askedFor: options.format)) ?? nil
        interpreter = RowInterpreter(mapping: mapping, publisher: publisher, options: options, isTable: true)
        isExported = ExportedRow.matches(header.map { JSONMember($0, .null) })
    }

    package var format: ImportFormat { interpreter?.publisher?.format ?? .csv }
    package var publisher: String? { interpreter?.publisher?.name }
    package var mapping: ColumnMapping? { interpreter?.mapping }
    package var table: TableShape? { TableShape(header: header, delimiter: scanner.delimiter) }

    package mutating func next() throws(FormatError) -> ImportRecord? {
        if interpreter == nil { try readHeader() }
        guard try present() else { return nil }
        isPending = false
        if isGDELT, let layout = GDELTColumns.layout(ofColumns: record.cells.count) { header = layout }
        let content: Result<IncidentDraft, RowError>
        do {
            content = .success(try draft())
        } catch {
            content = .failure(error)
        }
        return ImportRecord(
            location: RecordLocation(line: record.line, byteOffset: record.byteOffset), raw: record.bytes,
            content: content)
    }

    package mutating func nextFlat(_ flat: inout FlatRecord) throws(FormatError) -> Bool {
        if interpreter == nil { try readHeader() }
        guard plainTable != nil, try present(), plainTable?.read(record, into: &flat) == true else { return false }
        isPending = false
        return true
    }

    /// Makes ``record`` the next one to be given; false at the end.
    private mutating func present() throws(FormatError) -> Bool {
        if isPending { return true }
        if let ahead = readAhead.popLast() {
            record = ahead
        } else {
            guard try advance() else { return false }
        }
        isPending = true
        return true
    }

    /// Reads the next record that is no blank line.
    private mutating func advance() throws(FormatError) -> Bool {
        repeat {
            try scanner.skipEmptyLines()
            guard try scanner.next(&record) else { return false }
        } while record.isBlank
        return true
    }

    // MARK: Header

    private mutating func readHeader() throws(FormatError) {
        guard try advance() else { throw FormatError("the file is empty") }
        if let excess = record.excess {
            let fault = fault(of: excess)
            throw FormatError("the header holds \(fault.reason)", line: record.line, byteOffset: fault.byteOffset)
        }
        if let fault = textFault() {
            throw FormatError(
                "the header holds \(fault.reason)", line: record.line, byteOffset: fault.byteOffset,
                advice: "read it with --encoding if it is not UTF-8")
        }
        let first = record.texts
        var sample: [CSVRecord] = []
        isExported = ExportedRow.matches(first.map { JSONMember($0, .null) })
        if isGDELT {
            header = GDELTColumns.layout(ofColumns: first.count) ?? GDELTColumns.version2
            sample.append(record)
        } else if isExported {
            header = first.map(CSVCell.unguarded)
        } else if CSVReader.namesColumns(first) {
            header = CSVReader.uniqueNames(first)
        } else {
            header = first.indices.map { "column\($0 + 1)" }
            sample.append(record)
        }
        while sample.count < CSVReader.sampleSize, try advance() { sample.append(record) }
        if let first = sample.first, CSVReader.isTagRow(first) { sample.removeFirst() }
        readAhead = sample.reversed()
        let publisher = isExported ? nil : try Publishers.recognise(header, askedFor: options.format)
        let mapping = try mapping(from: sample, publisher)
        interpreter = RowInterpreter(mapping: mapping, publisher: publisher, options: options, isTable: true)
        if publisher == nil, !isExported, !isGDELT {
            plainTable = PlainTable(header: header, mapping: mapping, options: options)
        }
    }

    /// Whether the row below the header holds the tags of the Humanitarian Exchange Language (HXL) and no record.
    private static func isTagRow(_ record: CSVRecord) -> Bool {
        let texts = record.texts.filter { !Numbers.isBlank($0) }
        return !texts.isEmpty && texts.allSatisfy { $0.hasPrefix("#") && $0.count > 1 }
    }

    private func mapping(
        from sample: [CSVRecord], _ publisher: (any Publisher)?
    ) throws(FormatError) -> ColumnMapping {
        if isExported { return ColumnMapping() }
        if let publisher {
            // Rows of other layouts may follow, whose columns are those of the widest.
            try ColumnGuesser.check(options.mapping, against: isGDELT ? header + GDELTColumns.version2 : header)
            return publisher.mapping(of: isGDELT ? GDELTColumns.version2 : header, explicit: options.mapping)
        }
        let rows = sample.filter { $0.cells.count == header.count }.map { record in
            record.texts.map { Numbers.trimmed($0).isEmpty ? nil : $0 }
        }
        let mapping = try ColumnGuesser.mapping(
            of: SampleTable(names: header, rows: rows), explicit: options.mapping, isTable: true)
        guard mapping.hasLocation else {
            throw FormatError(
                "no column tells where the incidents were; the columns are: \(ColumnGuesser.list(header))",
                advice: "name them with --map longitude=COLUMN --map latitude=COLUMN, or --map place=COLUMN")
        }
        return mapping
    }

    /// Whether the cells can be names of columns: no fraction or date among them, and numbers (years, say) in less than
    /// half of them.
    private static func namesColumns(_ cells: [String]) -> Bool {
        let numbers = cells.filter { Numbers.double($0) != nil }
        return !numbers.contains { $0.contains(".") } && numbers.count * 2 < cells.count
            && !cells.contains { Numbers.double($0) == nil && ColumnTime.isDateOrTime($0) }
            && cells.contains { !Numbers.trimmed($0).isEmpty }
    }

    /// The names, trimmed; an empty one becomes `column3`, a second `name` becomes `name_2`.
    private static func uniqueNames(_ cells: [String]) -> [String] {
        var names: [String] = []
        var used: Set<String> = []
        // Where counting goes on for a name, so that a table of one name again and again is counted once.
        var next: [String: Int] = [:]
        for (index, cell) in cells.enumerated() {
            let trimmed = String(Numbers.trimmed(cell))
            let wanted = trimmed.isEmpty ? "column\(index + 1)" : trimmed
            var name = wanted
            while !used.insert(name).inserted {
                let number = next[wanted, default: 2]
                name = "\(wanted)_\(number)"
                next[wanted] = number + 1
            }
            names.append(name)
        }
        return names
    }

    // MARK: Rows

    private mutating func draft() throws(RowError) -> IncidentDraft {
        if let excess = record.excess { throw fault(of: excess) }
        if let fault = textFault() { throw fault }
        if let fault = record.faultyQuote {
            throw RowError("text after a closing quote", byteOffset: record.byteOffset + fault)
        }
        guard record.cells.count == header.count else {
            throw RowError("\(record.cells.count) cells where the header has \(header.count)")
        }
        var members: [JSONMember] = []
        members.reserveCapacity(header.count)
        hashed.removeAll(keepingCapacity: true)
        for (index, name) in header.enumerated() {
            let text = record.text(at: index)
            hashed.appendColumn(name, text)
            members.append(JSONMember(name, value(of: text, at: index)))
        }
        let row = RowInterpreter.Row(
            members: members, geometry: nil, recordID: nil, contentHash: ContentHash(of: hashed))
        guard let draft = try interpreter?.draft(row) else { throw RowError("the table has no header") }
        return draft
    }

    /// What a cell says: nothing where it is empty, which is exported as null or as an empty cell again.
    private func value(of text: String, at index: Int) -> JSONValue {
        guard isExported else { return text.isEmpty ? .null : .string(text) }
        // Our own exports put an empty text in quotes.
        if text.isEmpty { return record.isQuoted(at: index) ? .string("") : .null }
        return .string(CSVCell.unguarded(text))
    }

    private func fault(of excess: CSVRecord.Excess) -> RowError {
        switch excess {
        case .cells:
            RowError("more than \(CSVScanner.columnLimit) cells")
        case .bytesOfCell(let number):
            RowError(
                "a cell of more than \(CSVScanner.cellLimit) bytes; is a quote not closed?",
                column: header.indices.contains(number - 1) ? header[number - 1] : nil,
                byteOffset: record.byteOffset + record.cells[number - 1].start)
        }
    }

    /// Bytes that are no text: not UTF-8, or NUL.
    private func textFault() -> RowError? {
        if let offset = UTF8Validation.firstInvalidByte(in: record.bytes.span) {
            return RowError("invalid UTF-8", byteOffset: record.byteOffset + offset)
        }
        if let offset = record.bytes.firstIndex(of: 0) {
            return RowError("a NUL", byteOffset: record.byteOffset + offset)
        }
        return nil
    }
}

extension [UInt8] {
    /// Appends a column for hashing: name and text, each after its length, so that no two rows look alike.
    fileprivate mutating func appendColumn(_ name: String, _ text: String) {
        for part in [name, text] {
            let length = UInt32(truncatingIfNeeded: part.utf8.count)
            for shift in stride(from: UInt32(0), to: 32, by: 8) { append(UInt8(truncatingIfNeeded: length >> shift)) }
            append(contentsOf: part.utf8)
        }
    }
}
