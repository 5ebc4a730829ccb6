import Formats
import Gazetteers
import Incidents
import Stores

/// One import under way, inside the store's transaction.
struct ImportSession {
    private let options: ImportOptions
    private let batch: WriteBatch
    private let progress: @Sendable (ImportProgress) -> Void
    private let totalBytes: Int?
    /// The gauges of the files, the one being read last.
    private var gauges: [ReadingGauge] = []
    private var locator: PlaceLocator
    private let stamper: PlaceStamper?
    private var report = ImportReport()
    private var rejects: RejectLog
    private var identity: RowIdentity
    /// The tables whose columns the store knows, by source.
    private var notedTables: [String: TableShape] = [:]
    /// The properties of the file's features, by source.
    private var properties: [String: [String]] = [:]

    /// Progress is reported every so many rows.
    private static let rowsPerProgress = 10_000

    init(
        options: ImportOptions, gazetteer: Gazetteer, batch: WriteBatch, totalBytes: Int?,
        progress: @escaping @Sendable (ImportProgress) -> Void
    ) throws {
        self.totalBytes = totalBytes
        self.options = options
        self.batch = batch
        self.progress = progress
        locator = PlaceLocator(
            gazetteer: gazetteer, country: options.country, takesFirst: options.takesFirstPlace)
        stamper = options.stampsPlaces ? try PlaceStamper(gazetteer) : nil
        rejects = RejectLog(path: options.rejectsPath, keepsEarlier: options.keepsEarlierRejects)
        identity = RowIdentity(firstNewRow: try batch.nextRow())
    }

    /// Reads a file to its end.
    mutating func takeFile(_ path: String) throws {
        identity.beginFile(firstNewRow: try batch.nextRow())
        let input = try ImportInput(path: path, options: options)
        gauges.append(input.gauge)
        // What is encoded is stored as it is, and nothing is filled in.
        let encodesRows = try options.encodesRows && !options.stampsPlaces && batch.takesEncodedRows
        let stream = RecordStream(input, encodesRows: encodesRows)
        // A strict import that ends early must not leave the file being read.
        defer { stream.cancel() }
        while let run = try stream.next() {
            try noteColumns(run.facts)
            var next = 0
            for (rowsBefore, record) in run.records {
                try takeRows(next..<rowsBefore, of: run, from: input)
                next = rowsBefore
                noteRead()
                if let fault = try take(record, of: input, run.facts) {
                    try reject(record, of: input, run.facts, fault)
                }
            }
            try takeRows(next..<run.rows.count, of: run, from: input)
        }
        for (source, names) in properties { try batch.noteColumns(names, of: source) }
        properties = [:]
    }

    private mutating func noteRead() {
        report.read += 1
        guard report.read % ImportSession.rowsPerProgress == 0 else { return }
        progress(
            ImportProgress(rows: report.read, bytes: gauges.reduce(0) { $0 + $1.bytes }, totalBytes: totalBytes))
    }

    /// Stores rows that were encoded as they were read.
    private mutating func takeRows(_ range: Range<Int>, of run: RecordRun, from input: ImportInput) throws {
        try batch.upsert(run.rows, range) { index, outcome in
            noteRead()
            switch outcome {
            case .inserted(let row):
                identity.note(line: run.location(ofRow: index).line, ofNewRow: row)
                report.inserted += 1
            case .unchanged(let row):
                identity.meet(row)
                report.unchanged += 1
            case .replaced, .conflict, nil:
                // What is stored differs: what follows from that is settled for drafts.
                let record = try input.draft(
                    ofRow: run.raw(ofRow: index), at: run.location(ofRow: index), run.facts)
                if let fault = try take(record, of: input, run.facts) {
                    try reject(record, of: input, run.facts, fault)
                }
            }
        }
    }

    /// Lets the store know which columns the source's table has.
    private mutating func noteColumns(_ facts: ReaderFacts) throws {
        guard let table = facts.table else { return noteProperties(facts) }
        guard table != notedTables[facts.source] else { return }
        try batch.noteColumns(table.header, of: facts.source)
        notedTables[facts.source] = table
    }

    /// Mostly what is new comes after what is known; the records of a rejects file bring their own each.
    private mutating func noteProperties(_ facts: ReaderFacts) {
        guard !facts.properties.isEmpty, properties[facts.source] != facts.properties else { return }
        let new = Set(facts.properties)
        properties[facts.source] =
            facts.properties + (properties[facts.source] ?? []).filter { !new.contains($0) }
    }

    /// Closes the rejects file and returns what was done.
    mutating func finish() throws -> ImportReport {
        report.rejectsPath = try rejects.finish()
        return report
    }

