import Geometries
import JSONValues

/// Reads the text form of CQL2 by recursive descent, loosest operators first: OR, AND, NOT, comparisons, + and -, * and /,
/// ^, a sign before a number.
///
/// One grammar serves conditions, values, arrays and geometries, so that `(` needs no guess; ``CQL2Translator`` then says
/// where a condition stands for a value.
package struct CQL2TextParser {
    /// How deeply parentheses and operators may be nested.
    package static let depthLimit = 200

    private let text: String
    private let tokens: [CQL2Token]
    private var position = 0
    private var depth = 0

    /// Reads a whole text.
    static func parse(_ text: String) throws(CQL2Error) -> CQL2Node {
        var parser = CQL2TextParser(text: text, tokens: try CQL2Lexer.tokens(of: text))
        if parser.next.kind == .end { throw parser.failure("the filter is empty") }
        let node = try parser.expression()
        guard parser.next.kind == .end else { throw parser.unexpected("the end, AND or OR") }
        return node
    }

    private init(text: String, tokens: [CQL2Token]) {
        self.text = text
        self.tokens = tokens
    }

    // MARK: Tokens

    private var next: CQL2Token { tokens[position] }
    private var place: CQL2Error.Place { .byte(next.offset) }

    private mutating func skip() { if position < tokens.count - 1 { position += 1 } }

    private mutating func take(keyword: String) -> Bool {
        guard next.isKeyword(keyword) else { return false }
        skip()
        return true
    }

    private mutating func take(sign: String) -> Bool {
        guard next.kind == .sign(sign) else { return false }
        skip()
        return true
    }

    private mutating func expect(sign: String) throws(CQL2Error) {
        guard take(sign: sign) else { throw unexpected("'\(sign)'") }
    }

    private func failure(_ reason: String) -> CQL2Error { CQL2Error(reason, at: place, of: text) }

    private func unexpected(_ expected: String) -> CQL2Error {
        failure("expected \(expected), not \(next.name)")
    }

    private var nestedTooDeeply: CQL2Error {
        failure("conditions are nested deeper than \(CQL2TextParser.depthLimit)")
    }

    /// Runs one more level of the grammar, no deeper than the stack allows.
    private mutating func deeper<T>(
        _ body: (inout CQL2TextParser) throws(CQL2Error) -> T
    ) throws(CQL2Error) -> T {
        guard depth < CQL2TextParser.depthLimit else { throw nestedTooDeeply }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    // MARK: Conditions

    private mutating func expression() throws(CQL2Error) -> CQL2Node {
        try deeper { parser throws(CQL2Error) in
            try parser.junction("OR") { parser throws(CQL2Error) in
                try parser.junction("AND") { parser throws(CQL2Error) in try parser.factor() }
            }
        }
    }

    /// Operands between which the keyword stands.
    private mutating func junction(
        _ keyword: String, _ operand: (inout CQL2TextParser) throws(CQL2Error) -> CQL2Node
    ) throws(CQL2Error) -> CQL2Node {
        let start = place
        var operands = [try operand(&self)]
        while take(keyword: keyword) { operands.append(try operand(&self)) }
        return operands.count == 1 ? operands[0] : .operation(keyword.lowercased(), operands, at: start)
    }

    private mutating func factor() throws(CQL2Error) -> CQL2Node {
        let start = place
        guard take(keyword: "NOT") else { return try predicate() }
        return .operation("not", [try deeper { parser throws(CQL2Error) in try parser.factor() }], at: start)
    }

    private mutating func predicate() throws(CQL2Error) -> CQL2Node {
        let start = place
        let left = try sum()
        if case .sign(let sign) = next.kind, Filter.Comparison(rawValue: sign) != nil {
            let operatorPlace = place
            skip()
            if sign == "=", next.kind == .sign("=") { throw failure("equality is a single =") }
            return .operation(sign, [left, try sum()], at: operatorPlace)
        }
        if take(keyword: "IS") {
            let isNegated = take(keyword: "NOT")
            guard take(keyword: "NULL") else { throw unexpected("NULL") }
            return negated(isNegated, .operation("isnull", written: "IS NULL", [left], at: start), at: start)
        }
        let operatorPlace = place
        let isNegated = take(keyword: "NOT")
        if take(keyword: "LIKE") {
            return negated(isNegated, .operation("like", [left, try sum()], at: operatorPlace), at: operatorPlace)
        }
        if take(keyword: "BETWEEN") {
            let low = try sum()
            guard take(keyword: "AND") else { throw unexpected("AND and the upper end of BETWEEN") }
            return negated(
                isNegated, .operation("between", [left, low, try sum()], at: operatorPlace), at: operatorPlace)
        }
        if take(keyword: "IN") {
            let listPlace = place
            try expect(sign: "(")
            let options = CQL2Node(.array(try list()), at: listPlace)
            return negated(isNegated, .operation("in", [left, options], at: operatorPlace), at: operatorPlace)
        }
        if isNegated { throw unexpected("LIKE, BETWEEN or IN") }
        return left
    }

    private func negated(_ isNegated: Bool, _ node: CQL2Node, at place: CQL2Error.Place) -> CQL2Node {
        isNegated ? .operation("not", [node], at: place) : node
    }

    // MARK: Values

    private mutating func sum() throws(CQL2Error) -> CQL2Node {
        var left = try product()
        while case .sign(let sign) = next.kind, sign == "+" || sign == "-" {
            let operatorPlace = place
            skip()
            left = try checked(.operation(sign, [left, try product()], at: operatorPlace))
        }
        return left
    }

    /// A node that a chain of operators puts on top of the one before, which no recursion here has counted.
    private func checked(_ node: CQL2Node) throws(CQL2Error) -> CQL2Node {
        guard node.height <= CQL2TextParser.depthLimit else { throw nestedTooDeeply }
        return node
    }

    private mutating func product() throws(CQL2Error) -> CQL2Node {
        var left = try power()
        while true {
            let operatorPlace = place
            if case .sign(let sign) = next.kind, ["*", "/", "%"].contains(sign) {
                skip()
                left = try checked(.operation(sign, [left, try power()], at: operatorPlace))
            } else if take(keyword: "DIV") {
                left = try checked(.operation("div", [left, try power()], at: operatorPlace))
            } else {
                return left
            }
        }
    }

    private mutating func power() throws(CQL2Error) -> CQL2Node {
        let base = try signed()
        let operatorPlace = place
        guard take(sign: "^") else { return base }
        return .operation("^", [base, try signed()], at: operatorPlace)
    }

    private mutating func signed() throws(CQL2Error) -> CQL2Node {
        let start = place
        if take(sign: "+") {
            guard case .number = next.kind else { throw unexpected("a number") }
            return try primary()
        }
        guard take(sign: "-") else { return try primary() }
        if case .number(let digits) = next.kind {
            let value = try number("-" + digits)
            skip()
            return CQL2Node(.literal(value), at: start)
        }
        let minusOne = CQL2Node(.literal(.integer(-1)), at: start)
        return .operation("*", [minusOne, try deeper { parser throws(CQL2Error) in try parser.signed() }], at: start)
    }

    private mutating func primary() throws(CQL2Error) -> CQL2Node {
        let start = place
        switch next.kind {
        case .string(let content):
            skip()
            return CQL2Node(.literal(.string(content)), at: start)
        case .number(let digits):
            let value = try number(digits)
            skip()
            return CQL2Node(.literal(value), at: start)
        case .quotedName(let name):
            skip()
            return CQL2Node(.property(name), at: start)
        case .sign("("):
            skip()
            return try parenthesised(start)
        case .word(let word):
            return try self.word(word, start)
        case .sign, .end:
            throw unexpected("a property, a value or a condition")
        }
    }

    /// What follows `(`: one thing in parentheses, or an array of none or several.
    private mutating func parenthesised(_ start: CQL2Error.Place) throws(CQL2Error) -> CQL2Node {
        if take(sign: ")") { return CQL2Node(.array([]), at: start) }
        let first = try expression()
        if take(sign: ")") { return CQL2Node(.parenthesised(first), at: start) }
        guard take(sign: ",") else { throw unexpected("')'") }
        return CQL2Node(.array([first] + (try list())), at: start)
    }

    /// Expressions up to `)`; there is at least one.
    private mutating func list() throws(CQL2Error) -> [CQL2Node] {
        var elements = [try expression()]
        while take(sign: ",") { elements.append(try expression()) }
        try expect(sign: ")")
        return elements
    }

    private mutating func word(_ word: String, _ start: CQL2Error.Place) throws(CQL2Error) -> CQL2Node {
        let keyword = word.uppercased()
        let isCall = tokens[min(position + 1, tokens.count - 1)].kind == .sign("(")
        switch keyword {
        case "TRUE", "FALSE":
            skip()
            return CQL2Node(.literal(.bool(keyword == "TRUE")), at: start)
        case "AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "DIV":
            throw unexpected("a property, a value or a condition")
        case "NULL":
            throw failure("a value is compared with NULL by IS NULL")
        case _ where CQL2WKT.types.contains(keyword) && CQL2WKT.begins(at: position, of: tokens):
            return try geometry(start)
        case _ where isCall:
            skip()
            skip()
            let arguments = next.kind == .sign(")") ? [] : try list()
            if arguments.isEmpty { skip() }
            return try CQL2Call.node(word, arguments, at: start, of: text)
        default:
            skip()
            return CQL2Node(.property(word), at: start)
        }
    }

    private mutating func geometry(_ start: CQL2Error.Place) throws(CQL2Error) -> CQL2Node {
        let (geometry, end) = try CQL2WKT.geometry(at: position, of: tokens, in: text)
        position = end
        return CQL2Node(.geometry(geometry), at: start)
    }

    private func number(_ digits: String) throws(CQL2Error) -> JSONValue {
        if let integer = Int64(digits) { return .integer(integer) }
        guard let real = Double(digits.hasSuffix(".") ? digits + "0" : digits), real.isFinite else {
            throw failure("\(digits) is beyond the numbers that can be compared")
        }
        return .real(real)
    }
}
