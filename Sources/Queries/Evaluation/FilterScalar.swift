import Incidents
import JSONValues

/// A value as conditions compare it.
enum FilterScalar {
    case text(String)
    case integer(Int64)
    case real(Double)
    case truth(Bool)
    case time(TimeExtent)
    /// A number beyond 64 bits, an array or an object.
    case other(JSONValue)

    /// Nil for null, which is absent.
    init?(_ json: JSONValue) {
        switch json {
        case .null: return nil
        case .string(let text): self = .text(text)
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .real(number)
        case .bool(let truth): self = .truth(truth)
        case .bigInteger, .array, .object: self = .other(json)
        }
    }

    /// The text of a text or a time; nothing else is one.
    var text: String? {
        switch self {
        case .text(let text): text
        case .time(let extent): extent.moment?.description
        default: nil
        }
    }

    /// The number that it is, or that its text reads as.
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .real(let number): number
        case .text(let text): NumberText.read(text)?.number
        case .other(let json): json.number
        case .truth, .time: nil
        }
    }

    /// Another text made of its text; absent where it has none.
    func mapText(_ change: (String) -> String) -> FilterScalar? { text.map { .text(change($0)) } }

    /// How two values stand to one another.
    enum Order {
        case before, same, after
        /// They are of different kinds, or of one that has no order.
        case different
    }

    /// How the value stands to another.
    ///
    /// Texts compare by their bytes. A text compares with a number, a truth value or a time as such a one, where it reads as
    /// one: as JSON writes numbers, so that `007` stays a code; as `true` or `false`; as any date or time with its zone.
    func order(to other: FilterScalar) -> Order {
        switch (self, other) {
        case (.text(let left), .text(let right)):
            if left.utf8.elementsEqual(right.utf8) { return .same }
            return left.utf8.lexicographicallyPrecedes(right.utf8) ? .before : .after
        case (.integer(let left), .integer(let right)): return Order(left, right)
        case (.integer(let left), .real(let right)): return Order(Double(left), right)
        case (.real(let left), .integer(let right)): return Order(left, Double(right))
        case (.real(let left), .real(let right)): return Order(left, right)
        case (.time(let left), .time(let right)): return left.order(to: right)
        case (.truth(let left), .truth(let right)): return left == right ? .same : .different
        case (.text(let text), .integer), (.text(let text), .real):
            return NumberText.read(text).map { $0.order(to: other) } ?? .different
        case (.integer, .text(let text)), (.real, .text(let text)):
            return NumberText.read(text).map { order(to: $0) } ?? .different
        case (.text(let text), .truth(let truth)), (.truth(let truth), .text(let text)):
            return FilterScalar.truth(of: text) == truth ? .same : .different
        case (.text(let text), .time(let right)):
            return TimeExtent(text: text).map { $0.order(to: right) } ?? .different
        case (.time(let left), .text(let text)):
            return TimeExtent(text: text).map { left.order(to: $0) } ?? .different
        case (.other(let left), .other(let right)) where left == right: return .same
        case (.other(.bigInteger), _), (_, .other(.bigInteger)):
            guard let left = number, let right = other.number else { return .different }
            return Order(left, right)
        default: return .different
        }
    }

    private static func truth(of text: String) -> Bool? {
        switch text.lowercased() {
        case "true": true
        case "false": false
        default: nil
        }
    }
}

extension FilterScalar.Order {
    /// The order of two numbers.
    fileprivate init<Value: Comparable>(_ left: Value, _ right: Value) {
        self = left < right ? .before : left > right ? .after : .same
    }
}

extension Filter.Comparison {
    /// Whether the comparison is true of values that stand so; open where values without an order are to be ordered.
    func holds(_ order: FilterScalar.Order) -> Bool? {
        switch (self, order) {
        case (.equal, _): order == .same
        case (.notEqual, _): order != .same
        case (_, .different): nil
        case (.less, _): order == .before
        case (.lessOrEqual, _): order != .after
        case (.greater, _): order == .after
        case (.greaterOrEqual, _): order != .before
        }
    }
}
