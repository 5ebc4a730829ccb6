import JSONValues
import Regions

/// Turns what was written, in text or in JSON, into a filter, and says where something stands that cannot be meant.
struct CQL2Translator {
    /// The text that errors quote.
    let text: String

    /// A fault at a node.
    func failure(_ reason: String, _ node: CQL2Node) -> CQL2Error {
        CQL2Error(reason, at: node.place, of: text)
    }

    /// The condition that a node is.
    func condition(_ node: CQL2Node) throws(CQL2Error) -> Filter {
        switch node.kind {
        case .literal(.bool(let value)): return .constant(value)
        case .parenthesised(let inner): return try condition(inner)
        case .operation(let name, let written, let arguments): return try condition(name, written, arguments, node)
        case .property(let name):
            throw failure(
                "expected a comparison after '\(name)'; a property that is true is found by \(name) = TRUE", node)
        case .literal, .date, .timestamp, .interval, .geometry, .box, .array:
            throw failure("a value stands where a condition is expected", node)
        }
    }

    private func condition(
        _ name: String, _ written: String, _ arguments: [CQL2Node], _ node: CQL2Node
    ) throws(CQL2Error) -> Filter {
        if let comparison = Filter.Comparison(rawValue: name) {
            try require(2, arguments, written, node)
            return try compare(arguments[0], comparison, arguments[1])
        }
        if let relation = SpatialRelation(rawValue: name) {
            try require(2, arguments, written, node)
            return .spatial(relation, try geometry(arguments[0]), try geometry(arguments[1]))
        }
        if let relation = TemporalRelation(rawValue: name) {
            try require(2, arguments, written, node)
            return .temporal(relation, try time(arguments[0]), try time(arguments[1]))
        }
        if let relation = SetRelation(rawValue: name) {
            try require(2, arguments, written, node)
            return .sets(relation, try set(arguments[0]), try set(arguments[1]))
        }
        switch name {
        case "and", "or":
            guard arguments.count >= 2 else { throw failure("'\(written)' takes two conditions or more", node) }
            var conditions: [Filter] = []
            for argument in arguments { conditions.append(try condition(argument)) }
            return name == "and" ? .and(conditions) : .or(conditions)
        case "not":
            try require(1, arguments, written, node)
            return .not(try condition(arguments[0]))
        case "like":
            try require(2, arguments, written, node)
            return .isLike(try characters(arguments[0]), pattern: try pattern(arguments[1]))
        case "between":
            try require(3, arguments, written, node)
            let value = try value(arguments[0])
            return .isBetween(
                value, try operand(arguments[1], comparedWith: value), try operand(arguments[2], comparedWith: value))
        case "in": return try isOneOf(arguments, written, node)
        case "isnull":
            try require(1, arguments, written, node)
            return try isNull(arguments[0])
        default: break
        }
        if isValue(name) { throw failure("a value stands where a condition is expected", node) }
        throw unknownOperation(written, node)
    }

    private func isValue(_ name: String) -> Bool {
        FilterValue.Arithmetic(rawValue: name) != nil || name == "casei" || name == "accenti"
    }

    func unknownOperation(_ written: String, _ node: CQL2Node) -> CQL2Error {
        CQL2Error("not supported: the function '\(written)'", at: node.place, of: text, unknownOperation: written)
    }

    func require(
        _ count: Int, _ arguments: [CQL2Node], _ name: String, _ node: CQL2Node
    ) throws(CQL2Error) {
        guard arguments.count == count else {
            throw failure("'\(name)' takes \(count) argument\(count == 1 ? "" : "s"), not \(arguments.count)", node)
        }
    }

    // MARK: Comparisons

    private func compare(
        _ left: CQL2Node, _ comparison: Filter.Comparison, _ right: CQL2Node
    ) throws(CQL2Error) -> Filter {
        let first = try value(left)
        let second = try operand(right, comparedWith: first)
        return .compare(try operand(left, comparedWith: second), comparison, second)
    }

    private func isOneOf(
        _ arguments: [CQL2Node], _ written: String, _ node: CQL2Node
    ) throws(CQL2Error) -> Filter {
        try require(2, arguments, written, node)
        guard case .array(let elements) = arguments[1].kind else {
            throw failure("IN takes a list in parentheses", arguments[1])
        }
        let value = try value(arguments[0])
        var options: [FilterValue] = []
        for element in elements { options.append(try operand(element, comparedWith: value)) }
        return .isOneOf(value, options)
    }

    private func isNull(_ node: CQL2Node) throws(CQL2Error) -> Filter {
        switch node.kind {
        case .parenthesised(let inner): return try isNull(inner)
        case .property(let name): return .isNull(.property(name))
        case .geometry, .box, .interval: return .constant(false)
        case .operation(let name, _, _) where !isValue(name): return .isUnknown(try condition(node))
        default: return .isNull(try value(node))
        }
    }
}

extension Filter {
    /// Reads a filter in CQL2 (OGC 21-065r2): the text form, or the JSON form where the text begins with `{`.
    ///
    ///     let filter = try Filter(cql2: "type = 'drone_attack' AND deaths_best > 3")
    ///
    /// - Throws: ``CQL2Error``, which says what is wrong and where; it begins with `not supported:` for what is CQL2 and is
    ///   not answered here.
    /// - Complexity: O(length).
    public init(cql2 text: String) throws(CQL2Error) {
        let isJSON = text.first { !$0.isWhitespace } == "{"
        let node = isJSON ? try CQL2JSONReader.parse(text) : try CQL2TextParser.parse(text)
        self = try CQL2Translator(text: text).condition(node)
    }
}
