/// Folded names as words: what separates them, and the Arabic article among them.
enum Words {
    static let space = UInt8(ascii: " ")
    /// The article, however the writer heard it.
    static let article = Array("al".utf8)
    static let arabicArticle = Array("\u{627}\u{644}".utf8)

    /// Where the words of a text stand.
    static func ranges(_ text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for (position, byte) in text.enumerated() where byte == space {
            if start < position { ranges.append(start..<position) }
            start = position + 1
        }
        if start < text.count { ranges.append(start..<text.count) }
        return ranges
    }

    /// The words separated by single spaces, and every article before a word written alike.
    static func unifyingArticles(_ text: [UInt8]) -> [UInt8] {
        // Most names are one word and stay as they are.
        guard text.contains(space) else { return text }
        let words = ranges(text)
        var unified: [UInt8] = []
        unified.reserveCapacity(text.count)
        for (index, word) in words.enumerated() {
            if index > 0 { unified.append(space) }
            if index + 1 < words.count, isArticle(text, word, before: words[index + 1]) {
                unified.append(contentsOf: article)
            } else {
                unified.append(contentsOf: text[word])
            }
        }
        return unified
    }

    /// False where a folded name certainly holds no article, Latin or Arabic.
    static func mayHoldArticle(_ key: [UInt8]) -> Bool {
        var isAtStart = true
        for (index, byte) in key.enumerated() {
            if isAtStart, byte == arabicArticle[0] { return true }
            if isAtStart, byte == article[0], key[index...].starts(with: article), index + 2 < key.count,
                key[index + 2] == space
            {
                return true
            }
            isAtStart = byte == space
        }
        return false
    }

    /// Whether a folded name is in plain Latin letters, digits and spaces, and certainly holds no article, as most are.
    static func isPlainWithoutArticle(_ key: [UInt8]) -> Bool {
        let key = key.span
        var isAtStart = true
        for index in key.indices {
            let byte = key[index]
            if isAtStart, byte == UInt8(ascii: "a"), index + 2 < key.count, key[index + 1] == UInt8(ascii: "l"),
                key[index + 2] == space
            {
                return false
            }
            isAtStart = byte == space
            guard isAtStart || byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 else { return false }
        }
        return true
    }

    /// Whether a word is the article: al, el, ul, il, or with the sound of the letter that follows it (ash-Shaddadi, ad-Dawr,
    /// ez-Zor).
    private static func isArticle(_ text: [UInt8], _ word: Range<Int>, before next: Range<Int>) -> Bool {
        let first = text[word.lowerBound]
        guard word.count == 2 || word.count == 3, "aeui".utf8.contains(first) else { return false }
        let second = text[word.lowerBound + 1]
        if word.count == 2, second == article[1] { return true }
        guard first != UInt8(ascii: "i"), text[next].starts(with: text[word].dropFirst()) else { return false }
        if word.count == 2 { return "dnrstz".utf8.contains(second) }
        return "dst".utf8.contains(second) && text[word.lowerBound + 2] == UInt8(ascii: "h")
    }
}

/// A set of words that may say yes to a word that it does not hold, and never says no to one that it does.
struct WordFilter: Sendable {
    private static let bits = 1_024
    private var mask = [UInt64](repeating: 0, count: bits / 64)

    mutating func insert(_ word: ArraySlice<UInt8>) {
        let bit = Self.bit(word)
        mask[bit / 64] |= 1 << UInt64(bit % 64)
    }

    func mayContain(_ word: ArraySlice<UInt8>) -> Bool {
        let bit = Self.bit(word)
        return mask[bit / 64] >> UInt64(bit % 64) & 1 == 1
    }

    /// FNV-1a, folded.
    private static func bit(_ word: ArraySlice<UInt8>) -> Int {
        var hash: UInt32 = 0x811C_9DC5
        for byte in word { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return Int((hash ^ hash >> 16) % UInt32(bits))
    }
}
