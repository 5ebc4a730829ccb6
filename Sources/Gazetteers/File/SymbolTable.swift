/// A dictionary of common pieces of text: each code of one byte stands for a piece of up to eight bytes, and the code
/// 255 says that the next byte stands for itself.
///
/// Every text can be read by itself, and takes about two thirds of its bytes. After Boncz, Neumann and Leis: "FSST: Fast
/// Random Access String Compression", 2020.
final class SymbolTable: Sendable {
    private static let count = 255
    private static let literal: UInt8 = 255
    private static let longest = 8

    private let lengths: [UInt8]
    /// The first byte of each piece lowest.
    private let pieces: [UInt64]

    init(_ file: GazetteerFile, tag: String) throws(GazetteerError) {
        let range = try file.range(tag)
        guard range.count == Self.count * (Self.longest + 1) else {
            throw .corrupt(reason: "the symbol table \(tag) has the wrong size", byteOffset: range.lowerBound)
        }
        let records = try file.source.array(range)
        var lengths: [UInt8] = []
        var pieces: [UInt64] = []
        for code in 0..<Self.count {
            let start = code * (Self.longest + 1)
            guard records[start] <= Self.longest else {
                throw .corrupt(reason: "a symbol is too long", byteOffset: range.lowerBound + start)
            }
            lengths.append(records[start])
            pieces.append(try file.source.load(UInt64.self, at: range.lowerBound + start + 1))
        }
        self.lengths = lengths
        self.pieces = pieces
    }

    /// Appends the text that the codes of a range stand for.
    func decode(_ range: Range<Int>, of source: ByteSource, into text: inout [UInt8]) throws(GazetteerError) {
        var position = range.lowerBound
        // A code stands for some four bytes.
        text.reserveCapacity(text.count + 4 * range.count)
        while position < range.upperBound {
            let code = try source.load(UInt8.self, at: position)
            position += 1
            if code == Self.literal {
                text.append(try literal(at: &position, before: range.upperBound, of: source))
            } else {
                var piece = pieces[Int(code)]
                for _ in 0..<lengths[Int(code)] {
                    text.append(UInt8(truncatingIfNeeded: piece))
                    piece >>= 8
                }
            }
        }
    }

    /// Compares what the codes of a range stand for with the rest of a key, without writing the text out.
    ///
    /// `matched` is how many bytes of the key precede the rest, and grows by as many as are alike. The result is negative
    /// where the text sorts before the rest of the key, positive where it sorts after, and 0 where they are equal.
    func compare(
        _ range: Range<Int>, of source: ByteSource, with key: [UInt8], matched: inout Int
    ) throws(GazetteerError) -> Int {
        var position = range.lowerBound
        while position < range.upperBound {
            let code = try source.load(UInt8.self, at: position)
            position += 1
            var piece: UInt64
            var length: UInt8 = 1
            if code == Self.literal {
                piece = UInt64(try literal(at: &position, before: range.upperBound, of: source))
            } else {
                piece = pieces[Int(code)]
                length = lengths[Int(code)]
            }
            for _ in 0..<length {
                guard matched < key.count else { return 1 }
                let difference = Int(UInt8(truncatingIfNeeded: piece)) - Int(key[matched])
                if difference != 0 { return difference }
                matched += 1
                piece >>= 8
            }
        }
        return matched == key.count ? 0 : -1
    }

    private func literal(
        at position: inout Int, before end: Int, of source: ByteSource
    ) throws(GazetteerError) -> UInt8 {
        guard position < end else {
            throw .corrupt(reason: "a text ends in the middle of a letter", byteOffset: position)
        }
        let byte = try source.load(UInt8.self, at: position)
        position += 1
        return byte
    }
}
