/// The consonants of a name, by which its spellings are alike: "Fallujah", "Faluja" and "al-Falloujah" are all `flj`.
///
/// Vowels, h and w are dropped, but for an `a` that stands for a vowel at the beginning; doubled letters count once; what one
/// sound is written with is one letter: k for k, q, g, kh, gh and c; d for d, dh and z; j for j, sh, ch and zh.
package enum Skeleton {
    /// The letters that a skeleton is made of, but for digits.
    static let alphabet = Array("abdfjklmnprstv".utf8)

    /// The skeleton of a name in Latin letters.
    ///
    /// - Complexity: O(n) in the length of the name.
    package static func of(_ roman: [UInt8]) -> [UInt8] {
        let text = roman.contains(Words.space) ? roman.filter { $0 != Words.space } : roman
        var skeleton: [UInt8] = []
        skeleton.reserveCapacity(text.count)
        var position = 0
        var last: Unicode.Scalar = " "
        while position < text.count {
            switch Unicode.Scalar(text[position]) {
            case "a", "e", "i", "o", "u", "y":
                if position == 0 { skeleton.append(UInt8(ascii: "a")) }
                last = " "
                position += 1
            case "w":
                last = " "
                position += 1
            case "h":
                position += 1
            default:
                let (sound, length) = sound(in: text, at: position)
                position += length
                if sound != last {
                    skeleton += sound == "x" ? Array("ks".utf8) : [UInt8(ascii: sound)]
                }
                last = sound
            }
        }
        return skeleton
    }

    /// The letter for the sound that begins at a place, and how many letters write it.
    private static func sound(in text: [UInt8], at position: Int) -> (sound: Unicode.Scalar, length: Int) {
        func letter(_ offset: Int) -> Unicode.Scalar {
            position + offset < text.count ? Unicode.Scalar(text[position + offset]) : " "
        }
        switch (letter(0), letter(1), letter(2)) {
        case ("d", "z", "h"), ("s", "c", "h"), ("t", "c", "h"): return ("j", 3)
        case ("k", "h", _), ("g", "h", _), ("c", "k", _): return ("k", 2)
        case ("s", "h", _), ("c", "h", _), ("z", "h", _), ("d", "j", _): return ("j", 2)
        case ("t", "h", _): return ("t", 2)
        case ("d", "h", _), ("d", "z", _): return ("d", 2)
        case ("p", "h", _): return ("f", 2)
        case ("t", "s", _), ("t", "z", _): return ("s", 2)
        case ("c", "e", _), ("c", "i", _), ("c", "y", _): return ("s", 1)
        case ("c", _, _), ("q", _, _), ("g", _, _): return ("k", 1)
        case ("z", _, _): return ("d", 1)
        default: return (letter(0), 1)
        }
    }

    /// The hash by which the file finds skeletons: FNV-1a, its bits mixed once more so that the highest depend on all.
    static func hash(_ skeleton: [UInt8]) -> UInt32 {
        var value: UInt32 = 0x811C_9DC5
        for byte in skeleton { value = (value ^ UInt32(byte)) &* 0x0100_0193 }
        value = (value ^ value >> 15) &* 0x2C1B_3C6D
        return value ^ value >> 15
    }

    /// All skeletons that differ by one letter: one less, one more, another one, or two neighbours swapped. The closure learns
    /// whether the difference is a likely one, of letters that are easily taken for each other.
    ///
    /// - Complexity: O(n²) in the length of the skeleton.
    static func forEachNeighbour(
        of skeleton: [UInt8], _ body: (_ edited: [UInt8], _ isLikely: Bool) throws(GazetteerError) -> Void
    ) throws(GazetteerError) {
        var edited: [UInt8] = []
        edited.reserveCapacity(skeleton.count + 1)
        for position in 0...skeleton.count {
            edited.replaceSubrange(0..., with: skeleton)
            edited.insert(0, at: position)
            for letter in alphabet {
                edited[position] = letter
                try body(edited, false)
            }
            guard position < skeleton.count else { break }
            edited.remove(at: position + 1)
            for letter in alphabet where letter != skeleton[position] {
                edited[position] = letter
                try body(edited, areAlike(letter, skeleton[position]))
            }
            edited.remove(at: position)
            try body(edited, false)
            if position + 1 < skeleton.count, skeleton[position] != skeleton[position + 1] {
                edited.replaceSubrange(0..., with: skeleton)
                edited.swapAt(position, position + 1)
                try body(edited, true)
            }
        }
    }

    /// Whether two letters of skeletons are easily taken for each other.
    private static func areAlike(_ one: UInt8, _ other: UInt8) -> Bool {
        switch (Unicode.Scalar(min(one, other)), Unicode.Scalar(max(one, other))) {
        case ("d", "t"), ("d", "s"), ("j", "s"), ("j", "k"), ("b", "p"), ("b", "v"), ("f", "v"), ("f", "p"), ("l", "r"),
            ("m", "n"), ("s", "t"):
            true
        default: false
        }
    }
}
