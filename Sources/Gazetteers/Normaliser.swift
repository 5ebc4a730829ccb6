/// Brings names into the form in which they are compared.
///
/// Characters are folded by the table of the gazetteer file (compatibility forms, case, diacritics and Arabic vowel
/// signs, alef, ya and ta marbuta), words are separated by one space, and the Arabic article is written `al` however
/// the writer heard it. The recipe that makes the file does the same, step for step, in gazetteer/recipe/folding.py.
package struct Normaliser: Sendable {
    private static let article = Array("al".utf8)
    private static let articleSpellings: Set<[UInt8]> = Set(["al", "el", "ul", "il"].map { Array($0.utf8) })
    /// The letters whose sound the l of the article takes: ash-Shaddadi, ad-Dawr, ez-Zor.
    private static let sunLetters: Set<[UInt8]> = Set(
        ["dh", "sh", "th", "d", "n", "r", "s", "t", "z"].map { Array($0.utf8) })
    private static let articleVowels = Set("aeu".utf8)
    private static let arabicArticle = Array("\u{627}\u{644}".utf8)

    private let table: FoldTable
    private let genericPhrases: [[UInt8]: UInt32]
    private let longestPhrase: Int

    init(_ file: GazetteerFile) throws(GazetteerError) {
        table = try FoldTable(file)
        let range = try file.range("GENR")
        let source = file.source
        var position = range.lowerBound + 4
        var phrases: [[UInt8]: UInt32] = [:]
        var longest = 1
        for _ in 0..<(try source.load(UInt32.self, at: range.lowerBound)) {
            let mask = try source.load(UInt32.self, at: position)
            position += 4
            let length = try source.varint(at: &position)
            guard length <= range.upperBound - position else {
                throw .corrupt(reason: "a generic word runs over the end of its section", byteOffset: position)
            }
            let phrase = try source.array(position..<position + length)
            position += length
            phrases[phrase] = mask
            longest = max(longest, phrase.count { $0 == UInt8(ascii: " ") } + 1)
        }
        genericPhrases = phrases
        longestPhrase = longest
    }

    /// The folded form of a name; empty where the name holds no letter or digit.
    ///
    /// - Complexity: O(n) in the length of the name.
    package func fold(_ name: String) throws(GazetteerError) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(name.utf8.count)
        for scalar in name.unicodeScalars { try table.fold(scalar, into: &folded) }
        return Self.unifyArticles(Self.words(folded))
    }

    /// The folded name without articles, Latin or Arabic. An article stands before a word, so a last word is none.
    package func withoutArticles(_ key: [UInt8]) -> [UInt8] {
        let words = Self.words(key)
        var kept: [ArraySlice<UInt8>] = []
        for (index, word) in words.enumerated() {
            if index + 1 < words.count, word.elementsEqual(Self.article) { continue }
            let isLong = word.count { $0 & 0xC0 != 0x80 } > 4
            kept.append(isLong && word.starts(with: Self.arabicArticle) ? word.dropFirst(4) : word)
        }
        return Self.join(kept)
    }

    /// The folded name without the words that only say what kind of place it is, and the classes that they speak of;
    /// nil where there are no such words, or no others.
    package func withoutGenericWords(_ key: [UInt8]) -> (key: [UInt8], classes: FeatureClassSet)? {
        let words = Self.words(key)
        var kept: [ArraySlice<UInt8>] = []
        var mask: UInt32 = 0
        var position = 0
        while position < words.count {
            let longest = min(longestPhrase, words.count - position)
            let phrase = (1...longest).reversed().lazy.compactMap { length in
                genericPhrases[Self.join(words[position..<position + length])].map { (length, $0) }
            }.first
            if let (length, classes) = phrase {
                mask |= classes
                position += length
            } else {
                kept.append(words[position])
                position += 1
            }
        }
        guard mask != 0, !kept.isEmpty, !(kept.count == 1 && kept[0].elementsEqual(Self.article)) else { return nil }
        return (Self.unifyArticles(kept), FeatureClassSet(mask: mask))
    }

    private static func words(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: true)
    }

    private static func join(_ words: some Sequence<ArraySlice<UInt8>>) -> [UInt8] {
        Array(words.joined(separator: CollectionOfOne(UInt8(ascii: " "))))
    }

    private static func unifyArticles(_ words: [ArraySlice<UInt8>]) -> [UInt8] {
        var words = words
        for index in words.indices.dropLast() where isArticle(words[index], before: words[index + 1]) {
            words[index] = article[...]
        }
        return join(words)
    }

    private static func isArticle(_ word: ArraySlice<UInt8>, before next: ArraySlice<UInt8>) -> Bool {
        guard word.count == 2 || word.count == 3, let first = word.first else { return false }
        if articleSpellings.contains(Array(word)) { return true }
        let consonant = Array(word.dropFirst())
        return articleVowels.contains(first) && sunLetters.contains(consonant) && next.starts(with: consonant)
    }
}
