/// A text cut into tokens, sentences and paragraphs.
struct Passage: Sendable {
    let scalars: [Unicode.Scalar]
    let tokens: [Token]
    /// The sentences, as ranges of tokens; none is empty.
    let sentences: [Range<Int>]
    /// The paragraph of each sentence, counted from 0.
    let paragraphs: [Int]

    /// - Complexity: O(length).
    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        tokens = Tokeniser.tokens(of: scalars)
        (sentences, paragraphs) = SentenceSplitter.split(tokens, of: scalars)
    }

    /// The text between two tokens, both included, as written.
    func text(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        return String(String.UnicodeScalarView(scalars[tokens[first].range.lowerBound..<tokens[last].range.upperBound]))
    }

    /// The scalars that a range of tokens covers.
    func scalarRange(_ range: Range<Int>) -> Range<Int> {
        guard let first = range.first, let last = range.last else { return 0..<0 }
        return tokens[first].range.lowerBound..<tokens[last].range.upperBound
    }

    /// The text of some scalars, as written.
    func text(scalars range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

    /// The text of some scalars with the white space within it, line breaks among it, made single spaces.
    func line(_ range: Range<Int>) -> String {
        text(scalars: range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The tokens of which some scalars cover a part; where they cover none, the empty range at that place.
    func tokens(in range: Range<Int>) -> Range<Int> {
        let first = partition { $0.range.upperBound <= range.lowerBound }
        return first..<max(first, partition { $0.range.lowerBound < range.upperBound })
    }

    /// How many tokens from the first on satisfy a condition that only leading ones do.
    private func partition(_ condition: (Token) -> Bool) -> Int {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if condition(tokens[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The folded text of a token; empty outside of the text.
    func word(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].folded : "" }

    /// Whether tokens from an index on are these words.
    func matches(_ words: [String], at index: Int) -> Bool {
        guard index >= 0, index + words.count <= tokens.count else { return false }
        for (offset, word) in words.enumerated() where tokens[index + offset].folded != word { return false }
        return true
    }

    /// The number of the sentence that holds a token.
    func sentence(of token: Int) -> Int {
        var (low, high) = (0, sentences.count)
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].upperBound <= token { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
