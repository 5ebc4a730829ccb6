/// The texts of a gazetteer file: each a length and as many codes of its symbol table.
struct StringPool: Sendable {
    private let source: ByteSource
    private let range: Range<Int>
    private let symbols: SymbolTable

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        range = try file.range("STRS")
        symbols = try SymbolTable(file, tag: "SYMS")
    }

    /// The text at an offset of the pool.
    func text(at offset: UInt32) throws(GazetteerError) -> String {
        var position = range.lowerBound + Int(offset)
        guard range.contains(position) else {
            throw .corrupt(reason: "a text lies outside its section", byteOffset: position)
        }
        let length = try source.varint(at: &position)
        guard length <= range.upperBound - position else {
            throw .corrupt(reason: "a text runs over the end of its section", byteOffset: position)
        }
        var text: [UInt8] = []
        try symbols.decode(position..<position + length, of: source, into: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
