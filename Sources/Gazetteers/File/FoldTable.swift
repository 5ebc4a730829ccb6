/// What each code point is folded to: the table with which the names of the file were folded.
///
/// Two stages: the code point without its last seven bits picks a page, its last seven bits an entry of the page, and
/// the entry is 0 (the code point stays) or one more than the number of a replacement.
struct FoldTable: Sendable {
    private let source: ByteSource
    private let first: Int
    private let second: Int
    private let offsets: Int
    private let pool: Range<Int>
    private let firstCount: Int
    private let secondCount: Int
    private let replacementCount: Int
    /// What the ASCII characters are folded to; ``several`` where that is not one byte or none.
    private var ascii: [UInt8] = []
    private static let nothing: UInt8 = 0xFE
    private static let several: UInt8 = 0xFF

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        let range = try file.range("FOLD")
        firstCount = Int(try source.load(UInt32.self, at: range.lowerBound))
        secondCount = Int(try source.load(UInt32.self, at: range.lowerBound + 4))
        replacementCount = Int(try source.load(UInt32.self, at: range.lowerBound + 8))
        first = range.lowerBound + 12
        second = first + 2 * firstCount
        offsets = second + 2 * secondCount
        let start = offsets + 4 * (replacementCount + 1)
        guard firstCount == 0x110000 >> 7, start <= range.upperBound else {
            throw .corrupt(reason: "the folding table is too short", byteOffset: range.lowerBound)
        }
        pool = start..<range.upperBound
        var ascii: [UInt8] = []
        for value in UInt8(0)..<128 {
            var folded: [UInt8] = []
            try fold(Unicode.Scalar(value), into: &folded)
            ascii.append(folded.isEmpty ? Self.nothing : folded.count == 1 ? folded[0] : Self.several)
        }
        self.ascii = ascii
    }

    /// What a text is folded to, with a space for whatever separates words.
    ///
    /// - Complexity: O(n) in the length of the text.
    func fold(_ text: String) throws(GazetteerError) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count + 8)
        for scalar in text.unicodeScalars {
            let simple = scalar.value < 128 ? ascii[Int(scalar.value)] : Self.several
            if simple == Self.several {
                try fold(scalar, into: &folded)
            } else if simple != Self.nothing {
                folded.append(simple)
            }
        }
        return folded
    }

    /// Appends what a code point is folded to.
    private func fold(_ scalar: Unicode.Scalar, into out: inout [UInt8]) throws(GazetteerError) {
        let value = Int(scalar.value)
        if (0xAC00...0xD7A3).contains(value) { return Self.decomposeHangul(value - 0xAC00, into: &out) }
        let page = Int(try source.load(UInt16.self, at: first + 2 * (value >> 7)))
        let slot = page * 128 + value & 0x7F
        guard slot < secondCount else {
            throw .corrupt(reason: "a page of the folding table is missing", byteOffset: first + 2 * (value >> 7))
        }
        let number = Int(try source.load(UInt16.self, at: second + 2 * slot))
        guard number > 0 else {
            out.append(contentsOf: String(scalar).utf8)
            return
        }
        guard number <= replacementCount else {
            throw .corrupt(reason: "a replacement of the folding table is missing", byteOffset: second + 2 * slot)
        }
        let start = pool.lowerBound + Int(try source.load(UInt32.self, at: offsets + 4 * (number - 1)))
        let end = pool.lowerBound + Int(try source.load(UInt32.self, at: offsets + 4 * number))
        guard start <= end, end <= pool.upperBound else {
            throw .corrupt(reason: "a replacement lies outside the folding table", byteOffset: offsets + 4 * number)
        }
        for index in start..<end { out.append(try source.load(UInt8.self, at: index)) }
    }

    /// A Hangul syllable as its letters (The Unicode Standard, 3.12, "Hangul Syllable Decomposition").
    private static func decomposeHangul(_ index: Int, into out: inout [UInt8]) {
        let letters = [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28]
        for letter in letters where letter != 0x11A7 {
            out.append(UInt8(0xE0 | letter >> 12))
            out.append(UInt8(0x80 | letter >> 6 & 0x3F))
            out.append(UInt8(0x80 | letter & 0x3F))
        }
    }
}
