/// A word, a literal or a sign of a filter's text.
struct CQL2Token: Equatable {
    /// What it is.
    enum Kind: Equatable {
        /// A name without quotes: a keyword or an identifier.
        case word(String)
        /// A name in double quotes, which is never a keyword.
        case quotedName(String)
        case string(String)
        case number(String)
        /// `(`, `)`, `,`, an operator of comparison or arithmetic.
        case sign(String)
        case end
    }

    var kind: Kind
    /// Where it begins, in bytes.
    var offset: Int
    /// Where it ends.
    var end: Int

    /// Whether it is this keyword, in any case; given in capitals.
    func isKeyword(_ keyword: String) -> Bool {
        if case .word(let word) = kind { word.uppercased() == keyword } else { false }
    }

    /// What to call it in a message.
    var name: String {
        switch kind {
        case .word(let text), .number(let text), .sign(let text): "'\(text)'"
        case .quotedName(let name): "\"\(name)\""
        case .string(let text): "the text '\(text.count > 20 ? text.prefix(20) + "…" : text[...])'"
        case .end: "the end"
        }
    }
}
