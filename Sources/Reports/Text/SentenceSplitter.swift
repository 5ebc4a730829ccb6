/// Finds where sentences and paragraphs end.
enum SentenceSplitter {
    /// Lines shorter than this are lines of their own; longer ones may be those of a text that was wrapped.
    private static let wrappedLineLength = 55
    private static let enders: Set<String> = [".", "!", "?", "…", "。"]
    private static let closers: Set<String> = ["\"", "'", "”", "’", ")", "]", "»", "'s"]
    private static let bullets: Set<String> = ["•", "*", "–", "—", "-", "·"]

    static func split(
        _ tokens: [Token], of scalars: [Unicode.Scalar]
    ) -> (sentences: [Range<Int>], paragraphs: [Int]) {
        var sentences: [Range<Int>] = []
        var paragraphs: [Int] = []
        var start = 0
        var paragraph = 0
        // The last token that is no sign that closes what stands before it.
        var ender = 0
        for index in tokens.indices {
            if index == 0 || !isCloser(tokens[index]) || !tokens[index].isGlued { ender = index }
            let isLast = index + 1 == tokens.count
            let gap = isLast ? Gap.line : gap(after: index, tokens, scalars)
            guard isLast || gap == .line || endsSentence(index, after: ender, tokens) else { continue }
            sentences.append(start..<index + 1)
            paragraphs.append(paragraph)
            start = index + 1
            if gap == .line { paragraph += 1 }
        }
        return (sentences, paragraphs)
    }

    private enum Gap { case none, line }

    private static func gap(after index: Int, _ tokens: [Token], _ scalars: [Unicode.Scalar]) -> Gap {
        let between = scalars[tokens[index].range.upperBound..<tokens[index + 1].range.lowerBound]
        let breaks = between.count { $0 == "\n" || $0 == "\u{2029}" }
        if breaks == 0 { return .none }
        if breaks > 1 || bullets.contains(tokens[index + 1].folded) { return .line }
        // A single break within a wrapped paragraph is a blank.
        var lineStart = tokens[index].range.lowerBound
        while lineStart > 0, scalars[lineStart - 1] != "\n" { lineStart -= 1 }
        let length = tokens[index].range.upperBound - lineStart
        return length < wrappedLineLength || enders.contains(tokens[index].folded) ? .line : .none
    }

    /// Whether a sentence ends with a token: an ender, or what closes a quotation after one.
    private static func endsSentence(_ index: Int, after ender: Int, _ tokens: [Token]) -> Bool {
        let isEnder = tokens[ender].kind == .sign && enders.contains(tokens[ender].folded)
        guard isEnder || tokens[ender].text.utf8.last == UInt8(ascii: ".") else { return false }
        let next = tokens[index + 1]
        if isCloser(next), next.isGlued { return false }
        if next.isGlued { return false }
        guard next.isCapitalised || next.kind == .number || next.kind == .sign else { return false }
        if tokens[ender].kind == .word {
            // After an abbreviation only what cannot go on: "at 7 p.m. Police", but not "Gen. Smith", "Jan. 3" or "7 p.m. Tuesday".
            return ["pm", "am"].contains(tokens[ender].folded) && next.isCapitalised && !goesOnWithTime(next)
        }
        return true
    }

    /// Whether a day, a month or a zone of time stands there, which go on with what a clock shows.
    private static func goesOnWithTime(_ token: Token) -> Bool {
        TimeWords.weekdays[token.folded] != nil || TimeWords.months[token.folded] != nil
            || TimeWords.zones.contains(token.folded) || zoneNames.contains(token.folded)
    }

    private static let zoneNames: Set<String> = ["eastern", "central", "mountain", "pacific", "greenwich", "moscow"]

    private static func isCloser(_ token: Token) -> Bool { token.kind == .sign && closers.contains(token.folded) }
}
