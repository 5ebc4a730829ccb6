/// Cuts a sentence where it goes on to another incident.
struct ClauseSplitter {
    let passage: Passage

    private static let conjunctions: Set<String> = ["and", "but", "while", "whereas"]
    /// The signs and words at which a clause may end.
    static let breaks = [";", ":", "—", "–", ",", "while", "and"]

    /// The clauses of a sentence, at the signs and conjunctions that separate statements.
    func clauses(of sentence: Range<Int>) -> [Range<Int>] {
        var clauses: [Range<Int>] = []
        var start = sentence.lowerBound
        for index in sentence where index > start && passage.kinds(index).contains(.clauseBreak) {
            let word = passage.word(index)
            let isBreak =
                word == ";" || (word == ":" && index < sentence.upperBound - 1)
                || (["—", "–"].contains(word) && !passage.tokens[index].isGlued)
                || (word == "," && ClauseSplitter.conjunctions.contains(passage.word(index + 1)))
                || (word == "," && isFollowedByInterval(index))
                || word == "while" || (word == "and" && isFollowedByDate(index))
            guard isBreak else { continue }
            clauses.append(start..<index)
            start = index
        }
        clauses.append(start..<sentence.upperBound)
        return clauses.filter { !$0.isEmpty }
    }

    /// ", a day after two more at the airport": what follows is told by how long before it was.
    private func isFollowedByInterval(_ index: Int) -> Bool {
        let start = index + 1
        let end =
            ["a", "an", "one"].contains(passage.word(start))
            ? start + 1 : NumberWords.number(passage, at: start)?.tokens.upperBound
        guard let end, TimeWords.units[passage.word(end)] != nil else { return false }
        return ["after", "before", "earlier"].contains(passage.word(end + 1))
    }

    private static let more: Set<String> = ["more", "another", "others", "second", "similar", "third"]

    /// Whether a clause leaves out what it repeats: "two more at the airport".
    func isElliptic(_ clause: Range<Int>) -> Bool {
        clause.contains { ClauseSplitter.more.contains(passage.word($0)) }
    }

    /// "and on 6 May": the second date of a sentence mostly has its own incident.
    private func isFollowedByDate(_ index: Int) -> Bool {
        passage.word(index + 1) == "on" && passage.tokens.indices.contains(index + 2)
            && (passage.tokens[index + 2].kind == .number || TimeWords.weekdays[passage.word(index + 2)] != nil)
    }
}
