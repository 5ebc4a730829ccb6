import Geometries

/// Geometries in a filter's text, which are well-known text.
enum CQL2WKT {
    /// The words that a geometry begins with.
    static let types: Set<String> = [
        "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION",
    ]

    /// Whether a geometry begins at a token that is such a word, and not a property of that name.
    static func begins(at position: Int, of tokens: [CQL2Token]) -> Bool {
        opening(at: position, of: tokens) != nil
    }

    /// The token `(` after the word and perhaps `Z`.
    private static func opening(at position: Int, of tokens: [CQL2Token]) -> Int? {
        var index = position + 1
        while index < tokens.count, ["Z", "M", "ZM"].contains(where: tokens[index].isKeyword) { index += 1 }
        return index < tokens.count && tokens[index].kind == .sign("(") ? index : nil
    }

    /// Reads the geometry that begins at a token.
    ///
    /// - Returns: the geometry, and the position of the token after it.
    static func geometry(
        at position: Int, of tokens: [CQL2Token], in text: String
    ) throws(CQL2Error) -> (Geometry, end: Int) {
        let start = tokens[position].offset
        var depth = 0
        var index = opening(at: position, of: tokens) ?? position
        repeat {
            switch tokens[index].kind {
            case .sign("("): depth += 1
            case .sign(")"): depth -= 1
            case .end: throw CQL2Error("the geometry that begins here has no closing ')'", at: .byte(start), of: text)
            default: break
            }
            index += 1
        } while depth > 0
        let bytes = text.utf8.dropFirst(start).prefix(tokens[index - 1].end - start)
        do {
            let geometry = try WKT.decode(String(decoding: bytes, as: UTF8.self))
            try geometry.validate()
            return (geometry, index)
        } catch {
            if case .malformed(let reason, let byteOffset) = error {
                throw CQL2Error(reason, at: .byte(start + byteOffset), of: text)
            }
            throw CQL2Error("\(error)", at: .byte(start), of: text)
        }
    }
}
