extension TimeTagger {
    /// Where a clause looks.
    enum Outlook { case past, present, future }

    /// Whether the clause before a token, or else the one after it, speaks of what was, of what is or of what is to come. The
    /// verb that is nearest to the token says it, of those before it first.
    func outlook(_ index: Int) -> (outlook: Outlook, isBefore: Bool)? {
        let sentence = passage.sentences[passage.sentence(of: index)]
        for position in sentence.clamped(to: index - 24..<index).reversed() {
            if TimeWords.clauseEnds.contains(word(position)) { break }
            if let found = outlook(of: position, before: index) { return (found, true) }
        }
        for position in sentence.clamped(to: index + 1..<index + 17) {
            if TimeWords.clauseEnds.contains(word(position)) { break }
            if let found = outlook(of: position, before: nil) { return (found, false) }
        }
        return nil
    }

    private func outlook(of position: Int, before index: Int?) -> Outlook? {
        let text = word(position)
        if TimeWords.ahead.contains(text) { return .future }
        if text == "is" || text == "are" {
            if word(position + 1) == "to" { return .future }
            // "the deadline is Friday", but not "they are investigating the blast of Friday".
            guard let index, !word(position + 1).hasSuffix("ing") else { return nil }
            return index - position <= 2 ? .future : .present
        }
        if text == "be", word(position - 1) == "to" { return .future }
        if text == "takes" || text == "take", ["effect", "place"].contains(word(position + 1)) { return .future }
        guard isPastVerb(position) else { return nil }
        // "will be", "to be" and the like say it, not the participle after them.
        let before = word(position - 1)
        if before == "be" || (before.hasSuffix("ly") && word(position - 2) == "be") { return nil }
        // What was announced or called for need not have happened yet, unless the date says when that was.
        if text == "announced" || text == "called", let index {
            let isBeside =
                position == index - 1 || (position == index - 2 && ["on", "late", "early"].contains(word(index - 1)))
            return isBeside ? .past : .future
        }
        return .past
    }

    private func isPastVerb(_ position: Int) -> Bool {
        let text = word(position)
        if TimeWords.pastVerbs.contains(text) { return true }
        return text.utf8.count > 3 && text.hasSuffix("ed") && !TimeWords.noPast.contains(text)
            && !passage.tokens[position].isCapitalised
    }

    /// Whether a date in a sentence is yet to come.
    func looksAhead(_ index: Int) -> Bool {
        // "as soon as Tuesday"
        if word(index - 1) == "as", word(index - 2) == "soon" { return true }
        return outlook(index).map { $0.outlook == .future } ?? isFuture(index)
    }

    /// Whether what happens at a token is what somebody decided or agreed to do: "agreed to meet in March".
    func isIntent(_ index: Int) -> Bool {
        let sentence = passage.sentences[passage.sentence(of: index)]
        for position in sentence.clamped(to: index - 12..<index).reversed() {
            if TimeWords.clauseEnds.contains(word(position)) { return false }
            guard word(position) == "to" else {
                if isPastVerb(position) { return false }
                continue
            }
            return ["decided", "agreed", "decision", "agreement", "vowed", "pledged", "promised", "able", "ready"]
                .contains(word(position - 1))
        }
        return false
    }
}
