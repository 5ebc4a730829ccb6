/// A dictionary of common pieces of text: each code of one byte stands for a piece of up to eight bytes, and the code
/// 255 says that the next byte stands for itself.
///
/// Every text can be read by itself, and takes about two thirds of its bytes. After Boncz, Neumann and Leis: "FSST: Fast
/// Random Access String Compression", 2020.
struct SymbolTable: Sendable {
    private static let count = 255
    private static let literal: UInt8 = 255
    private static let longest = 8

    private let lengths: [UInt8]
    private let pieces: [UInt8]

    init(_ file: GazetteerFile, tag: String) throws(GazetteerError) {
        let range = try file.range(tag)
        guard range.count == Self.count * (Self.longest + 1) else {
            throw .corrupt(reason: "the symbol table \(tag) has the wrong size", byteOffset: range.lowerBound)
        }
        let records = try file.source.array(range)
        var lengths: [UInt8] = []
        var pieces: [UInt8] = []
        for code in 0..<Self.count {
            let start = code * (Self.longest + 1)
            guard records[start] <= Self.longest else {
                throw .corrupt(reason: "a symbol is too long", byteOffset: range.lowerBound + start)
            }
            lengths.append(records[start])
            pieces.append(contentsOf: records[start + 1..<start + 1 + Self.longest])
        }
        self.lengths = lengths
        self.pieces = pieces
    }

    /// Appends the text that the codes of a range stand for.
    func decode(_ range: Range<Int>, of source: ByteSource, into text: inout [UInt8]) throws(GazetteerError) {
        var position = range.lowerBound
        while position < range.upperBound {
            let code = try source.load(UInt8.self, at: position)
            position += 1
            if code == Self.literal {
                guard position < range.upperBound else {
                    throw .corrupt(reason: "a text ends in the middle of a letter", byteOffset: position)
                }
                text.append(try source.load(UInt8.self, at: position))
                position += 1
            } else {
                let start = Int(code) * Self.longest
                text.append(contentsOf: pieces[start..<start + Int(lengths[Int(code)])])
            }
        }
    }
}
