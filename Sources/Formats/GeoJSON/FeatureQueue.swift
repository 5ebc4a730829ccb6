import JSONValues

/// Turns the texts of features into records. The first features are held back until enough of them were seen to tell
/// what their properties mean.
struct FeatureQueue {
    /// So many features are looked at to guess what the properties mean.
    static let sampleSize = 100
    /// Fewer, where they are large.
    static let sampleBytes = 4 << 20

    private struct Waiting {
        var bytes: [UInt8]
        var location: RecordLocation
        var feature: Result<FeatureParser.Feature, RowError>
    }

    private let options: ReadOptions
    /// What the properties mean, where that is known from elsewhere.
    private let knownMapping: ColumnMapping?
    private var parser = FeatureParser()
    private var interpreter: RowInterpreter?
    private var waiting: [Waiting] = []
    private var nextIndex = 0
    private var heldBytes = 0

    /// Makes a queue; what the properties mean is guessed unless it is given.
    init(options: ReadOptions, mapping: ColumnMapping? = nil) {
        self.options = options
        knownMapping = mapping
    }

    var mapping: ColumnMapping? { interpreter?.mapping }
    /// The names of the properties of the records given so far.
    var properties: [String] { interpreter?.properties ?? [] }
    /// Whoever made the features, where that is known.
    var publisher: (any Publisher)? { interpreter?.publisher }

    /// Whether another text should be added before the next record is asked for.
    var wantsMore: Bool {
        interpreter == nil
            ? waiting.count < FeatureQueue.sampleSize && heldBytes < FeatureQueue.sampleBytes
            : nextIndex == waiting.count
    }

    mutating func add(_ bytes: [UInt8], _ location: RecordLocation) {
        if nextIndex == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            nextIndex = 0
        }
        heldBytes += bytes.count
        let feature: Result<FeatureParser.Feature, RowError>
        do {
            feature = .success(try parser.parse(bytes, at: location.byteOffset))
        } catch {
            feature = .failure(error)
        }
        waiting.append(Waiting(bytes: bytes, location: location, feature: feature))
    }

    mutating func next() throws(FormatError) -> ImportRecord? {
        if interpreter == nil {
            let sample = sample()
            let publisher =
                sample.rows.isEmpty ? nil : try Publishers.recognise(sample.names, askedFor: options.format)
            let mapping: ColumnMapping
            if let knownMapping {
                mapping = knownMapping
            } else if let publisher {
                mapping = publisher.mapping(of: sample.names, explicit: options.mapping)
            } else {
                mapping = try ColumnGuesser.mapping(of: sample, explicit: options.mapping, isTable: false)
            }
            interpreter = RowInterpreter(mapping: mapping, publisher: publisher, options: options, isTable: false)
        }
        guard nextIndex < waiting.count else { return nil }
        let next = waiting[nextIndex]
        nextIndex += 1
        let content: Result<IncidentDraft, RowError>
        do {
            content = .success(try draft(next.feature))
        } catch {
            content = .failure(error)
        }
        return ImportRecord(location: next.location, raw: next.bytes, content: content)
    }

    private mutating func draft(_ parsed: Result<FeatureParser.Feature, RowError>) throws(RowError) -> IncidentDraft {
        let feature = try parsed.get()
        guard var reader = interpreter else { throw RowError("no feature was seen yet") }
        var geometry = feature.geometry
        if let given = geometry { geometry = try reader.checked(given, column: "geometry") }
        var draft = try reader.draft(
            RowInterpreter.Row(
                members: feature.members, geometry: geometry, recordID: feature.recordID,
                contentHash: feature.contentHash))
        interpreter = reader
        draft.remark = feature.geometry.flatMap(GeoJSONGeometry.remark)
        return draft
    }

    /// The properties of the waiting features as a table.
    private func sample() -> SampleTable {
        var names: [String] = []
        var indexes: [String: Int] = [:]
        var rows: [[String?]] = []
        for case .success(let feature) in waiting.map(\.feature) {
            var row = [String?](repeating: nil, count: names.count)
            for member in feature.members {
                let index: Int
                if let known = indexes[member.name] {
                    index = known
                } else {
                    index = names.count
                    indexes[member.name] = index
                    names.append(member.name)
                    row.append(nil)
                }
                guard let text = member.value.cellText, !text.isEmpty else { continue }
                row[index] = text
            }
            rows.append(row)
        }
        return SampleTable(names: names, rows: rows)
    }
}
