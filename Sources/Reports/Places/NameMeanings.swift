import Gazetteers

/// What the names of a text may mean: the gazetteer's candidates, with the short forms of newspapers spelled out.
struct NameMeanings {
    private let gazetteer: Gazetteer
    private let limit: Int
    /// A text repeats its names, so each is looked up once.
    private var known: [String: [Candidate]] = [:]

    init(gazetteer: Gazetteer, limit: Int) {
        self.gazetteer = gazetteer
        self.limit = limit
    }

    /// The places that a name may mean, the likeliest first; codes such as "IQ" count only where the caller wants them.
    ///
    /// - Complexity: one lookup for each new name.
    mutating func candidates(for name: String) throws(GazetteerError) -> [Candidate] {
        if let found = known[name] { return found }
        let found = try gazetteer.candidates(for: name, limit: limit)
        known[name] = found
        return found
    }
}
