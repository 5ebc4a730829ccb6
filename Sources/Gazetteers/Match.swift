/// A place that fits a name, before its entry is read.
struct Match {
    /// Which of the gazetteer's layers it is in.
    let layer: Int
    /// Its number in the layer.
    let entry: Int
    /// The folded name that led to it.
    let key: [UInt8]
    /// What the way there leaves of the place's importance.
    var weight: Double
    let step: MatchStep
    /// How like the name is to the known one, 0 through 1.
    var similarity = 1.0

    private struct Place: Hashable {
        let layer: Int
        let entry: Int
    }

    /// Each place once, by the way that weighs most; of equal ones, the first.
    static func best(of matches: [Match]) -> [Match] {
        guard matches.count > 1 else { return matches }
        var known: [Place: Int] = [:]
        var best: [Match] = []
        for match in matches {
            let place = Place(layer: match.layer, entry: match.entry)
            if let index = known[place] {
                if best[index].weight < match.weight { best[index] = match }
            } else {
                known[place] = best.count
                best.append(match)
            }
        }
        return best
    }
}
