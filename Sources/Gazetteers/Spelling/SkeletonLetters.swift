/// The letters of a skeleton, by which most names that cannot have it are told from their first few letters.
package struct SkeletonLetters: Hashable, Sendable {
    private static let bitsOfLetter: UInt64 = 4

    /// The first sixteen, four bits for each, the first one lowest; 0 ends them.
    private let order: UInt64
    /// All of them, a bit for each.
    private let mask: UInt16

    package init(_ skeleton: [UInt8]) {
        var order: UInt64 = 0
        var mask: UInt16 = 0
        var place: UInt64 = 0
        for letter in skeleton {
            let bit = Self.bits[Int(letter & 0x7F)]
            guard bit != 0 else { continue }
            mask |= bit
            if place < 64 { order |= UInt64(bit.trailingZeroBitCount) << place }
            place += Self.bitsOfLetter
        }
        self.order = order
        self.mask = mask
    }

    /// Whether a name in plain Latin letters may have a skeleton of these letters.
    ///
    /// Where it may not, and some letter of it stands for none of these, no name that begins with so many letters of it may
    /// either: `deadEnd` is set to their number.
    ///
    /// - Complexity: O(n) in the length of the name.
    @inline(__always)
    package func mayBeThose(of name: [UInt8], deadEnd: inout Int) -> Bool {
        let meanings = Self.meanings.span
        let name = name.span
        var rest = order
        for index in name.indices {
            let meaning = index == 0 ? Self.meaning(ofFirst: name[0]) : meanings[Int(name[index] & 0x7F)]
            guard meaning != 0 else { continue }
            if meaning & mask == 0 {
                deadEnd = index + 1
                return false
            }
            // A letter is one of the skeleton at most, but for x, which is two.
            if meaning >> UInt16(rest & 15) & 1 == 1 { rest >>= Self.bitsOfLetter }
            if name[index] == UInt8(ascii: "x"), meaning >> UInt16(rest & 15) & 1 == 1 { rest >>= Self.bitsOfLetter }
        }
        return rest == 0
    }

    private static func meaning(ofFirst letter: UInt8) -> UInt16 {
        switch Unicode.Scalar(letter) {
        case "a", "e", "i", "o", "u", "y": bits[Int(UInt8(ascii: "a"))]
        default: meanings[Int(letter & 0x7F)]
        }
    }

    /// A bit for each letter that skeletons are made of, but not the lowest; none for digits, which count for nothing here.
    private static let bits: [UInt16] = {
        var bits = [UInt16](repeating: 0, count: 128)
        for (number, letter) in Skeleton.alphabet.enumerated() { bits[Int(letter)] = 2 << UInt16(number) }
        return bits
    }()

    /// The letters of a skeleton for which a letter of a name may stand, by itself or as a part of what one sound is written
    /// with: those of ``Skeleton/of(_:)``.
    private static let meanings: [UInt16] = {
        var meanings = [UInt16](repeating: 0, count: 128)
        for pair in "bb cksj ddj ff gk jj kk ll mm nn ppf qk rr ssj ttsj vv xks zdsj".split(separator: " ") {
            let letters = Array(pair.utf8)
            for letter in letters.dropFirst() { meanings[Int(letters[0])] |= bits[Int(letter)] }
        }
        return meanings
    }()
}
