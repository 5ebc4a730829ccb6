/// Brings names into the form in which they are compared.
///
/// Characters are folded by the table of the gazetteer file (compatibility forms, case, diacritics and Arabic vowel
/// signs, alef, ya and ta marbuta), words are separated by one space, and the Arabic article is written `al` however
/// the writer heard it. The recipe that makes the file does the same, step for step, in gazetteer/recipe/folding.py.
package final class Normaliser: Sendable {
    private let table: FoldTable
    private let genericPhrases: [[UInt8]: UInt32]
    private let longestPhrase: Int
    /// A bit for the hash of each word that begins a phrase, so that most words need no look into the table.
    private let phraseStarts: WordFilter

    init(_ file: GazetteerFile) throws(GazetteerError) {
        table = try FoldTable(file)
        let range = try file.range("GENR")
        let source = file.source
        var position = range.lowerBound + 4
        var phrases: [[UInt8]: UInt32] = [:]
        var longest = 1
        var starts = WordFilter()
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
            if let first = Words.ranges(phrase).first { starts.insert(phrase[first]) }
            longest = max(longest, phrase.count { $0 == UInt8(ascii: " ") } + 1)
        }
        genericPhrases = phrases
        longestPhrase = longest
        phraseStarts = starts
    }

    /// The most bytes of a name; what is longer is no name, and nothing is looked for.
    package static let longestName = 1_024

    /// The folded form of a name; empty where the name holds no letter or digit, or is longer than a name can be.
    ///
    /// - Complexity: O(n) in the length of the name.
    package func fold(_ name: String) throws(GazetteerError) -> [UInt8] {
        guard name.utf8.count <= Normaliser.longestName else { return [] }
        return Words.unifyingArticles(try table.fold(name))
    }

    /// The folded name without articles, Latin or Arabic. An article stands before a word, so a last word is none.
    package func withoutArticles(_ key: [UInt8]) -> [UInt8] {
        guard Words.mayHoldArticle(key) else { return key }
        let words = Words.ranges(key)
        var kept: [UInt8] = []
        kept.reserveCapacity(key.count)
        for (index, word) in words.enumerated() {
            if index + 1 < words.count, key[word].elementsEqual(Words.article) { continue }
            if !kept.isEmpty { kept.append(Words.space) }
            let hasArticle =
                key[word].starts(with: Words.arabicArticle) && key[word].count { $0 & 0xC0 != 0x80 } > 4
            kept.append(contentsOf: hasArticle ? key[word].dropFirst(4) : key[word])
        }
        return kept
    }

    /// The folded name without the words that only say what kind of place it is, and the classes that they speak of;
    /// nil where there are no such words, or no others.
    package func withoutGenericWords(_ key: [UInt8]) -> (key: [UInt8], classes: FeatureClassSet)? {
        guard key.contains(Words.space) else { return nil }
        let words = Words.ranges(key)
        guard words.contains(where: { phraseStarts.mayContain(key[$0]) }) else { return nil }
        var kept: [UInt8] = []
        var mask: UInt32 = 0
        var position = 0
        while position < words.count {
            if let (length, classes) = phrase(in: key, words[position...]) {
                mask |= classes
                position += length
            } else {
                if !kept.isEmpty { kept.append(Words.space) }
                kept.append(contentsOf: key[words[position]])
                position += 1
            }
        }
        guard mask != 0, !kept.isEmpty, kept != Words.article else { return nil }
        return (Words.unifyingArticles(kept), FeatureClassSet(mask: mask))
    }

    /// The longest phrase of generic words with which some words begin: how many words it has, and its classes.
    private func phrase(in key: [UInt8], _ words: ArraySlice<Range<Int>>) -> (length: Int, classes: UInt32)? {
        guard let first = words.first, phraseStarts.mayContain(key[first]) else { return nil }
        for length in (1...min(longestPhrase, words.count)).reversed() {
            let last = words[words.startIndex + length - 1]
            if let classes = genericPhrases[Array(key[first.lowerBound..<last.upperBound])] {
                return (length, classes)
            }
        }
        return nil
    }
}