    /// Stores a record; returns why it cannot be.
    private mutating func take(_ record: ImportRecord, of input: ImportInput, _ facts: ReaderFacts) throws -> RowError?
    {
        var draft: IncidentDraft
        switch record.content {
        case .success(let content): draft = content
        case .failure(let error): return error
        }
        var wasLocated = false
        var unresolved: String?
        if options.locatesByName, draft.incident.geometry == nil, let place = draft.incident.place, !place.isEmpty {
            if let reason = try locator.locate(&draft.incident, at: place) {
                // Where names are all there is, a name that means nothing is an error; beside coordinates, it is a row
                // without a location.
                if facts.mapping?.hasCoordinates != true { return RowError(reason, column: draft.placeColumn) }
                unresolved = reason
            } else {
                wasLocated = true
            }
        }
        let wasStamped = try stamper?.stamp(&draft.incident) ?? false
        let outcome = try store(draft, of: record, source: facts.source)
        switch outcome {
        case .inserted: report.inserted += 1
        case .replaced: report.replaced += 1
        case .unchanged: report.unchanged += 1
        case .skipped: report.skipped += 1
        case .rejected(let reason): return RowError(reason, column: draft.idColumn)
        }
        if let remark = draft.remark {
            report.remarked += 1
            report.firstRemark = report.firstRemark ?? "\(input.name), line \(record.location.line), \(remark)"
        }
        if wasLocated { report.locatedByName += 1 }
        if wasStamped { report.stamped += 1 }
        if let unresolved {
            report.placesUnresolved += 1
            if report.firstUnresolvedPlace == nil { report.firstUnresolvedPlace = unresolved }
        }
        return nil
    }

    private enum RowOutcome {
        case inserted, replaced, unchanged, skipped
        case rejected(reason: String)
    }

    private mutating func store(_ draft: IncidentDraft, of record: ImportRecord, source: String) throws -> RowOutcome {
        do {
            guard let recordID = draft.recordID else { return try storeMinted(draft, of: record, source: source) }
            let text = draft.isFullID ? recordID : "\(source):\(recordID)"
            guard let id = IncidentID(text) else { return .rejected(reason: "'\(text)' is no id") }
            return try storeIdentified(draft.incident(id: id, source: source), of: record)
        } catch StoreError.invalidIncident(_, let reason) {
            return .rejected(reason: reason)
        }
    }

    /// Stores a row under the id that its source gave it.
    private mutating func storeIdentified(_ incident: Incident, of record: ImportRecord) throws -> RowOutcome {
        switch try batch.upsert(incident, policy: .error) {
        case .inserted(let row):
            identity.note(line: record.location.line, ofNewRow: row)
            return .inserted
        case .replaced:
            return .replaced
        case .unchanged(let row):
            identity.meet(row)
            return .unchanged
        case .conflict(let row):
            guard identity.hasMet(row) else { return try settleConflict(incident, with: row) }
            let earlier = identity.line(ofRow: row).map { "line \($0)" } ?? "an earlier row"
            return .rejected(
                reason: "id '\(incident.id)' stands in \(earlier) of this file too, with other content")
        }
    }

    private mutating func settleConflict(_ incident: Incident, with row: Int64) throws -> RowOutcome {
        identity.meet(row)
        switch options.onConflict {
        case .error:
            return .rejected(reason: "id '\(incident.id)' is stored with other content; see --on-conflict")
        case .skip:
            return .skipped
        case .replace:
            // The store keeps what it has where that is the newer revision.
            if case .conflict = try batch.upsert(incident, policy: .replace) { return .skipped }
            return .replaced
        }
    }

    /// Stores a row without an id of its own under a hash of its content and its ordinal among equal rows of the file.
    private mutating func storeMinted(_ draft: IncidentDraft, of record: ImportRecord, source: String) throws
        -> RowOutcome
    {
        var ordinal = identity.nextOrdinal(of: draft.contentHash)
        while true {
            let id = draft.mintedID(source: source, ordinal: ordinal)
            let incident = draft.incident(id: id, source: source)
            switch try batch.upsert(incident, policy: .error) {
            case .inserted(let row):
                identity.note(line: record.location.line, ofNewRow: row)
                identity.used(ordinal, of: draft.contentHash)
                return .inserted
            case .unchanged(let row) where identity.hasMet(row), .conflict(let row) where identity.hasMet(row):
                // An equal row of this file has that ordinal already.
                ordinal += 1
            case .unchanged(let row):
                identity.used(ordinal, of: draft.contentHash)
                identity.meet(row)
                return .unchanged
            case .conflict(let row):
                // The row was imported before and has been edited since.
                identity.used(ordinal, of: draft.contentHash)
                return try settleConflict(incident, with: row)
            case .replaced:
                return .replaced
            }
        }
    }

    private mutating func reject(
        _ record: ImportRecord, of input: ImportInput, _ facts: ReaderFacts, _ error: RowError
    ) throws {
        let sentence = "\(input.name), line \(record.location.line), \(error)"
        if options.isStrict { throw ImportError.badRow(sentence) }
        report.rejected += 1
        if report.firstReject == nil { report.firstReject = sentence }
        try rejects.append(
            RejectedRow(
                record, file: input.name, format: facts.format, table: facts.table,
                mapping: facts.mapping ?? ColumnMapping(), error: error))
    }
}
