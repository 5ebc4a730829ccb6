/// A word or phrase to look for; a last `*` of a word stands for any ending, and hyphens do not count.
struct WordPattern: Hashable, Sendable {
    private struct Word: Hashable, Sendable {
        var text: String
        var isPrefix: Bool
    }

    private let words: [Word]

    init?(_ text: Substring) {
        words = text.split(whereSeparator: \.isWhitespace).map { word in
            word.last == "*"
                ? Word(text: String(word.dropLast()), isPrefix: true) : Word(text: String(word), isPrefix: false)
        }
        if words.isEmpty { return nil }
    }

    /// Whether it is one word.
    var isSingle: Bool { words.count == 1 }
    /// The first word, by which patterns can be looked up; nil where it may end in any way.
    var firstWord: String? { words.first.flatMap { $0.isPrefix ? nil : $0.text } }
    /// The first word without what may vary.
    var firstStem: String { words.first?.text ?? "" }

    /// The tokens that it covers from an index on.
    func match(_ passage: Passage, at index: Int, before end: Int) -> Range<Int>? {
        var position = index
        for (number, word) in words.enumerated() {
            if number > 0 { while position < end, passage.tokens[position].folded == "-" { position += 1 } }
            guard position < end else { return nil }
            let text = passage.tokens[position].folded
            guard word.isPrefix ? text.hasPrefix(word.text) : text == word.text else { return nil }
            position += 1
        }
        return index..<position
    }
}

/// Words and phrases any of which may stand for the others.
struct WordGroup: Hashable, Sendable {
    private let exact: [String: [WordPattern]]
    private let open: [WordPattern]

    init(_ text: Substring) {
        var exact: [String: [WordPattern]] = [:]
        var open: [WordPattern] = []
        for pattern in text.split(separator: "|").compactMap(WordPattern.init) {
            if let first = pattern.firstWord { exact[first, default: []].append(pattern) } else { open.append(pattern) }
        }
        (self.exact, self.open) = (exact, open)
    }

    /// The first place in some tokens where one of the patterns stands.
    ///
    /// - Complexity: O(tokens × patterns that end in `*`).
    func first(_ passage: Passage, in tokens: Range<Int>) -> Range<Int>? {
        for index in tokens {
            if let match = match(passage, at: index, before: tokens.upperBound) { return match }
        }
        return nil
    }

    /// The longest of the patterns that stand at an index.
    func match(_ passage: Passage, at index: Int, before end: Int) -> Range<Int>? {
        var longest: Range<Int>?
        for pattern in (exact[passage.tokens[index].folded] ?? []) + open {
            guard let match = pattern.match(passage, at: index, before: end) else { continue }
            if match.count > longest?.count ?? 0 { longest = match }
        }
        return longest
    }

    /// Whether a word is one of them by itself.
    func contains(_ word: String) -> Bool {
        exact[word]?.contains(where: \.isSingle) == true
            || open.contains { $0.isSingle && word.hasPrefix($0.firstStem) }
    }
}
