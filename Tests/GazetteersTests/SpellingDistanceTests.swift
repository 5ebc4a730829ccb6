import Gazetteers
import TestSupport
import Testing

@Suite("How far apart spellings are")
struct SpellingDistanceTests {
    @Test("distances equal those of the plain recursive definition, whatever the limit")
    func agreesWithRecursion() {
        var random = SeededGenerator(seed: 3)
        let letters = Array("aehkqbz 1".utf8)
        func word() -> [UInt8] {
            (0..<Int.random(in: 0...6, using: &random)).map { _ in letters[Int.random(in: 0..<9, using: &random)] }
        }
        var faults: [String] = []
        for _ in 0..<2_000 {
            let one = word()
            let other = word()
            let limit = Int.random(in: 0...40, using: &random)
            let plain = Self.plain(one, other)
            var distances = SpellingDistance(from: one)
            // Twice, since the object keeps its rows.
            for _ in 0..<2 where distances.distance(to: other, limit: limit) != (plain <= limit ? plain : nil) {
                faults.append("\(one.text) \(other.text) \(plain)")
            }
        }
        #expect(faults.isEmpty, "\(faults.prefix(10))")
    }

    /// The distance as it is defined, for the letters of the test.
    private static func plain(_ one: [UInt8], _ other: [UInt8]) -> Int {
        guard !one.isEmpty || !other.isEmpty else { return 0 }
        var best = Int.max
        if !one.isEmpty { best = min(best, plain(one.dropLast(), other) + missing(one)) }
        if !other.isEmpty { best = min(best, plain(one, other.dropLast()) + missing(other)) }
        guard let a = one.last, let b = other.last else { return best }
        best = min(best, plain(one.dropLast(), other.dropLast()) + replaced(a, b))
        if one.count > 1, other.count > 1, one[one.count - 2] == b, other[other.count - 2] == a {
            best = min(best, plain(one.dropLast(2), other.dropLast(2)) + 8)
        }
        return best
    }

    private static func plain(_ one: ArraySlice<UInt8>, _ other: [UInt8]) -> Int { plain(Array(one), other) }
    private static func plain(_ one: [UInt8], _ other: ArraySlice<UInt8>) -> Int { plain(one, Array(other)) }
    private static func plain(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Int {
        plain(Array(one), Array(other))
    }

    private static func missing(_ word: [UInt8]) -> Int {
        let letter = word[word.count - 1]
        if word.count > 1, word[word.count - 2] == letter { return 2 }
        return ["a": 4, "e": 4, "h": 3, " ": 1, "1": 30][[letter].text] ?? 10
    }

    private static func replaced(_ a: UInt8, _ b: UInt8) -> Int {
        if a == b { return 0 }
        let pair = [min(a, b), max(a, b)].text
        if pair.contains("1") { return 30 }
        return ["ae", "kq", "hk"].contains(pair) ? 3 : 10
    }

    @Test("what writers do differently is near, what nobody hears the same is far")
    func nearAndFar() {
        for (one, other) in [
            ("baghdad", "bagdad"), ("mosul", "mousul"), ("hasakah", "hasake"), ("qamishli", "kamishli"),
            ("fallujah", "faluja"), ("sharif", "sherif"), ("deir al zor", "dayr al zawr"), ("luhansk", "lugansk"),
        ] {
            var distances = SpellingDistance(from: Array(one.utf8))
            #expect(distances.distance(to: Array(other.utf8), limit: 2 * one.utf8.count) != nil, "\(one) \(other)")
        }
        for (one, other) in [("mosul", "momul"), ("tower 22", "tower 21"), ("aden", "aleppo"), ("basra", "bara")] {
            var distances = SpellingDistance(from: Array(one.utf8))
            #expect(distances.distance(to: Array(other.utf8), limit: 9) == nil, "\(one) \(other)")
        }
    }
}
