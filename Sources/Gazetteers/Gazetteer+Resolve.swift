extension Gazetteer {
    /// Candidates within this share of the first one's score are its rivals.
    private static let rivalShare = 0.9
    /// Spellings must be this like a known one to stand for it: a vowel in three letters may be another.
    private static let leastSimilarity = 0.9
    /// Places that lie this close together are one place for whoever only wants to know where it is.
    private static let samePlaceKilometres = 15.0

    /// Decides which place a name means.
    ///
    /// A name is ambiguous when the second candidate's score is within 10% of the first one's. A place and the unit
    /// that holds it and bears its name (the city and the governorate of Baghdad) are no rivals, and neither are two
    /// entries within 15 km of each other.
    ///
    /// A place that is found only by forgiving wrong letters, or a spelling that is far from any known one, is a suggestion
    /// and no answer.
    ///
    /// - Throws: ``GazetteerError`` where the context names an unknown country or the file is broken.
    public func resolve(
        _ name: String, in context: LookupContext = LookupContext(), limit: Int = 20
    ) throws(GazetteerError) -> Resolution {
        let candidates = try candidates(for: name, in: context, limit: max(limit, 2))
        guard let first = candidates.first, Self.isAnswer(first) else {
            return .unknown(suggestions: try suggestions(for: name))
        }
        if try areAmbiguous(candidates) { return .ambiguous(candidates) }
        return .found(first, others: Array(candidates.dropFirst()))
    }

    /// Whether the first of the candidates of a name has a rival among the others, by the rules of ``resolve(_:in:limit:)``.
    ///
    /// - Throws: ``GazetteerError`` where the file is broken.
    public func areAmbiguous(_ candidates: [Candidate]) throws(GazetteerError) -> Bool {
        guard let first = candidates.first, Self.isAnswer(first) else { return false }
        for rival in candidates.dropFirst() where rival.score >= Self.rivalShare * first.score {
            if try !isSamePlace(first.entry, rival.entry) { return true }
        }
        return false
    }

    /// Whether a candidate stands for what the name means, and is more than a suggestion.
    private static func isAnswer(_ candidate: Candidate) -> Bool {
        candidate.step != .fuzzy && candidate.similarity >= leastSimilarity
    }

    private func isSamePlace(_ one: GazetteerEntry, _ other: GazetteerEntry) throws(GazetteerError) -> Bool {
        if Self.kilometres(from: one.coordinate, to: other.coordinate) <= Self.samePlaceKilometres { return true }
        let (layer, index, number) = try located(one.id)
        let (_, otherIndex, otherNumber) = try located(other.id)
        guard index == otherIndex else { return false }
        if try layer.isHeld(number, by: otherNumber) { return true }
        return try layer.isHeld(otherNumber, by: number)
    }
}
