/// How far apart two spellings of a name in Latin letters are, in tenths of a wrong letter.
///
/// A weighted edit distance with swaps of neighbours (after Damerau and Levenshtein): what writers do differently when they
/// bring a name into Latin letters costs little (a vowel for another, a doubled letter, an h, q for k), what nobody hears the
/// same costs 10.
package struct SpellingDistance {
    private static let swapped = 8

    private let word: [UInt8]
    /// What it costs that a letter of the word is missing, for each.
    private let missing: [Int]
    private let costs: LetterCosts
    /// The spelling of the last comparison, and the rows of its table of distances: one for each of its beginnings.
    private var other: [UInt8] = []
    private var rows: [Int]
    /// The smallest distance in each row, as far as rows are filled.
    private var smallest: [Int]
    /// After a comparison that exceeded the limit: no spelling that begins with so many letters of the other one is within it.
    private(set) var deadEnd: Int?

    /// Measures distances from one spelling to others.
    package init(from word: [UInt8]) {
        let costs = Self.costs
        self.costs = costs
        self.word = word
        missing = word.indices.map { costs.missing(word[$0], after: $0 > 0 ? word[$0 - 1] : 0) }
        rows = [0]
        for cost in missing { rows.append(rows[rows.count - 1] + cost) }
        smallest = [0]
    }

    /// The distance to another spelling, or nil where it exceeds the limit.
    ///
    /// What the spelling shares with the beginning of the one before it is not measured again, so sorted names cost little.
    ///
    /// - Complexity: O(n · m) in the lengths of the two.
    package mutating func distance(to next: [UInt8], limit: Int) -> Int? {
        deadEnd = nil
        // A letter more or less costs 1 at least.
        guard abs(next.count - word.count) <= limit else { return nil }
        let width = word.count + 1
        var depth = 0
        let comparable = min(next.count, smallest.count - 1)
        while depth < comparable, next[depth] == other[depth] {
            depth += 1
            if isBeyond(limit, at: depth) {
                deadEnd = depth
                return nil
            }
        }
        smallest.removeLast(smallest.count - 1 - depth)
        if rows.count < width * (next.count + 1) {
            rows.append(contentsOf: repeatElement(0, count: width * (next.count + 1) - rows.count))
        }
        other.replaceSubrange(min(depth, other.count)..., with: next[depth...])
        while depth < next.count {
            fillRow(depth + 1)
            depth += 1
            if isBeyond(limit, at: depth) {
                deadEnd = depth
                return nil
            }
        }
        let distance = rows[width * depth + word.count]
        return distance <= limit ? distance : nil
    }

    /// Whether no spelling that begins with so many letters of the other one is within the limit: every way leads through this
    /// row, or swaps two letters across it.
    private func isBeyond(_ limit: Int, at depth: Int) -> Bool {
        smallest[depth] > limit && smallest[depth - 1] + Self.swapped > limit
    }

    /// Fills the row of the table for the beginning of the other spelling that has so many letters.
    private mutating func fillRow(_ depth: Int) {
        let width = word.count + 1
        let letter = other[depth - 1]
        let previous = depth > 1 ? other[depth - 2] : 0
        let insertion = costs.missing(letter, after: previous)
        let (current, above, twoAbove) = (depth * width, (depth - 1) * width, (depth - 2) * width)
        var left = rows[above] + insertion
        rows[current] = left
        var least = left
        for column in 0..<word.count {
            let own = word[column]
            var best = rows[above + column] + costs.replaced(own, by: letter)
            best = min(best, rows[above + column + 1] + insertion, left + missing[column])
            if depth > 1, own == previous, column > 0, word[column - 1] == letter {
                best = min(best, rows[twoAbove + column - 1] + Self.swapped)
            }
            rows[current + column + 1] = best
            left = best
            least = min(least, best)
        }
        smallest.append(least)
    }

    private static let costs = LetterCosts()
}

/// What it costs to write one letter for another, or one more or less, in tenths of a wrong letter.
private struct LetterCosts: Sendable {
    private static let wrong: UInt8 = 10
    /// Digits tell places apart: Tower 22 is not Tower 21.
    private static let wrongDigit: UInt8 = 30
    private static let doubled = 2
    private static let vowels = Array("aeiouyw".utf8)
    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    /// Letters that writers take for each other, in both directions.
    private static let likeLetters =
        "kq kg kc kx qg qc gc gj gh jy ji jz js kh dz sz sc cz sx ts tc bp bv fv fp vw fw bw"
    /// Letters that sound alike, but are mostly told apart.
    private static let similarLetters = "dt lr mn"

    private let missing: [UInt8]
    private let replaced: [UInt8]

    init() {
        missing = (UInt8(0)..<128).map { letter in
            if Self.vowels.contains(letter) { return 4 }
            if Self.digits.contains(letter) { return Self.wrongDigit }
            return letter == UInt8(ascii: "h") ? 3 : letter == Words.space ? 1 : Self.wrong
        }
        var costs = [UInt8](repeating: Self.wrong, count: 128 * 128)
        func set(_ one: UInt8, _ other: UInt8, _ cost: UInt8) {
            costs[Int(one) << 7 | Int(other)] = one == other ? 0 : cost
            costs[Int(other) << 7 | Int(one)] = one == other ? 0 : cost
        }
        for letter in UInt8(0)..<128 {
            set(letter, letter, 0)
            for digit in Self.digits { set(letter, digit, Self.wrongDigit) }
        }
        for one in Self.vowels { for other in Self.vowels { set(one, other, 3) } }
        for (pairs, cost) in [(Self.likeLetters, UInt8(3)), (Self.similarLetters, 5)] {
            for pair in pairs.split(separator: " ") {
                let letters = Array(pair.utf8)
                set(letters[0], letters[1], cost)
            }
        }
        replaced = costs
    }

    /// What a letter costs that stands in one spelling only.
    @inline(__always)
    func missing(_ letter: UInt8, after previous: UInt8) -> Int {
        letter == previous ? Self.doubled : Int(missing[Int(letter & 0x7F)])
    }

    /// What it costs that the spellings differ in a letter.
    @inline(__always)
    func replaced(_ letter: UInt8, by other: UInt8) -> Int {
        Int(replaced[Int(letter & 0x7F) << 7 | Int(other & 0x7F)])
    }
}
