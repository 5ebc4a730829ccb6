/// How far apart two spellings of a name in Latin letters are, in tenths of a wrong letter.
///
/// A weighted edit distance with swaps of neighbours (after Damerau and Levenshtein): what writers do differently when they
/// bring a name into Latin letters costs little (a vowel for another, a doubled letter, an h, q for k), what nobody hears the
/// same costs 10.
///
/// Only the part of the table is filled whose values the limit allows (after Ukkonen, "Algorithms for approximate string
/// matching", 1985), and what a spelling shares with the beginning of the one before it is not measured again.
package struct SpellingDistance {
    private static let swapped = 8
    /// What a wrong consonant costs.
    static let wrongLetter = 10
    /// What it costs at least that a letter is another one.
    static let least = 3
    /// More than any limit, and small enough to add to.
    private static let beyond = 1 << 24

    private let word: [UInt8]
    /// What it costs that a letter of the word is missing, for each.
    private let missing: [Int]
    private let costs: LetterCosts
    /// The spelling of the last comparison, and the limit of it.
    private var other: [UInt8] = []
    private var lastLimit = -1
    /// The table of distances: a row for each beginning of the other spelling, ``beyond`` where the limit is exceeded.
    private var rows: [Int]
    /// In each row, as far as rows are filled, the columns from the first to after the last within the limit.
    private var active: [Range<Int>] = []
    /// After a comparison that exceeded the limit: no spelling that begins with so many letters of the other one is within it.
    private(set) var deadEnd: Int?

    /// Measures distances from one spelling to others.
    package init(from word: [UInt8]) {
        let costs = Self.costs
        self.costs = costs
        self.word = word
        missing = word.indices.map { costs.missing(word[$0], after: $0 > 0 ? word[$0 - 1] : 0) }
        rows = Array(repeating: Self.beyond, count: (word.count + 1) * (word.count + 4))
    }

    /// The distance to another spelling, or nil where it exceeds the limit.
    ///
    /// - Complexity: O(n · m) in the lengths of the two.
    package mutating func distance(to next: [UInt8], limit: Int) -> Int? {
        deadEnd = nil
        // A letter more or less costs 1 at least.
        guard limit >= 0, abs(next.count - word.count) <= limit else { return nil }
        if limit != lastLimit { begin(limit) }
        let width = word.count + 1
        var depth = 0
        let comparable = min(next.count, active.count - 1)
        while depth < comparable, next[depth] == other[depth] {
            depth += 1
            if isBeyond(at: depth) {
                deadEnd = depth
                return nil
            }
        }
        active.removeLast(active.count - 1 - depth)
        if rows.count < width * (next.count + 1) {
            rows.append(contentsOf: repeatElement(Self.beyond, count: width * (next.count + 1) - rows.count))
        }
        other.replaceSubrange(min(depth, other.count)..., with: next[depth...])
        while depth < next.count {
            depth += 1
            fillRow(depth, limit)
            if isBeyond(at: depth) {
                deadEnd = depth
                return nil
            }
        }
        let distance = rows[width * depth + word.count]
        return distance <= limit ? distance : nil
    }

    /// Fills the first row, for nothing of the other spelling.
    private mutating func begin(_ limit: Int) {
        lastLimit = limit
        var sum = 0
        var end = 1
        rows[0] = 0
        for column in 1..<word.count + 1 {
            sum += missing[column - 1]
            rows[column] = sum <= limit ? sum : Self.beyond
            if sum <= limit { end = column + 1 }
        }
        active.removeAll(keepingCapacity: true)
        active.append(0..<end)
    }

    /// Whether no spelling that begins with so many letters of the other one is within the limit: every way leads through this
    /// row, or swaps two letters across it.
    private func isBeyond(at depth: Int) -> Bool { active[depth].isEmpty && active[depth - 1].isEmpty }

    /// Fills the row of the table for the beginning of the other spelling that has so many letters.
    private mutating func fillRow(_ depth: Int, _ limit: Int) {
        let none = 0..<0
        let row = Row(
            letter: other[depth - 1], previous: depth > 1 ? other[depth - 2] : 0, limit: limit,
            start: depth * (word.count + 1),
            above: active[depth - 1], twoAbove: depth > 1 ? active[depth - 2] : none)
        let (word, missing) = (word, missing)
        active.append(row.fill(&rows, word.span, missing.span, costs))
    }

    /// A row of the table that is to be filled.
    private struct Row {
        /// The letter of the other spelling, and the one before it.
        let letter: UInt8
        let previous: UInt8
        let limit: Int
        /// Where it begins among all rows.
        let start: Int
        /// The columns within the limit in the two rows before it.
        let above: Range<Int>
        let twoAbove: Range<Int>

        /// Fills it and returns its columns within the limit.
        func fill(
            _ table: inout [Int], _ word: Span<UInt8>, _ missing: Span<Int>, _ costs: LetterCosts
        ) -> Range<Int> {
            var table = table.mutableSpan
            let replaced = costs.replaced.span
            let width = word.count + 1
            let insertion = costs.missing(letter, after: previous)
            let replacements = Int(letter & 0x7F) << 7
            // A way comes from the row above, straight or across, from the one above it by a swap, or along this row.
            let from =
                above.isEmpty
                ? twoAbove.lowerBound : twoAbove.isEmpty ? above.lowerBound : min(above.lowerBound, twoAbove.lowerBound)
            let reach = max(above.isEmpty ? 0 : above.upperBound + 1, twoAbove.isEmpty ? 0 : twoAbove.upperBound + 2)
            var (first, end) = (width, 0)
            var left = SpellingDistance.beyond
            for column in 0..<width {
                var best = SpellingDistance.beyond
                if column >= from, column < reach || left < SpellingDistance.beyond {
                    best = table[start - width + column] + insertion
                    if column > 0 {
                        let own = word[column - 1]
                        best = min(
                            best, table[start - width + column - 1] + Int(replaced[replacements | Int(own & 0x7F)]),
                            left + missing[column - 1])
                        if own == previous, column > 1, !twoAbove.isEmpty, word[column - 2] == letter {
                            best = min(best, table[start - 2 * width + column - 2] + SpellingDistance.swapped)
                        }
                    }
                    if best <= limit {
                        first = min(first, column)
                        end = column + 1
                    } else {
                        best = SpellingDistance.beyond
                    }
                }
                table[start + column] = best
                left = best
            }
            return first < end ? first..<end : 0..<0
        }
    }

    private static let costs = LetterCosts()
}

/// What it costs to write one letter for another, or one more or less, in tenths of a wrong letter.
private struct LetterCosts: Sendable {
    private static let wrong = UInt8(SpellingDistance.wrongLetter)
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
    /// What it costs that the spellings differ in a letter: the two letters' codes are the place in the table.
    let replaced: [UInt8]

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
}
