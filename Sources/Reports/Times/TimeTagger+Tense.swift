extension TimeTagger {
    /// Where the clause around a date looks: what is nearest to the date says it, what stands before it first.
    enum Outlook { case past, future }

    /// Whether the clause before a token, or else the one after it, speaks of what was or of what is to come.
    func outlook(_ index: Int) -> (outlook: Outlook, isBefore: Bool)? {
        let sentence = passage.sentences[passage.sentence(of: index)]
        for position in sentence.prefix(while: { $0 < index }).suffix(24).reversed() {
            let text = word(position)
            if TimeWords.clauseEnds.contains(text) { break }
            if let found = outlook(of: text, at: position, distance: index - position) { return (found, true) }
        }
        for position in sentence.drop(while: { $0 <= index }).prefix(16) {
            let text = word(position)
            if TimeWords.clauseEnds.contains(text) { break }
            if let found = outlook(of: text, at: position, distance: 99) { return (found, false) }
        }
        return nil
    }

    private func outlook(of text: String, at position: Int, distance: Int) -> Outlook? {
        if TimeWords.ahead.contains(text) { return .future }
        if text == "is" || text == "are", word(position + 1) == "to" { return .future }
        if text == "is" || text == "are" {
            // "the deadline is Friday", but not "they are investigating the blast of Friday".
            return distance <= 2 && !word(position + 1).hasSuffix("ing") ? .future : nil
        }
        let isPassive = word(position - 1) == "be" || (word(position - 1).hasSuffix("ly") && word(position - 2) == "be")
        if TimeWords.pastVerbs.contains(text) { return isPassive ? nil : .past }
        if text == "be", word(position - 1) == "to" { return .future }
        guard text.utf8.count > 3, text.hasSuffix("ed"), !TimeWords.noPast.contains(text),
            !passage.tokens[position].isCapitalised
        else { return nil }
        // "will be", "to be" and the like say it, not the participle after them.
        if isPassive { return nil }
        // What was announced or called for need not have happened yet, unless the date says when that was.
        if text == "announced" || text == "called" {
            let isBeside = distance == 1 || (distance == 2 && ["on", "late", "early"].contains(word(position + 1)))
            return isBeside ? .past : .future
        }
        return .past
    }

    /// Whether a date in a sentence is yet to come.
    func looksAhead(_ index: Int) -> Bool {
        outlook(index).map { $0.outlook == .future } ?? isFuture(index)
    }
}
