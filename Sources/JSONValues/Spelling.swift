/// Guesses what somebody meant who typed a word that is none of those expected.
package enum Spelling {
    /// The expected word that differs least, where it differs by no more than a third of its letters.
    ///
    /// - Complexity: O(words × length²).
    package static func closest<Words: Sequence<String>>(to word: String, among words: Words) -> String? {
        words.map { (word: $0, distance: distance(Array(word.utf8), Array($0.utf8))) }
            .filter { $0.distance <= max(1, $0.word.utf8.count / 3) }
            .min { $0.distance < $1.distance }?.word
    }

    /// `; did you mean 'WORD'?`, or nothing where no expected word is close.
    package static func hint<Words: Sequence<String>>(for word: String, among words: Words) -> String {
        closest(to: word, among: words).map { "; did you mean '\($0)'?" } ?? ""
    }

    /// How many bytes must be inserted, deleted, replaced or swapped with their neighbour to turn one into the other (the
    /// restricted Damerau–Levenshtein distance).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var twoAbove: [Int] = []
        var above = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                var best = min(
                    above[column] + (left[row] == right[column] ? 0 : 1), above[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, twoAbove[column - 1] + 1)
                }
                current.append(best)
            }
            (twoAbove, above) = (above, current)
        }
        return above[right.count]
    }
}
