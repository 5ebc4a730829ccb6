/// Damages texts at random: what a parser is given that nobody meant to write.
public struct SeededTextMutator {
    /// Where the choices come from.
    public var random: SeededGenerator

    /// Begins the sequence of a seed.
    public init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// The text with one to three characters deleted, doubled, swapped or replaced.
    public mutating func mutation(of text: String) -> String {
        var characters = Array(text.unicodeScalars)
        let strange: [Unicode.Scalar] = ["(", ")", "'", "\"", ",", "-", ".", "é", "\u{0}", "\u{301}", "9", "E", " "]
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard !characters.isEmpty else { break }
            let index = Int.random(in: 0..<characters.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: characters.remove(at: index)
            case 1: characters.insert(characters[index], at: index)
            case 2: characters.swapAt(index, Int.random(in: 0..<characters.count, using: &random))
            case 3: characters[index] = strange.randomElement(using: &random) ?? "?"
            default: characters.removeSubrange(index..<min(index + 6, characters.count))
            }
        }
        var mutated = String.UnicodeScalarView()
        mutated.append(contentsOf: characters)
        return String(mutated)
    }
}
