/// Cuts a filter's text into tokens (OGC 21-065, annex B).
struct CQL2Lexer {
    private let text: String
    private let scalars: String.UnicodeScalarView
    private var index: String.Index

    private init(_ text: String) {
        self.text = text
        scalars = text.unicodeScalars
        index = text.unicodeScalars.startIndex
    }

    /// All tokens, the end last.
    static func tokens(of text: String) throws(CQL2Error) -> [CQL2Token] {
        var lexer = CQL2Lexer(text)
        var tokens: [CQL2Token] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private var offset: Int { text.utf8.distance(from: text.startIndex, to: index) }
    private var current: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }

    private var following: Unicode.Scalar? {
        guard index < scalars.endIndex else { return nil }
        let after = scalars.index(after: index)
        return after < scalars.endIndex ? scalars[after] : nil
    }

    private func failure(_ reason: String, at offset: Int) -> CQL2Error {
        CQL2Error(reason, at: .byte(offset), of: text)
    }

    private mutating func advance() { index = scalars.index(after: index) }

    private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
        let start = index
        while let scalar = current, condition(scalar) { advance() }
        return String(scalars[start..<index])
    }

    private mutating func next() throws(CQL2Error) -> CQL2Token {
        _ = take(while: \.properties.isWhitespace)
        let start = offset
        guard let scalar = current else { return CQL2Token(kind: .end, offset: start, end: start) }
        let kind: CQL2Token.Kind
        switch scalar {
        case "'": kind = .string(try string())
        case "\"": kind = .quotedName(try quotedName())
        case _ where CQL2Identifier.begins(with: scalar): kind = .word(take(while: CQL2Identifier.goesOn(with:)))
        case _ where CQL2Lexer.isDigit(scalar) || scalar == "." && CQL2Lexer.isDigit(following):
            kind = .number(try number())
        case "<" where following == ">" || following == "=", ">" where following == "=":
            let first = String(scalar)
            advance()
            kind = .sign(first + String(current ?? " "))
            advance()
        case "(", ")", ",", "=", "<", ">", "+", "-", "*", "/", "%", "^":
            advance()
            kind = .sign(String(scalar))
        default:
            throw failure("there is no meaning to '\(scalar)' here" + CQL2Lexer.hint(for: scalar), at: start)
        }
        return CQL2Token(kind: kind, offset: start, end: offset)
    }

    /// What other languages write, and CQL2 instead of it.
    private static func hint(for scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "!": "; unequal is <>, and a condition is denied by NOT"
        case "&": "; write AND"
        case "|": "; write OR"
        case "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "`": "; texts stand in straight quotes, 'like this'"
        default: ""
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { ("0"..."9").contains($0) } ?? false
    }

    /// A text in single quotes, in which `''` and `\'` are a quote.
    private mutating func string() throws(CQL2Error) -> String {
        let start = offset
        advance()
        var content = String.UnicodeScalarView()
        while let scalar = current {
            if scalar == "'" || scalar == "\\", following == "'" {
                content.append("'")
                advance()
                advance()
            } else if scalar == "'" {
                advance()
                return String(content)
            } else {
                content.append(scalar)
                advance()
            }
        }
        throw failure("the text that begins here has no closing quote", at: start)
    }

    /// A name in double quotes; any name that a source's column may have, `""` for a quote in it.
    private mutating func quotedName() throws(CQL2Error) -> String {
        let start = offset
        advance()
        var content = String.UnicodeScalarView()
        while let scalar = current {
            if scalar == "\"", following == "\"" {
                content.append("\"")
                advance()
                advance()
            } else if scalar == "\"" {
                advance()
                if content.isEmpty { throw failure("a property has a name", at: start) }
                return String(content)
            } else {
                content.append(scalar)
                advance()
            }
        }
        throw failure("the name that begins here has no closing quote", at: start)
    }

    private mutating func number() throws(CQL2Error) -> String {
        let start = offset
        var digits = take(while: CQL2Lexer.isDigit)
        if current == "." {
            advance()
            digits += "." + take(while: CQL2Lexer.isDigit)
        }
        if current == "e" || current == "E" {
            digits += "E"
            advance()
            if let sign = current, sign == "+" || sign == "-" {
                digits += String(sign)
                advance()
            }
            let exponent = take(while: CQL2Lexer.isDigit)
            if exponent.isEmpty { throw failure("an exponent has digits", at: offset) }
            digits += exponent
        }
        if let scalar = current, CQL2Identifier.goesOn(with: scalar) {
            throw failure("a number ends before '\(scalar)'; texts stand in single quotes", at: start)
        }
        return digits
    }
}
