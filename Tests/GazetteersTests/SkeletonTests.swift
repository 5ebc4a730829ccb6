import Gazetteers
import TestSupport
import Testing

/// What keeps spellings from being compared with names that they cannot mean must never keep them from one that they can.
@Suite("Skeletons of names")
struct SkeletonTests {
    /// Names of all letters and of letters that sounds are written with, words apart.
    private static func name(_ random: inout SeededGenerator, longest: Int = 12) -> [UInt8] {
        let pieces = [
            "a", "e", "i", "o", "u", "y", "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "s",
            "t",
            "v", "w", "x", "z", "sh", "ch", "kh", "gh", "zh", "dh", "th", "ph", "ts", "tz", "dz", "dzh", "sch", "tch",
            "ck",
            "ce", "ci", "cy", "dj", " ", "2",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 1...longest, using: &random) {
            text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }
        return Array(text.split(separator: " ").joined(separator: " ").utf8)
    }

    @Test("no name is kept from its own skeleton, and none that begins as a dead end says from any")
    func letters() {
        var random = SeededGenerator(seed: 11)
        var faults: [String] = []
        var refused = 0
        for _ in 0..<TestScale.rounds(200_000) {
            let (one, other) = (Self.name(&random), Self.name(&random, longest: 5))
            var deadEnd = Int.max
            let own = SkeletonLetters(Skeleton.of(one))
            if !own.mayBeThose(of: one, deadEnd: &deadEnd) { faults.append(String(decoding: one, as: UTF8.self)) }
            deadEnd = .max
            if !own.mayBeThose(of: other, deadEnd: &deadEnd) {
                refused += 1
                // A name that shares the dead end's letters cannot have the skeleton either.
                if deadEnd <= one.count, other.prefix(deadEnd) == one.prefix(deadEnd) {
                    faults.append(String(decoding: other, as: UTF8.self))
                }
            }
        }
        #expect(faults.isEmpty, "\(faults.prefix(10))")
        #expect(refused > 100_000)
    }
}
