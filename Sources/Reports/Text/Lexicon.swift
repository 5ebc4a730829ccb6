/// The words and phrases of all dictionaries, so that each word of a text is looked up once, whatever it may begin.
struct Lexicon: Sendable {
    /// What is known of a word.
    struct Meaning: Sendable {
        var kinds: WordKinds = []
        /// The phrases that begin with it.
        var phrases: [Phrase] = []

        mutating func formUnion(_ other: Meaning) {
            kinds.formUnion(other.kinds)
            phrases += other.phrases
        }
    }

    /// What is known of all words that begin alike.
    private struct Stem: Sendable {
        var bytes: [UInt8]
        var meaning: Meaning
    }

    private var words: [String: Meaning] = [:]
    /// By their first byte.
    private var stems = [[Stem]](repeating: [], count: 256)
    /// How many groups of phrases there are.
    private(set) var groupCount = 0

    /// Adds words of a kind.
    mutating func add(_ words: some Sequence<String>, as kind: WordKinds) {
        for word in words { self.words[word, default: Meaning()].kinds.insert(kind) }
    }

    /// Adds words of a kind in the notation of the dictionaries: separated by `|`, a last `*` standing for any ending.
    mutating func add(_ text: Substring, as kind: WordKinds) {
        for word in text.split(separator: "|").compactMap(PhraseWord.words).filter({ $0.count == 1 }).joined() {
            add(Meaning(kinds: kind), of: word)
        }
    }

    /// Adds words and phrases in that notation, any of which may stand for the others.
    mutating func addGroup(_ text: Substring) -> PhraseGroup {
        let group = PhraseGroup(number: groupCount)
        groupCount += 1
        for words in text.split(separator: "|").compactMap(PhraseWord.words) {
            add(Meaning(phrases: [Phrase(group: group, rest: Array(words.dropFirst()))]), of: words[0])
        }
        return group
    }

    private mutating func add(_ meaning: Meaning, of word: PhraseWord) {
        guard word.isPrefix else {
            words[word.text, default: Meaning()].formUnion(meaning)
            return
        }
        let bytes = Array(word.text.utf8)
        let first = Int(bytes.first ?? 0)
        if let known = stems[first].firstIndex(where: { $0.bytes == bytes }) {
            stems[first][known].meaning.formUnion(meaning)
        } else {
            stems[first].append(Stem(bytes: bytes, meaning: meaning))
        }
    }

    /// All that is known of a word in lower case.
    ///
    /// - Complexity: O(stems with its first letter).
    func meaning(of word: String) -> Meaning {
        var meaning = words[word] ?? Meaning()
        guard let first = word.utf8.first, !stems[Int(first)].isEmpty else { return meaning }
        let bytes = Array(word.utf8)
        for stem in stems[Int(first)] where bytes.starts(with: stem.bytes) { meaning.formUnion(stem.meaning) }
        return meaning
    }
}

/// Words and phrases any of which may stand for the others; a passage knows where they stand.
struct PhraseGroup: Hashable, Sendable {
    fileprivate(set) var number: Int
}

/// A phrase without its first word, by which it is found.
struct Phrase: Sendable {
    let group: PhraseGroup
    fileprivate let rest: [PhraseWord]

    /// The tokens that it covers from one on that is its first word; hyphens between its words do not count.
    func match(_ tokens: [Token], at index: Int) -> Range<Int>? {
        var position = index + 1
        for word in rest {
            while position < tokens.count, tokens[position].folded == "-" { position += 1 }
            guard position < tokens.count, word.fits(tokens[position].folded) else { return nil }
            position += 1
        }
        return index..<position
    }
}

/// A word of a phrase; a last `*` stands for any ending.
private struct PhraseWord: Sendable {
    let text: String
    let isPrefix: Bool

    /// The words of a phrase; nil where it has none.
    static func words(_ phrase: Substring) -> [PhraseWord]? {
        let words = phrase.split(whereSeparator: \.isWhitespace).map { word in
            word.last == "*"
                ? PhraseWord(text: String(word.dropLast()), isPrefix: true)
                : PhraseWord(text: String(word), isPrefix: false)
        }
        return words.isEmpty ? nil : words
    }

    func fits(_ word: String) -> Bool {
        isPrefix ? word.utf8.starts(with: text.utf8) : word == text
    }
}
