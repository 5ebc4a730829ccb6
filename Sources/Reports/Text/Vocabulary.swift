/// The distinct words of a text, numbered in the order in which they first stand there.
///
/// A table with open addressing over the hashes that the tokens bring: each word of a text is looked for once for each time that
/// it stands there, and a dictionary spends most of that on hashing it again.
struct Vocabulary {
    /// The token with which each word was first seen.
    private(set) var firstTokens: [Int] = []
    /// A word's number plus 1, or 0 where a slot is free; a power of 2 of them, at most half of them taken.
    private var slots: [Int32]

    /// Has room for the words of so many tokens.
    init(tokenCount: Int) {
        var capacity = 16
        while capacity < 2 * tokenCount { capacity *= 2 }
        slots = [Int32](repeating: 0, count: capacity)
    }

    /// The number of a token's word; that of a new word is how many there were.
    ///
    /// - Complexity: O(1) on average.
    mutating func number(of index: Int, in tokens: [Token]) -> Int {
        let mask = slots.count - 1
        var slot = Int(tokens[index].hash) & mask
        while slots[slot] > 0 {
            let number = Int(slots[slot]) - 1
            let known = firstTokens[number]
            if tokens[known].hash == tokens[index].hash, tokens[known].folded == tokens[index].folded { return number }
            slot = (slot + 1) & mask
        }
        firstTokens.append(index)
        slots[slot] = Int32(firstTokens.count)
        return firstTokens.count - 1
    }
}
