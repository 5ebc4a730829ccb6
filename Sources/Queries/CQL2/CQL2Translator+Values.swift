import Incidents
import JSONValues
import Regions

extension CQL2Translator {
    /// The single value that a node is.
    func value(_ node: CQL2Node) throws(CQL2Error) -> FilterValue {
        switch node.kind {
        case .literal(let json): return .literal(json)
        case .parenthesised(let inner): return try value(inner)
        case .date(let text): return .time(try date(text, node))
        case .timestamp(let text): return .time(try timestamp(text, node))
        case .property("geometry"):
            throw failure("geometry is a location; compare it by S_INTERSECTS and its like", node)
        case .property("datetime"):
            throw failure(
                "datetime is a span of time; compare it by T_INTERSECTS and its like, or compare start and end", node)
        case .property(let name): return .property(name)
        case .operation(let name, let written, let arguments): return try value(name, written, arguments, node)
        case .interval: throw failure("a span of time is compared by T_INTERSECTS and its like", node)
        case .geometry, .box: throw failure("a geometry is compared by S_INTERSECTS and its like", node)
        case .array: throw failure("an array is compared by A_CONTAINS and its like", node)
        }
    }

    private func value(
        _ name: String, _ written: String, _ arguments: [CQL2Node], _ node: CQL2Node
    ) throws(CQL2Error) -> FilterValue {
        switch name {
        case "casei":
            try require(1, arguments, written, node)
            return .caseFolded(try characters(arguments[0]))
        case "accenti":
            try require(1, arguments, written, node)
            return .accentFolded(try characters(arguments[0]))
        default: break
        }
        if let operation = FilterValue.Arithmetic(rawValue: name) {
            try require(2, arguments, written, node)
            return .arithmetic(operation, try number(arguments[0]), try number(arguments[1]))
        }
        if Filter.Comparison(rawValue: name) != nil || CQL2Translator.conditions.contains(name)
            || SpatialRelation(rawValue: name) != nil || TemporalRelation(rawValue: name) != nil
            || SetRelation(rawValue: name) != nil
        {
            throw failure("not supported: a condition as a value", node)
        }
        throw unknownOperation(written, node)
    }

    private static let conditions: Set<String> = ["and", "or", "not", "like", "between", "in", "isnull"]

    /// The value of a node that stands beside another one; a text beside `start` or `end` is read as a time.
    func operand(_ node: CQL2Node, comparedWith other: FilterValue) throws(CQL2Error) -> FilterValue {
        let value = try value(node)
        guard case .literal(.string(let text)) = value, other == .property("start") || other == .property("end") else {
            return value
        }
        do {
            return .time(try TemporalText.parse(text).interval)
        } catch {
            throw failure(CQL2Translator.reason(error), node)
        }
    }

    /// A value that may be a number.
    private func number(_ node: CQL2Node) throws(CQL2Error) -> FilterValue {
        let value = try value(node)
        switch value {
        case .property("start"), .property("end"), .time: throw failure("a time is no number to reckon with", node)
        case .literal(.string), .literal(.bool), .caseFolded, .accentFolded:
            throw failure("expected a number to reckon with", node)
        case .literal, .property, .arithmetic: return value
        }
    }

    /// A value that may be a text.
    func characters(_ node: CQL2Node) throws(CQL2Error) -> FilterValue {
        let value = try value(node)
        switch value {
        case .literal(.string), .property, .caseFolded, .accentFolded: return value
        case .literal, .time, .arithmetic: throw failure("expected a text", node)
        }
    }

    /// The pattern of LIKE: a text, perhaps in CASEI or ACCENTI.
    func pattern(_ node: CQL2Node) throws(CQL2Error) -> FilterValue {
        let value = try characters(node)
        var inner = value
        while true {
            switch inner {
            case .caseFolded(let text), .accentFolded(let text): inner = text
            case .literal: return value
            default: throw failure("not supported: a pattern that is not a text in quotes", node)
            }
        }
    }

    /// The set that a node is.
    func set(_ node: CQL2Node) throws(CQL2Error) -> FilterSet {
        switch node.kind {
        case .property("geometry"), .property("datetime"):
            throw failure("expected an array or a property that is one", node)
        case .property(let name): return .property(name)
        case .parenthesised(let inner): return .elements([try element(inner)])
        case .array(let nodes):
            var elements: [FilterValue] = []
            for node in nodes { elements.append(try element(node)) }
            return .elements(elements)
        case .operation(let name, let written, _) where FilterValue.Arithmetic(rawValue: name) == nil:
            throw unknownOperation(written, node)
        default: throw failure("expected an array, such as ('a', 'b'), or a property that is one", node)
        }
    }

    private func element(_ node: CQL2Node) throws(CQL2Error) -> FilterValue {
        switch node.kind {
        case .array: throw failure("not supported: an array in an array", node)
        case .geometry, .box: throw failure("not supported: a geometry in an array", node)
        case .interval: throw failure("not supported: a span of time in an array", node)
        default: return try value(node)
        }
    }
}
