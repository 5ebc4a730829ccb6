import Formats
import Gazetteers

/// One build of a gazetteer under way.
struct GazetteerBuildRun {
    let job: GazetteerBuildJob
    let progress: (Int) -> Void
    private(set) var report = GazetteerBuildReport()
    private var rows = 0
    private var seen = SeenNumbers()
    private var sources: [String: Int] = [:]

    private static let rowsPerProgress = 100_000

    init(job: GazetteerBuildJob, progress: @escaping (Int) -> Void) {
        self.job = job
        self.progress = progress
    }

    /// Reads all files: first those of places, then those of names.
    mutating func build(_ paths: [String], output: String?) throws -> NamedGazetteerBuilder {
        var builder = try GazetteerBuilder(
            base: job.base, dataVersion: job.dataVersion, output: output, memory: job.memory)
        let holders = PlaceHolders(job.base)
        var names: [PlaceFile] = []
        for path in paths {
            let file = try PlaceFile(path: path)
            switch file.kind {
            case .geoNames, .table, .features: try addPlaces(of: file, holders, to: &builder)
            case .unitNames: try addUnitNames(of: file, to: &builder)
            case .alternateNames: names.append(file)
            // What it says of countries, the gazetteer that this one builds upon knows as well.
            case .countries: break
            case .gazetteer:
                throw FormatError("the file is a gazetteer already", advice: "give it with --gazetteer").naming(path)
            }
        }
        if builder.count == 0 {
            throw FormatError("no file holds places", advice: "give a GeoNames dump, a table or GeoJSON with names")
        }
        report.places = builder.count
        var named = try builder.numbered(takingNames: !names.isEmpty)
        for file in names { try addNames(of: file, to: &named) }
        report.names = named.namesTaken
        return named
    }

    private mutating func addPlaces(
        of file: PlaceFile, _ holders: PlaceHolders, to builder: inout GazetteerBuilder
    ) throws {
        do {
            guard var reader = try file.places(holders) else { return }
            while let row = try reader.next() {
                countRow()
                switch row.content {
                case .failure(let error): try reject(error, line: row.line, of: file)
                case .success(var place):
                    place.source = try source(row.source, in: file, reader.terms, &builder)
                    if file.kind == .geoNames, let id = place.sourceID, !seen.insert(id) {
                        report.duplicates += 1
                        continue
                    }
                    do {
                        try builder.add(place)
                    } catch GazetteerBuildError.badOutline(_, let reason) {
                        try reject(RowError(reason, column: "geometry"), line: row.line, of: file)
                    }
                }
            }
        } catch let error as FormatError {
            throw error.naming(file.path)
        }
    }

    /// The number of a row's source: what the row says, or what its file is.
    private mutating func source(
        _ stated: String?, in file: PlaceFile, _ terms: DataTerms, _ builder: inout GazetteerBuilder
    ) throws -> Int {
        let terms = job.terms ?? terms
        let isOwn = terms == DataTerms.own
        let fileName = isOwn ? ImportInput.stem(of: file.path) : terms.title.lowercased()
        let wanted = stated ?? fileName
        if let known = sources[wanted] { return known }
        // Beyond the sources that a file can tell apart, rows are those of their file; the last number is kept for it.
        let isFull = sources.count >= GazetteerBuilder.sourceLimit - 1
        let name = isFull ? fileName : wanted
        if let known = sources[name] { return known }
        let title = isOwn && stated != nil ? "\(name), through \(file.path)" : isOwn ? file.path : terms.title
        let number = try builder.addSource(
            GazetteerSource(id: name, title: title, licence: terms.licence, attribution: terms.attribution))
        sources[name] = number
        return number
    }

    private mutating func reject(_ error: RowError, line: Int, of file: PlaceFile) throws {
        if job.isStrict {
            throw FormatError(error.reason, line: line, column: error.column, byteOffset: error.byteOffset)
        }
        report.rejected += 1
        if report.firstReject == nil { report.firstReject = "\(file.path), line \(line), \(error)" }
    }

    private mutating func countRow() {
        rows += 1
        if rows % Self.rowsPerProgress == 0 { progress(rows) }
    }

    // MARK: Files of names

    private mutating func addUnitNames(of file: PlaceFile, to builder: inout GazetteerBuilder) throws {
        let source = try source(nil, in: file, .geoNames, &builder)
        try forEachRecord(of: file, columns: [4]) { record throws in
            let code = record.text(at: 0)
            guard let dot = code.firstIndex(of: "."), code[..<dot].utf8.count == 2 else {
                throw RowError("'\(code)' is no code of a unit", column: "code")
            }
            try builder.nameUnit(
                String(code[code.index(after: dot)...]), in: String(code[..<dot]), record.text(at: 1), source: source)
        }
    }

    private mutating func addNames(of file: PlaceFile, to builder: inout NamedGazetteerBuilder) throws {
        try forEachRecord(of: file, columns: [8, 10]) { record throws in
            guard let id = UInt32(record.text(at: 1)) else {
                throw RowError("'\(record.text(at: 1))' is no number of a place", column: "geonameid")
            }
            switch AlternateName(language: record.text(at: 2), record.text(at: 3)) {
            case .name(let name): try builder.addName(name, toSourceID: id)
            case .code(let code): try builder.addName(code, isCode: true, toSourceID: id)
            case .neither: break
            }
        }
    }

    private mutating func forEachRecord(
        of file: PlaceFile, columns: Set<Int>, _ body: (CSVRecord) throws -> Void
    ) throws {
        var scanner = file.scanner()
        var record = CSVRecord()
        do {
            while try scanner.next(&record) {
                if record.isBlank { continue }
                countRow()
                do {
                    try record.checkText()
                    guard columns.contains(record.cells.count) else {
                        throw RowError("\(record.cells.count) columns")
                    }
                    try body(record)
                } catch let error as RowError {
                    try reject(error, line: record.line, of: file)
                }
            }
        } catch let error as FormatError {
            throw error.naming(file.path)
        }
    }
}

/// What a row of alternateNamesV2.txt gives a place.
enum AlternateName {
    case name(String), code(String)
    case neither

    init(language: String, _ text: String) {
        switch language {
        case "iata", "icao", "faac": self = .code(text)
        // Links, numbers of other collections, postal codes, and how a name is pronounced.
        case "link", "wkdt", "post", "unlc", "tcid", "phon", "piny": self = .neither
        default: self = GeoNamesReader.isName(text) ? .name(text) : .neither
        }
    }
}

/// The numbers of places that were met: a bit each, as GeoNames' numbers lie close together, but for large ones.
struct SeenNumbers {
    /// From here on numbers are kept one by one.
    private static let limit: UInt32 = 1 << 28
    private var words: [UInt64] = []
    private var largeNumbers: Set<UInt32> = []

    /// Notes a number.
    ///
    /// - Returns: False where it was met before.
    mutating func insert(_ number: UInt32) -> Bool {
        guard number < Self.limit else { return largeNumbers.insert(number).inserted }
        let (word, bit) = (Int(number / 64), UInt64(1) << UInt64(number % 64))
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        guard words[word] & bit == 0 else { return false }
        words[word] |= bit
        return true
    }
}
