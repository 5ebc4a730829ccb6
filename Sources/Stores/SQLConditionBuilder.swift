import JSONValues
import Queries

/// Puts a filter into SQL as far as it goes; see ``SQLCondition``.
struct SQLConditionBuilder {
    let shape: LayerShape
    private(set) var values: [SQLCondition.Value] = []

    init(shape: LayerShape) {
        self.shape = shape
    }

    /// Columns that an incident has as text, whatever is in them.
    private static let texts: [String: LayerColumn] = Dictionary(
        uniqueKeysWithValues: [
            LayerColumn.type, .title, .place, .country, .admin1, .admin2, .locationPrecision, .source, .sourceID, .url,
            .revision,
        ].map { ($0.name, $0) })

    /// Columns that an incident has as a number, where a number is in them; anything else there is no value of theirs.
    private static let numbers: [String: LayerColumn] = Dictionary(
        uniqueKeysWithValues: [
            LayerColumn.deathsLow, .deathsBest, .deathsHigh, .confidence, .locationRadius,
        ].map { ($0.name, $0) })

    /// Beyond it, SQLite compares integers with doubles more finely than a filter does.
    private static let exactLimit = 9.0e15

    /// The condition; nil where SQL can say nothing.
    mutating func condition(_ filter: Filter) -> String? {
        switch filter {
        case .and(let filters):
            let parts = filters.compactMap { attempt($0) }
            return parts.isEmpty ? nil : "(\(parts.joined(separator: " AND ")))"
        case .or(let filters):
            // One of them that SQL cannot say may be the one that is met.
            var parts: [String] = []
            for filter in filters {
                guard let part = attempt(filter) else { return nil }
                parts.append(part)
            }
            return parts.isEmpty ? nil : "(\(parts.joined(separator: " OR ")))"
        case .not(let filter): return denial(filter)
        case .compare(.property(let name), let comparison, .literal(let value)): return compare(name, comparison, value)
        case .isBetween(.property(let name), .literal(let low), .literal(let high)):
            guard let lower = compare(name, .greaterOrEqual, low), let upper = compare(name, .lessOrEqual, high) else {
                return nil
            }
            return "(\(lower) AND \(upper))"
        case .isOneOf(.property(let name), let options): return isOneOf(name, options, "IN")
        case .isLike(.property(let name), .literal(.string(let pattern))): return like(name, pattern)
        case .isNull(.property(let name)): return text(name).map { "\($0) IS NULL" }
        default: return nil
        }
    }

    /// The condition, without leaving parameters behind where there is none.
    private mutating func attempt(_ filter: Filter) -> String? {
        // Counted, not copied: among thousands of alternatives each copy would be longer than the one before.
        let before = values.count
        if let text = condition(filter) { return text }
        values.removeSubrange(before...)
        return nil
    }

    /// The condition that a filter is not met and not unknown.
    private mutating func denial(_ filter: Filter) -> String? {
        switch filter {
        case .compare(let left, let comparison, let right): condition(.compare(left, comparison.denial, right))
        case .isOneOf(.property(let name), let options): isOneOf(name, options, "NOT IN")
        case .isNull(.property(let name)): (text(name) ?? number(name)).map { "\($0) IS NOT NULL" }
        case .not(let filter): condition(filter)
        default: nil
        }
    }

    private func text(_ property: String) -> String? {
        guard let column = SQLConditionBuilder.texts[property], shape.names[column] != nil else { return nil }
        return shape.sql(column)
    }

    private func number(_ property: String) -> String? {
        guard let column = SQLConditionBuilder.numbers[property], shape.names[column] != nil else { return nil }
        return shape.sql(column)
    }

    private mutating func parameter(_ value: SQLCondition.Value) -> String {
        values.append(value)
        return "?\(values.count + Int(SQLCondition.firstParameter) - 1)"
    }

    private mutating func compare(_ name: String, _ comparison: Filter.Comparison, _ value: JSONValue) -> String? {
        switch value {
        case .string(let literal):
            // The order of texts is left to the filter, which has its own of bytes that are no UTF-8.
            guard comparison == .equal || comparison == .notEqual, let column = text(name) else { return nil }
            // Cast, since the column of another program may turn the parameter into a number.
            return "CAST(\(column) AS TEXT) \(comparison.rawValue) \(parameter(.text(literal)))"
        case .integer(let literal):
            guard abs(Double(literal)) < SQLConditionBuilder.exactLimit, let column = number(name) else { return nil }
            return "\(column) \(comparison.rawValue) \(parameter(.integer(literal)))"
        case .real(let literal):
            guard abs(literal) < SQLConditionBuilder.exactLimit, let column = number(name) else { return nil }
            return "\(column) \(comparison.rawValue) \(parameter(.real(literal)))"
        case .null, .bool, .bigInteger, .array, .object: return nil
        }
    }

    private mutating func isOneOf(_ name: String, _ options: [FilterValue], _ operation: String) -> String? {
        guard let column = text(name), !options.isEmpty else { return nil }
        var parameters: [String] = []
        for option in options {
            guard case .literal(.string(let literal)) = option else { return nil }
            parameters.append(parameter(.text(literal)))
        }
        return "CAST(\(column) AS TEXT) \(operation) (\(parameters.joined(separator: ", ")))"
    }

    /// SQLite overlooks the case of ASCII, and takes `_` for one code point of bytes that may be no UTF-8: so `_` becomes `%`,
    /// and all that matches still does.
    private mutating func like(_ name: String, _ pattern: String) -> String? {
        guard let column = text(name), !pattern.utf8.contains(UInt8(ascii: "\\")), pattern.utf8.count < 1_000 else {
            return nil
        }
        let wider = pattern.replacing("_", with: "%")
        return "CAST(\(column) AS TEXT) LIKE \(parameter(.text(wider)))"
    }
}

extension Filter.Comparison {
    /// The comparison that holds where this one is false.
    fileprivate var denial: Filter.Comparison {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        }
    }
}
