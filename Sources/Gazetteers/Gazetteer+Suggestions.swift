extension Gazetteer {
    /// How many names are compared at most for one set of suggestions.
    private static let comparisonLimit = 200_000

    /// Known names that come nearest to an unknown one, the best first.
    ///
    /// Names that begin with the same letter are compared by their edit distance, in which two neighbouring letters
    /// swapped are one edit. One edit is near in short names, two in longer ones, three in names of 16 letters and more.
    ///
    /// - Throws: ``GazetteerError`` where the file is broken.
    public func suggestions(for name: String, limit: Int = 5) throws(GazetteerError) -> [String] {
        try suggestions(for: name, of: nil, limit: limit)
    }

    func suggestions(
        for name: String, of classes: Set<FeatureClass>?, limit: Int = 5
    ) throws(GazetteerError) -> [String] {
        let key = normaliser.withoutArticles(try normaliser.fold(name))
        var near = try namesNear(key)
        if let (core, _) = normaliser.withoutGenericWords(key) {
            near += try namesNear(normaliser.withoutArticles(core))
        }
        near.sort { ($0.distance, $0.entry) < ($1.distance, $1.entry) }
        var texts: [String] = []
        for (_, entry) in near where texts.count < limit {
            let record = try entries.record(entry)
            guard classes?.contains(record.featureClass) ?? true else { continue }
            let text = try strings.text(at: record.nameOffset)
            if !texts.contains(text) { texts.append(text) }
        }
        return texts
    }

    /// The places whose names begin with the same letter as the key and are few edits away.
    private func namesNear(_ key: [UInt8]) throws(GazetteerError) -> [(distance: Int, entry: Int)] {
        let letters = Array(String(decoding: key, as: UTF8.self).unicodeScalars)
        guard let initial = letters.first else { return [] }
        let reach = letters.count < 6 ? 1 : letters.count < 16 ? 2 : 3
        let prefix = Array(String(initial).utf8)
        var cursor = try names.cursor(before: prefix) ?? names.start()
        var found: [(distance: Int, entry: Int)] = []
        var distances = EditDistance(letters, limit: reach)
        var compared = 0
        while compared < Self.comparisonLimit, try cursor.advance() {
            guard cursor.key.starts(with: prefix) else {
                if prefix.lexicographicallyPrecedes(cursor.key) { break }
                continue
            }
            compared += 1
            guard let distance = distances.distance(to: cursor.key) else { continue }
            for posting in try cursor.postings() where posting.kind != .code {
                found.append((distance, posting.entry))
            }
        }
        return found
    }
}

/// Edit distances from one word to many: insertions, deletions, substitutions and swaps of neighbours (the restricted
/// Damerau–Levenshtein distance), given up as soon as they exceed a limit.
package struct EditDistance {
    private let word: [Unicode.Scalar]
    private let limit: Int
    private var rows: [[Int]]

    package init(_ word: [Unicode.Scalar], limit: Int) {
        self.word = word
        self.limit = limit
        rows = Array(repeating: Array(repeating: 0, count: word.count + 1), count: 3)
    }

    /// The distance, or nil where it exceeds the limit.
    ///
    /// - Complexity: O(n · m) in the lengths of the words.
    package mutating func distance(to other: [UInt8]) -> Int? {
        let length = other.count { $0 & 0xC0 != 0x80 }
        guard abs(length - word.count) <= limit else { return nil }
        for column in 0...word.count { rows[0][column] = column }
        var previousLetter: Unicode.Scalar?
        var row = 0
        for letter in String(decoding: other, as: UTF8.self).unicodeScalars {
            row += 1
            let current = row % 3
            let above = (row + 2) % 3
            let twoAbove = (row + 1) % 3
            rows[current][0] = row
            var smallest = row
            for column in 1..<word.count + 1 {
                let substitution = rows[above][column - 1] + (word[column - 1] == letter ? 0 : 1)
                var best = min(substitution, rows[above][column] + 1, rows[current][column - 1] + 1)
                if row > 1, column > 1, word[column - 1] == previousLetter, word[column - 2] == letter {
                    best = min(best, rows[twoAbove][column - 2] + 1)
                }
                rows[current][column] = best
                smallest = min(smallest, best)
            }
            if smallest > limit { return nil }
            previousLetter = letter
        }
        let distance = rows[row % 3][word.count]
        return distance <= limit ? distance : nil
    }
}
