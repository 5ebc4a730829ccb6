/// A text cut into tokens, sentences and paragraphs.
struct Passage: Sendable {
    let scalars: [Unicode.Scalar]
    let tokens: [Token]
    /// The sentences, as ranges of tokens; none is empty.
    let sentences: [Range<Int>]
    /// The paragraph of each sentence, counted from 0.
    let paragraphs: [Int]

    /// Whether degrees are written anywhere.
    let hasDegreeSigns: Bool

    /// The sentence of each token.
    private let sentenceOfToken: [Int]
    /// Whether nothing but signs and numbers stands before a token in its sentence.
    private let opens: [Bool]
    /// The number of each token's word among those of the text.
    private let wordNumbers: [Int]
    /// How many different words there are, in lower case.
    let wordCount: Int
    /// What each token's word is.
    private let kinds: [WordKinds]
    /// Whether the text has each token's word without a capital somewhere.
    private let occursSmall: [Bool]
    /// Where the phrases of each group stand, in the order of their first tokens.
    private let phrases: [[Range<Int>]]

    /// - Complexity: O(length).
    init(_ text: String, lexicon: Lexicon) {
        scalars = Array(text.unicodeScalars)
        hasDegreeSigns = scalars.contains("°")
        tokens = Tokeniser.tokens(of: scalars)
        (sentences, paragraphs) = SentenceSplitter.split(tokens, of: scalars)
        (sentenceOfToken, opens) = Passage.sentences(of: tokens, sentences)
        let words = Passage.meanings(of: tokens, lexicon)
        (wordNumbers, wordCount) = (words.numbers, words.count)
        (kinds, occursSmall, phrases) = (words.kinds, words.occursSmall, words.phrases)
    }

    private static func sentences(of tokens: [Token], _ sentences: [Range<Int>]) -> (numbers: [Int], opens: [Bool]) {
        var numbers = [Int](repeating: 0, count: tokens.count)
        var opens = [Bool](repeating: false, count: tokens.count)
        for (number, sentence) in sentences.enumerated() {
            var isOpen = true
            for index in sentence {
                numbers[index] = number
                opens[index] = isOpen
                if tokens[index].kind == .word { isOpen = false }
            }
        }
        return (numbers, opens)
    }

    /// Looks up each word once, however often the text has it.
    private static func meanings(
        of tokens: [Token], _ lexicon: Lexicon
    ) -> (numbers: [Int], count: Int, kinds: [WordKinds], occursSmall: [Bool], phrases: [[Range<Int>]]) {
        var numbers = [Int](repeating: 0, count: tokens.count)
        var isSmall: [Bool] = []
        var kinds = [WordKinds](repeating: [], count: tokens.count)
        var phrases = [[Range<Int>]](repeating: [], count: lexicon.groupCount)
        var vocabulary = Vocabulary(tokenCount: tokens.count)
        var meanings: [Lexicon.Meaning] = []
        for index in tokens.indices {
            let number = vocabulary.number(of: index, in: tokens)
            if number == meanings.count {
                meanings.append(lexicon.meaning(of: tokens[index].folded))
                isSmall.append(false)
            }
            numbers[index] = number
            if !tokens[index].isCapitalised { isSmall[number] = true }
            kinds[index] = meanings[number].kinds
            for phrase in meanings[number].phrases {
                if let range = phrase.match(tokens, at: index) { phrases[phrase.group.number].append(range) }
            }
        }
        return (numbers, meanings.count, kinds, numbers.map { isSmall[$0] }, phrases)
    }

    /// What a token's word is by itself; nothing outside of the text.
    func kinds(_ index: Int) -> WordKinds { kinds.indices.contains(index) ? kinds[index] : [] }

    /// The number of a token's word, in lower case, among those of the text.
    func wordNumber(_ index: Int) -> Int { wordNumbers[index] }

    /// Whether the text has a token's word without a capital somewhere.
    func occursSmall(_ index: Int) -> Bool { occursSmall[index] }

    /// Whether any phrase of a group stands anywhere.
    func holds(_ group: PhraseGroup) -> Bool { !phrases[group.number].isEmpty }

    /// The first place in some tokens where a phrase of a group stands; the longest of those that begin there.
    ///
    /// - Complexity: O(log n) in the occurrences of the group in the text, and O(those that begin in the tokens).
    func first(_ group: PhraseGroup, in tokens: Range<Int>) -> Range<Int>? {
        let all = phrases[group.number]
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].lowerBound < tokens.lowerBound { low = middle + 1 } else { high = middle }
        }
        var found: Range<Int>?
        for phrase in all[low...] {
            if phrase.lowerBound >= tokens.upperBound { break }
            if let found, phrase.lowerBound > found.lowerBound { break }
            if phrase.upperBound <= tokens.upperBound, phrase.upperBound > found?.upperBound ?? 0 { found = phrase }
        }
        return found
    }

    /// Whether nothing but signs and numbers stands before a token in its sentence.
    func startsSentence(_ index: Int) -> Bool { opens[index] }

    /// The number of the sentence that holds a token.
    func sentence(of token: Int) -> Int { sentenceOfToken[token] }

    /// The text between two tokens, both included, as written.
    func text(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        if first == last { return tokens[first].text }
        return text(scalars: tokens[first].range.lowerBound..<tokens[last].range.upperBound)
    }

    /// The scalars that a range of tokens covers.
    func scalarRange(_ range: Range<Int>) -> Range<Int> {
        guard let first = range.first, let last = range.last else { return 0..<0 }
        return tokens[first].range.lowerBound..<tokens[last].range.upperBound
    }

    /// The text of some scalars, as written.
    func text(scalars range: Range<Int>) -> String {
        // Bytes make a text faster than scalars do.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for scalar in scalars[range] {
            guard scalar.isASCII else { return String(String.UnicodeScalarView(scalars[range])) }
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

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
}
