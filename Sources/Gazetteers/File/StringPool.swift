/// The texts of a gazetteer file: each a length and UTF-8.
struct StringPool: Sendable {
    private let source: ByteSource
    private let range: Range<Int>

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        range = try file.range("STRS")
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
        return String(decoding: try source.array(position..<position + length), as: UTF8.self)
    }
}
