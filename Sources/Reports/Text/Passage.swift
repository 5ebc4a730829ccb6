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
