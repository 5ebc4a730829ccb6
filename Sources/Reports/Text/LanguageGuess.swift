/// Tells English from other languages by the words that hold its sentences together.
enum LanguageGuess {
    /// Words that other languages do not write: not "in" or "was", which German and Dutch have as well.
    static let words = [
        "the", "of", "and", "to", "by", "with", "from", "that", "said", "has", "been", "were", "who", "but", "they",
        "his",
        "their", "which", "this", "would",
    ]
    /// English prose has a fifth of them, bulletins and lists a tenth, other languages one in a hundred.
    private static let leastShare = 0.04
    /// Fewer words than this tell nothing.
    private static let leastWords = 25

    /// False where a passage is certainly not English.
    ///
    /// - Complexity: O(length).
    static func mayBeEnglish(_ passage: Passage) -> Bool {
        var (words, english) = (0, 0)
        for index in passage.tokens.indices where passage.tokens[index].kind == .word {
            words += 1
            if passage.kinds(index).contains(.english) { english += 1 }
        }
        return words < leastWords || Double(english) >= leastShare * Double(words)
    }
}
