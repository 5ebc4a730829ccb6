extension Gazetteer {
    /// What the step and the kind of name leave of a place's importance.
    static func weight(_ kind: NameKind, wordsDropped: Bool) -> Double {
        switch kind {
        case .primary: wordsDropped ? 0.95 : 1
        case .alias: wordsDropped ? 0.93 : 0.97
        case .code: 0.9
        case .withoutArticles: 0.92
        case .core: wordsDropped ? 0.93 : 0.55
        case .demonym: 0.5
        }
    }

    /// What is left of a match that drops generic words when another place bears the whole name.
    ///
    /// The next larger airport, whose town has that name, comes after the one that bears it; an international one does not.
    private static let shareBesideWholeName = 0.5

    /// All places that fit a whole name exactly, each once by its best way.
    func matches(for name: String) throws(GazetteerError) -> [Match] {
        var matches: [Match] = []
        let key = try normaliser.fold(name)
        guard !key.isEmpty else { return matches }
        try collect(key, into: &matches)
        let count = matches.count
        let normaliser = normaliser
        let bare = normaliser.withoutArticles(key)
        if bare != key { try collect(bare, into: &matches) }
        if let respelled = Abbreviations.respelled(key) { try collect(respelled, into: &matches) }
        if let (core, classes) = normaliser.withoutGenericWords(key) {
            // Where a place bears the whole name, "Port of Hodeidah", the words belong to it, and Hodeidah comes after.
            let wholeName = matches.contains { $0.step == .exact || $0.step == .alias }
            let share = wholeName ? Self.shareBesideWholeName : 1
            try collect(core, ofClasses: classes, share: share, into: &matches)
            let bareCore = normaliser.withoutArticles(core)
            if bareCore != core { try collect(bareCore, ofClasses: classes, share: share, into: &matches) }
        }
        // A name leads to each place once.
        return matches.count == count ? matches : Match.best(of: matches)
    }

    /// All places that fit a whole name spelled somewhat differently, each once by its best way.
    func spellings(
        of name: String, tolerance: SpellingTolerance, evidence: SpellingEvidence
    ) throws(GazetteerError) -> [Match] {
        let key = try normaliser.fold(name)
        guard !key.isEmpty else { return [] }
        let generic = normaliser.withoutGenericWords(key)
        var matches: [Match] = []
        for layer in layers.indices {
            matches += try spellings(of: key, tolerance: tolerance, evidence: evidence, in: layer)
            if let (core, classes) = generic {
                matches += try spellings(
                    of: core, ofClasses: classes, tolerance: tolerance, evidence: evidence, in: layer)
            }
        }
        return Match.best(of: matches)
    }

    private func collect(
        _ key: [UInt8], ofClasses classes: FeatureClassSet? = nil, share: Double = 1, into matches: inout [Match]
    ) throws(GazetteerError) {
        for (index, layer) in layers.enumerated() {
            for posting in try layer.names.postings(of: key) {
                if let classes, !classes.contains(try layer.entries.featureClass(posting.entry)) { continue }
                let weight = share * Self.weight(posting.kind, wordsDropped: classes != nil)
                let step: MatchStep =
                    switch posting.kind {
                    case .primary: classes == nil ? .exact : .genericWords
                    case .alias: classes == nil ? .alias : .genericWords
                    case .code: .code
                    case .withoutArticles: .article
                    case .core: .genericWords
                    case .demonym: .demonym
                    }
                matches.append(Match(layer: index, entry: posting.entry, key: key, weight: weight, step: step))
            }
        }
    }
}
