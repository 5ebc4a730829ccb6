import MappedFiles

/// Writes the sections in which names are looked up: KEYX, KEYD, KEYS, SYMK and SKEL.
struct NameSections {
    static let blockLength = 16
    private static let directoryStride = 8

    private let path: String?
    private let memory: Int
    private let normaliser: Normaliser
    private let postingLength: Int
    private let levels: ImportanceLevels
    private var nameCount = 0

    /// - Parameters:
    ///   - places: How many entries there are.
    ///   - levels: How important they are.
    ///   - normaliser: What folds names.
    ///   - memory: How many bytes to hold before they are put aside.
    ///   - path: A file beside which they wait.
    init(places: Int, levels: ImportanceLevels, normaliser: Normaliser, memory: Int, beside path: String?) {
        self.levels = levels
        self.path = path
        self.memory = memory
        self.normaliser = normaliser
        // Twenty bits of entry, three of kind, one that says whether another follows.
        postingLength = places < 1 << 20 ? 3 : 4
    }

    /// The sections of sorted names, each with its tag.
    mutating func write(_ names: consuming SortedRecords) throws -> [(tag: String, bytes: SpooledBytes)] {
        var skeletons = ExternalSorter(memory: memory, beside: path)
        let (merged, sample) = try merge(names, &skeletons)
        let encoder = SymbolEncoder(SymbolTrainer.train(sample))
        let keys = try encode(SpooledRecords(merged), encoder)
        let section = SkeletonSection(names: nameCount, levels: levels, memory: memory, beside: path)
        return keys + [
            ("SYMK", SpooledBytes(encoder.section)), ("SKEL", try section.write(try skeletons.sorted())),
        ]
    }

    // MARK: Merging

    /// A name with all its places: how many bytes it shares with the one before it, the rest, and the postings.
    private struct MergedName {
        var key: [UInt8] = []
        var postings: [UInt32] = []

        /// Takes a place unless it has the name in a better way already.
        mutating func take(_ value: UInt32) {
            if let last = postings.last, last >> 3 == value >> 3 { return }
            postings.append(value)
        }
    }

    private mutating func merge(
        _ names: consuming SortedRecords, _ skeletons: inout ExternalSorter
    ) throws -> (merged: SpooledBytes, sample: [[UInt8]]) {
        var spool = ByteSpool(beside: path, isChecked: false)
        var sample = TextSample()
        var previous: [UInt8] = []
        var name = MergedName()
        var record: [UInt8] = []
        while try names.next(&record) {
            guard record.count > 5 else { throw GazetteerBuildError.lostTemporaryFile }
            let key = record[..<(record.count - 5)]
            let value = record[(record.count - 4)...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            if !key.elementsEqual(name.key) {
                try finish(name, after: &previous, &spool, &sample, &skeletons)
                name = MergedName(key: Array(key))
            }
            name.take(value)
        }
        try finish(name, after: &previous, &spool, &sample, &skeletons)
        return (try spool.finish(), sample.texts)
    }

    private mutating func finish(
        _ name: MergedName, after previous: inout [UInt8], _ spool: inout ByteSpool, _ sample: inout TextSample,
        _ skeletons: inout ExternalSorter
    ) throws {
        guard !name.postings.isEmpty else { return }
        guard nameCount < 1 << 28 else { throw GazetteerBuildError.tooLarge("more than \(nameCount) names") }
        var shared = 0
        if nameCount % Self.blockLength > 0 {
            let limit = min(previous.count, name.key.count)
            while shared < limit, previous[shared] == name.key[shared] { shared += 1 }
        }
        sample.consider(Array(name.key[shared...]))
        var record: [UInt8] = [UInt8(shared), UInt8(name.key.count)]
        record.append(contentsOf: name.key)
        for posting in name.postings { record.append(littleEndian: posting) }
        try spool.append(number: UInt32(record.count))
        try spool.append(record)
        try addSkeletons(of: name, number: nameCount, to: &skeletons)
        previous = name.key
        nameCount += 1
    }

    /// A record for each place, so that the places' names of one skeleton come together, the best first.
    private func addSkeletons(of name: MergedName, number: Int, to skeletons: inout ExternalSorter) throws {
        guard let roman = Romaniser.romanise(normaliser.withoutArticles(name.key)) else { return }
        let skeleton = Skeleton.of(roman)
        guard skeleton.count > 1 else { return }
        for posting in name.postings {
            let kind = posting & 7
            if kind == NameKind.code.rawValue || kind == NameKind.demonym.rawValue { continue }
            var record: [UInt8] = []
            record.append(bigEndian: posting >> 3)
            record.append(contentsOf: skeleton)
            record.append(0)
            record.append(UInt8(kind))
            record.append(bigEndian: UInt32(number))
            try skeletons.append(record)
        }
    }

    // MARK: Names

    private func encode(
        _ merged: consuming SpooledRecords, _ encoder: SymbolEncoder
    ) throws -> [(tag: String, bytes: SpooledBytes)] {
        var index = ByteSpool(beside: path)
        for number in [nameCount, Self.blockLength, postingLength] { try index.append(number: UInt32(number)) }
        var directory = ByteSpool(beside: path)
        try directory.append(number: UInt64(Self.directoryStride))
        var keys = ByteSpool(beside: path)
        var record: [UInt8] = []
        var number = 0
        while try merged.next(&record) {
            guard record.count > 2, record.count >= 2 + Int(record[1]) else {
                throw GazetteerBuildError.lostTemporaryFile
            }
            let shared = Int(record[0])
            let key = Array(record[2..<2 + Int(record[1])])
            if number % Self.blockLength == 0 {
                guard let start = UInt32(exactly: keys.count) else {
                    throw GazetteerBuildError.tooLarge("4 GiB of names")
                }
                try index.append(number: start)
                if number / Self.blockLength % Self.directoryStride == 0 {
                    try directory.append(number: ExternalSorter.prefix(of: key))
                }
            }
            let codes = encoder.encode(Array(key[shared...]))
            var bytes = [UInt8(min(shared, 15) << 4 | min(codes.count, 15))]
            if shared >= 15 { bytes.append(varint: shared - 15) }
            if codes.count >= 15 { bytes.append(varint: codes.count - 15) }
            bytes.append(contentsOf: codes)
            appendPostings(of: record[(2 + key.count)...], to: &bytes)
            try keys.append(bytes)
            number += 1
        }
        return [
            ("KEYX", try index.finish()), ("KEYD", try directory.finish()), ("KEYS", try keys.finish()),
        ]
    }

    private func appendPostings(of record: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        var position = record.startIndex
        while position + 4 <= record.endIndex {
            let value =
                UInt32(record[position]) | UInt32(record[position + 1]) << 8 | UInt32(record[position + 2]) << 16
                | UInt32(record[position + 3]) << 24
            position += 4
            var posting = value << 1 | (position < record.endIndex ? 1 : 0)
            for _ in 0..<postingLength {
                bytes.append(UInt8(truncatingIfNeeded: posting))
                posting >>= 8
            }
        }
    }
}
