import Geometries

extension Gazetteer {
    /// This gazetteer with the places of another one before its own.
    ///
    ///     let gazetteer = try Gazetteer.bundled.preferring(Gazetteer(path: "villages.gazetteer"))
    ///
    /// A place of the other one comes before every place of this one that the name fits no better, and stands for the same
    /// place in this one. Outlines and what holds a place are found in both.
    public func preferring(_ other: Gazetteer) -> Gazetteer { adding(other, isPreferred: true) }

    /// A name fits as well where it leads to a place by a way that weighs at most this much less: by another name or code
    /// instead of the main name, but not by a part of the name.
    private static let likeFit = 0.11
    /// What is left of the scores of others below that of the least preferred place: too little to be a rival.
    private static let shareBelowPreferred = 0.85
    /// Places of one class that lie this close together are the same for whoever prefers one of them.
    private static let samePlaceKilometres = 5.0

    /// Puts places of preferred layers first, by lowering the scores of the others below theirs, and leaves out others that are
    /// the same places.
    func givingPrecedence(
        _ ranked: [(score: Double, match: Match)]
    ) throws(GazetteerError) -> [(score: Double, match: Match)] {
        var best = 0.0
        for (_, match) in ranked where layers[match.layer].isPreferred { best = max(best, match.fit) }
        guard best > 0 else { return ranked }
        let known = try preferredRecords(ranked, best)
        var preferred: [(score: Double, match: Match)] = []
        var others: [(score: Double, match: Match)] = []
        for item in ranked {
            if layers[item.match.layer].isPreferred, item.match.fit >= best - Self.likeFit {
                preferred.append(item)
            } else if try !isKnown(item.match, among: known) {
                others.append(item)
            }
        }
        let least = preferred.lazy.map(\.score).min() ?? 0
        let outranked = others.lazy.filter { $0.match.fit <= best + Self.likeFit }.map(\.score).max() ?? 0
        let share = outranked > 0 ? min(1, Self.shareBelowPreferred * least / outranked) : 1
        return preferred
            + others.map { $0.match.fit <= best + Self.likeFit ? ($0.score * share, $0.match) : ($0.score, $0.match) }
    }

    /// What is needed of the preferred places to tell whether another one is the same.
    private struct Known {
        let coordinate: Coordinate
        let featureClass: FeatureClass
        let source: String
        let sourceID: UInt32
    }

    private func preferredRecords(
        _ ranked: [(score: Double, match: Match)], _ best: Double
    ) throws(GazetteerError) -> [Known] {
        var known: [Known] = []
        for (_, match) in ranked where layers[match.layer].isPreferred && match.fit >= best - Self.likeFit {
            known.append(try self.known(match))
        }
        return known
    }

    private func known(_ match: Match) throws(GazetteerError) -> Known {
        let layer = layers[match.layer]
        let record = try layer.entries.record(match.entry)
        let source = record.sourceNumber < layer.sources.count ? layer.sources[record.sourceNumber].id : ""
        return Known(
            coordinate: record.coordinate, featureClass: record.featureClass, source: source, sourceID: record.sourceID)
    }

    private func isKnown(_ match: Match, among preferred: [Known]) throws(GazetteerError) -> Bool {
        let layer = layers[match.layer]
        let flags = try layer.entries.record(match.entry).flags
        // An outline is more than the preferred place has.
        if layer.isPreferred || flags & EntryTable.outlineFlag != 0 { return false }
        let known = try known(match)
        return preferred.contains { other in
            if known.sourceID > 0, known.sourceID == other.sourceID, known.source == other.source { return true }
            return known.featureClass == other.featureClass
                && Self.kilometres(from: known.coordinate, to: other.coordinate) <= Self.samePlaceKilometres
        }
    }
}

extension Match {
    /// How well the name fits, whatever the place's importance.
    fileprivate var fit: Double { weight * similarity }
}
