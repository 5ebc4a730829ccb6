/// A spelling that is compared with known names, block by block, and the places that it has led to.
struct SpellingSearch {
    /// Up to this distance, writers hear the same consonant, whatever their skeletons say: b for p, z for s.
    private static let likeConsonant = 4
    /// A vowel may be written otherwise beside the wrong letters.
    private static let oneVowel = SpellingDistance.least
    private static let settledSimilarity = 0.9

    private let layer: GazetteerLayer
    private let number: Int
    private let classes: FeatureClassSet?
    private let evidence: SpellingEvidence
    private let skeleton: [UInt8]
    private let length: Int
    /// The greatest distances to names with the same consonants, and to others.
    private let transliterationLimit: Int
    private let misspellingLimit: Int
    private var distances: SpellingDistance
    /// A block with the letters of a skeleton that one of its names has.
    private struct Comparison: Hashable {
        let block: Int
        let letters: SkeletonLetters
    }
    private var compared: Set<Comparison> = []
    private(set) var matches: [Match] = []
    /// Whether a known name is so like the spelling that no wrong letters need to be assumed.
    private(set) var isSettled = false

    /// A search for a name in Latin letters.
    init(
        _ roman: [UInt8], skeleton: [UInt8], tolerance: SpellingTolerance, classes: FeatureClassSet?,
        evidence: SpellingEvidence, layer: GazetteerLayer, number: Int
    ) {
        self.layer = layer
        self.number = number
        self.classes = classes
        self.evidence = evidence
        self.skeleton = skeleton
        length = roman.count { $0 != Words.space }
        // Two tenths of a letter for each letter: a third of the vowels written otherwise.
        transliterationLimit = max(2 * length, 6)
        misspellingLimit = Self.misspellingLimit(length: length, tolerance: tolerance)
        distances = SpellingDistance(from: roman)
    }

    /// One wrong letter in a short name, two from nine letters on, three from fourteen.
    private static func misspellingLimit(length: Int, tolerance: SpellingTolerance) -> Int {
        guard tolerance == .misspelled else { return likeConsonant }
        return length < 4 ? 0 : (length < 9 ? 1 : length < 14 ? 2 : 3) * SpellingDistance.wrongLetter + oneVowel
    }

    /// The greatest distance that the names of places of a level of importance may have; negative where none may.
    func limit(ofLevel level: Int) -> Int {
        let importance = SkeletonTable.greatestImportance(ofLevel: level)
        return min(
            max(transliterationLimit, misspellingLimit),
            evidence.greatestDistance(letters: length, importance: importance))
    }

    /// Compares the spelling with those names of a block that may have a skeleton of these letters, and takes the places of
    /// those that are near enough.
    mutating func compare(block: Int, letters: SkeletonLetters, limit: Int) throws(GazetteerError) {
        guard compared.insert(Comparison(block: block, letters: letters)).inserted else { return }
        var cursor = try layer.names.cursor(inBlock: block)
        var deadEnd = Int.max
        while try cursor.advance(pastNamesSharing: deadEnd) {
            deadEnd = .max
            if Words.isPlainWithoutArticle(cursor.key) {
                guard letters.mayBeThose(of: cursor.key, deadEnd: &deadEnd) else { continue }
                if let distance = distances.distance(to: cursor.key, limit: limit) {
                    try take(cursor.key, distance: distance, &cursor)
                } else if let depth = distances.deadEnd {
                    deadEnd = depth
                }
                continue
            }
            guard let known = Romaniser.romanise(layer.normaliser.withoutArticles(cursor.key)) else { continue }
            if let distance = distances.distance(to: known, limit: limit) {
                try take(known, distance: distance, &cursor)
            }
        }
    }

    /// Takes the places of a known name where its distance is small for what kind of difference it is.
    private mutating func take(_ known: [UInt8], distance: Int, _ cursor: inout NameCursor) throws(GazetteerError) {
        let knownSkeleton = Skeleton.of(known)
        let isSameSkeleton = knownSkeleton == skeleton
        guard distance <= (isSameSkeleton ? transliterationLimit : misspellingLimit) else { return }
        let isTransliteration = isSameSkeleton || distance <= Self.likeConsonant
        let letters = min(length, known.count { $0 != Words.space })
        let beginsAlike = knownSkeleton.first == skeleton.first
        let share = min(0.35, Double(distance) / Double(10 * max(length, 1)))
        let key = cursor.key
        for posting in try cursor.postings() where posting.kind != .code && posting.kind != .demonym {
            let record = try layer.entries.record(posting.entry)
            if let classes, !classes.contains(record.featureClass) { continue }
            guard
                evidence.suffices(
                    letters: letters, distance: distance, beginsAlike: beginsAlike, importance: record.importance)
            else { continue }
            let weight = Gazetteer.weight(posting.kind, wordsDropped: classes != nil)
            if isTransliteration, 1 - share >= Self.settledSimilarity { isSettled = true }
            matches.append(
                Match(
                    layer: number, entry: posting.entry, key: key,
                    weight: weight * (isTransliteration ? 0.95 - 2 * share : 0.75 - 2 * share),
                    step: isTransliteration ? .transliteration : .fuzzy, similarity: 1 - share))
        }
    }
}
