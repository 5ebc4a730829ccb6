/// How far a name may be from the known names that it leads to.
public enum SpellingTolerance: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// Only known names lead to places.
    case exact
    /// What writers make of one name when they bring it into Latin letters leads to places, too: "Hasake", "Falloujah".
    case transliterated
    /// Wrong letters are forgiven as well: one in a short name, two from nine letters on, three
    /// from fourteen.
    case misspelled

    /// Whether one forgives less than the other.
    public static func < (one: SpellingTolerance, other: SpellingTolerance) -> Bool { one.rawValue < other.rawValue }
}

extension Gazetteer {
    /// How many blocks of names are compared at most for other spellings, and as many for wrong letters.
    private static let comparisonLimit = 48
    private static let levelsForLikelihood = 4
    /// The most consonants of a name that is looked for in other spellings; no name has half as many.
    private static let longestSkeleton = 128

    /// The places whose names are spelled somewhat differently.
    ///
    /// Names are compared by their consonants: those with the same skeleton first, then, unless one of them is very like the
    /// spelling, those with a skeleton that differs by a letter. See docs/decisions/0016-names-by-skeleton.md.
    func spellings(
        of key: [UInt8], ofClasses classes: FeatureClassSet? = nil, tolerance: SpellingTolerance,
        evidence: SpellingEvidence, in number: Int
    ) throws(GazetteerError) -> [Match] {
        guard let roman = Romaniser.romanise(normaliser.withoutArticles(key)) else { return [] }
        let skeleton = Skeleton.of(roman)
        guard skeleton.count > 1, skeleton.count <= Self.longestSkeleton else { return [] }
        let layer = layers[number]
        var search = SpellingSearch(
            roman, skeleton: skeleton, tolerance: tolerance, classes: classes, evidence: evidence, layer: layer,
            number: number)
        let letters = SkeletonLetters(skeleton)
        try layer.skeletons.forEachBlock(Skeleton.hash(skeleton), atMost: Self.comparisonLimit) {
            (level, block) throws(GazetteerError) in
            try search.compare(block: block, letters: letters, limit: search.limit(ofLevel: level))
        }
        if search.isSettled { return search.matches }
        for (level, block, letters) in try neighbours(of: skeleton, for: search, in: layer) {
            try search.compare(block: block, letters: letters, limit: search.limit(ofLevel: level))
        }
        return search.matches
    }

    /// The blocks with names whose skeletons differ by one letter; where they are too many, those of the more important places.
    private func neighbours(
        of skeleton: [UInt8], for search: SpellingSearch, in layer: GazetteerLayer
    ) throws(GazetteerError) -> [(level: Int, block: Int, letters: SkeletonLetters)] {
        let levels = SkeletonTable.levelCount
        // Nothing is nearer with other consonants.
        let least = (0..<levels).first { search.limit(ofLevel: $0) >= SpellingDistance.least } ?? levels
        var blocks: [(rank: Int, level: Int, block: Int, letters: SkeletonLetters)] = []
        // Likely differences are looked into as if the places were so much more important.
        var counts = [Int](repeating: 0, count: levels + Self.levelsForLikelihood)
        try Skeleton.forEachNeighbour(of: skeleton) { (edited, isLikely) throws(GazetteerError) in
            try layer.skeletons.forEachBlock(Skeleton.hash(edited), atMost: Self.comparisonLimit, fromLevel: least) {
                (level, block) throws(GazetteerError) in
                let rank = level + (isLikely ? Self.levelsForLikelihood : 0)
                blocks.append((rank, level, block, SkeletonLetters(edited)))
                counts[rank] += 1
            }
        }
        var lowest = counts.count - 1
        var room = Self.comparisonLimit - counts[lowest]
        while lowest > 0, room > 0 {
            lowest -= 1
            room -= counts[lowest]
        }
        // Of the lowest rank that has room, some; of those above, all.
        var chosen: [(level: Int, block: Int, letters: SkeletonLetters)] = []
        for each in blocks where each.rank > lowest { chosen.append((each.level, each.block, each.letters)) }
        for each in blocks where each.rank == lowest && chosen.count < Self.comparisonLimit {
            chosen.append((each.level, each.block, each.letters))
        }
        return chosen
    }
}
