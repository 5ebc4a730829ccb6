/// How far a name may be from the known names that it leads to.
public enum SpellingTolerance: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// Only known names lead to places.
    case exact
    /// What writers make of one name when they bring it into Latin letters leads to places, too: "Hasake", "Falloujah".
    case transliterated
    /// Wrong letters are forgiven as well: one in a short name, two in a longer one, three from 16 letters on.
    case misspelled

    /// Whether one forgives less than the other.
    public static func < (one: SpellingTolerance, other: SpellingTolerance) -> Bool { one.rawValue < other.rawValue }
}

extension Gazetteer {
    /// How many names are compared at most for one wrong letter, the more important places first.
    private static let comparisonLimit = 64
    /// How many names of one skeleton are looked at for one wrong letter.
    private static let deepestRank = 24
    /// Distances below this are those of transliterations, whatever they add up from.
    private static let oneWrongLetter = 10

    /// The places whose names are spelled somewhat differently.
    ///
    /// Names are compared by their consonants: those with the same skeleton first, then those with a
    /// skeleton that differs by a letter. See docs/decisions/0014-names-by-skeleton.md.
    func spellings(
        of key: [UInt8], ofClasses classes: FeatureClassSet? = nil, tolerance: SpellingTolerance,
        in number: Int
    ) throws(GazetteerError) -> [Match] {
        guard let roman = Romaniser.romanise(normaliser.withoutArticles(key)) else { return [] }
        let skeleton = Skeleton.of(roman)
        guard skeleton.count > 1 else { return [] }
        let layer = layers[number]
        var search = SpellingSearch(roman, layer: layer, number: number, classes: classes)
        try layer.skeletons.forEachName(Skeleton.hash(skeleton), atMost: Self.comparisonLimit) {
            (_, name) throws(GazetteerError) in
            try search.compare(name, limit: search.transliterationLimit, isSameSkeleton: true)
        }
        let limit = tolerance == .misspelled ? search.misspellingLimit : Self.oneWrongLetter - 1
        guard limit > 0 else { return search.matches }
        for name in try neighbours(of: skeleton, in: layer) {
            try search.compare(name, limit: limit, isSameSkeleton: false)
        }
        return search.matches
    }

    /// The names whose skeletons differ by one letter; where they are too many, the more important places of each.
    private func neighbours(of skeleton: [UInt8], in layer: GazetteerLayer) throws(GazetteerError) -> [Int] {
        var names: [(rank: Int, name: Int)] = []
        var counts = [Int](repeating: 0, count: Self.deepestRank)
        try Skeleton.forEachNeighbourHash(of: skeleton) { hash throws(GazetteerError) in
            try layer.skeletons.forEachName(hash, atMost: Self.deepestRank) { (rank, name) throws(GazetteerError) in
                names.append((rank, name))
                counts[rank] += 1
            }
        }
        guard names.count > Self.comparisonLimit else { return names.map(\.name) }
        var deepest = 0
        var sum = counts[0]
        while deepest + 1 < Self.deepestRank, sum + counts[deepest + 1] <= Self.comparisonLimit {
            deepest += 1
            sum += counts[deepest]
        }
        return names.lazy.filter { $0.rank <= deepest }.map(\.name)
    }

    /// A spelling and what its comparison with known names has found.
    private struct SpellingSearch {
        private let layer: GazetteerLayer
        private let number: Int
        private let classes: FeatureClassSet?
        private let length: Int
        private var distances: SpellingDistance
        private var compared: Set<Int> = []
        private(set) var matches: [Match] = []

        init(_ roman: [UInt8], layer: GazetteerLayer, number: Int, classes: FeatureClassSet?) {
            self.layer = layer
            self.number = number
            self.classes = classes
            length = roman.count { $0 != Words.space }
            distances = SpellingDistance(from: roman)
        }

        /// Two tenths of a letter for each letter: a third of the vowels written otherwise.
        var transliterationLimit: Int { max(2 * length, 6) }

        /// The wrong letters that are forgiven, and a vowel written otherwise.
        var misspellingLimit: Int { length < 4 ? 0 : (length < 6 ? 10 : length < 16 ? 20 : 30) + 3 }

        /// Compares the spelling with a known name and takes its places where the two are near enough.
        mutating func compare(_ name: Int, limit: Int, isSameSkeleton: Bool) throws(GazetteerError) {
            var cursor = try layer.names.cursor(atName: name)
            guard try cursor.advance(),
                let known = Romaniser.romanise(layer.normaliser.withoutArticles(cursor.key)),
                let distance = distances.distance(to: known, limit: limit), compared.insert(name).inserted
            else { return }
            let share = min(0.35, Double(distance) / Double(10 * max(length, 1)))
            let isTransliteration = isSameSkeleton || distance < Gazetteer.oneWrongLetter
            let key = cursor.key
            for posting in try cursor.postings() where posting.kind != .code && posting.kind != .demonym {
                if let classes, !classes.contains(try layer.entries.featureClass(posting.entry)) { continue }
                let weight = Gazetteer.weight(posting.kind, wordsDropped: classes != nil)
                matches.append(
                    Match(
                        layer: number, entry: posting.entry, key: key,
                        weight: weight * (isTransliteration ? 0.95 - 2 * share : 0.75 - 2 * share),
                        step: isTransliteration ? .transliteration : .fuzzy, similarity: 1 - share))
            }
        }
    }
}
