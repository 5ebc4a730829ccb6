extension Gazetteer {
    /// Known names that come nearest to an unknown one, the best first.
    ///
    /// - Throws: ``GazetteerError`` where the file is broken.
    /// - Complexity: that of looking up a misspelled name.
    public func suggestions(for name: String, limit: Int = 5) throws(GazetteerError) -> [String] {
        try suggestions(for: name, of: nil, limit: limit)
    }

    func suggestions(
        for name: String, of classes: Set<FeatureClass>?, limit: Int = 5
    ) throws(GazetteerError) -> [String] {
        var near: [(score: Double, match: Match)] = []
        let evidence = SpellingEvidence(isCountryKnown: false, isSuggestion: true)
        for match in try spellings(of: name, tolerance: .misspelled, evidence: evidence) {
            let record = try layers[match.layer].entries.record(match.entry)
            guard classes?.contains(record.featureClass) ?? true else { continue }
            near.append((record.importance * match.weight, match))
        }
        near.sort { ($1.score, $0.match.layer, $0.match.entry) < ($0.score, $1.match.layer, $1.match.entry) }
        var texts: [String] = []
        for (_, match) in near where texts.count < limit {
            let layer = layers[match.layer]
            let text = try layer.strings.text(at: try layer.entries.record(match.entry).nameOffset)
            if !texts.contains(text) { texts.append(text) }
        }
        return texts
    }
}
