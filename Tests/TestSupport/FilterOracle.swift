import Geometries
public import Incidents
import JSONValues
public import Queries
import Regions

/// Answers filters by walking the tree for every incident, in the plainest way, and sharing no code with the library's own
/// evaluation: numbers in texts are read by the JSON parser, patterns by recursion, times by their intervals.
public enum FilterOracle {
    /// Whether an incident meets the filter; nil is unknown. Of spatial relations it knows intersects and disjoint.
    public static func evaluate(_ filter: Filter, _ incident: Incident) -> Bool? {
        switch filter {
        case .constant(let value): return value
        case .recurring(let times): return RecurringTimeOracle.matches(times, incident.interval)
        case .not(let inner): return evaluate(inner, incident).map { !$0 }
        case .and(let inner):
            let answers = inner.map { evaluate($0, incident) }
            return answers.contains(false) ? false : answers.contains(nil) ? nil : true
        case .or(let inner):
            let answers = inner.map { evaluate($0, incident) }
            return answers.contains(true) ? true : answers.contains(nil) ? nil : false
        case .isUnknown(let inner): return evaluate(inner, incident) == nil
        case .isNull(.property("geometry")): return incident.geometry == nil
        case .isNull(.property("datetime")): return incident.interval == nil
        case .isNull(let value): return value.resolved(incident) == nil
        case .compare(let left, let comparison, let right):
            return compare(left.resolved(incident), comparison, right.resolved(incident))
        case .isOneOf(let value, let options):
            return evaluate(.or(options.map { .compare(value, .equal, $0) }), incident)
        case .isBetween(let value, let low, let high):
            return evaluate(
                .and([.compare(value, .greaterOrEqual, low), .compare(value, .lessOrEqual, high)]), incident)
        case .isLike(let value, let pattern):
            guard case .text(let text) = value.resolved(incident).asText,
                case .text(let pattern) = pattern.resolved(incident).asText
            else { return nil }
            return like(Array(text.unicodeScalars)[...], Array(pattern.unicodeScalars)[...])
        case .spatial(let relation, let left, let right):
            guard let geometry = incident.geometry else { return nil }
            let answer = intersects(geometry, left == .incident ? right : left)
            return relation == .disjoint ? !answer : answer
        case .temporal(let relation, let left, let right):
            guard let first = moments(left, incident), let second = moments(right, incident) else { return nil }
            return holds(relation, first, second)
        case .sets(let relation, let left, let right):
            guard let first = elements(left, incident), let second = elements(right, incident) else { return nil }
            func isIn(_ value: Value, _ values: [Value]) -> Bool {
                values.contains { compare(value, .equal, $0) == true }
            }
            return switch relation {
            case .equals: first.allSatisfy { isIn($0, second) } && second.allSatisfy { isIn($0, first) }
            case .contains: second.allSatisfy { isIn($0, first) }
            case .containedBy: first.allSatisfy { isIn($0, second) }
            case .overlaps: first.contains { isIn($0, second) }
            }
        }
    }

    // MARK: Values

    enum Value: Equatable {
        case text(String), number(Double), truth(Bool), span(TemporalInterval), rest(JSONValue)
    }

    private static func compare(_ left: Value?, _ comparison: Filter.Comparison, _ right: Value?) -> Bool? {
        guard let left, let right else { return nil }
        // -1, 0 or 1; nil for values without an order.
        func order() -> Int? {
            switch (left, right) {
            case (.text(let first), .text(let second)):
                let (first, second) = (Array(first.utf8), Array(second.utf8))
                return first == second ? 0 : first.lexicographicallyPrecedes(second) ? -1 : 1
            case (.number(let first), .number(let second)): return first < second ? -1 : first > second ? 1 : 0
            case (.text, .number(let second)): return left.asNumber.map { $0 < second ? -1 : $0 > second ? 1 : 0 }
            case (.number(let first), .text): return right.asNumber.map { first < $0 ? -1 : first > $0 ? 1 : 0 }
            case (.span, .span), (.span, .text), (.text, .span):
                guard let first = left.asSpan, let second = right.asSpan else { return nil }
                return first.lastMillisecond < second.start.milliseconds
                    ? -1 : first.start.milliseconds > second.lastMillisecond ? 1 : 0
            case (.truth(let first), .truth(let second)): return first == second ? 0 : nil
            case (.text(let text), .truth(let truth)), (.truth(let truth), .text(let text)):
                return text.lowercased() == "\(truth)" ? 0 : nil
            default: return left == right ? 0 : nil
            }
        }
        let order = order()
        switch comparison {
        case .equal: return order == 0
        case .notEqual: return order != 0
        case .less: return order.map { $0 < 0 }
        case .lessOrEqual: return order.map { $0 <= 0 }
        case .greater: return order.map { $0 > 0 }
        case .greaterOrEqual: return order.map { $0 >= 0 }
        }
    }

    private static func like(_ text: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let sign = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        switch sign {
        case "%": return (text.startIndex...text.endIndex).contains { like(text[$0...], rest) }
        case "_": return !text.isEmpty && like(text.dropFirst(), rest)
        case "\\" where !rest.isEmpty: return text.first == rest.first && like(text.dropFirst(), rest.dropFirst())
        default: return text.first == sign && like(text.dropFirst(), rest)
        }
    }

    private static func elements(_ set: FilterSet, _ incident: Incident) -> [Value]? {
        switch set {
        case .property(let name):
            guard case .array(let elements) = incident.value(ofProperty: name) else { return nil }
            return elements.map(Value.init)
        case .elements(let values):
            let resolved = values.map { $0.resolved(incident) }
            return resolved.contains(nil) ? nil : resolved.compactMap { $0 }
        }
    }

    // MARK: Space and time

    private static func intersects(_ geometry: Geometry, _ given: FilterGeometry) -> Bool {
        var query = Query()
        switch given {
        case .incident: return true
        case .box(let box): query.space = .boundingBox(box)
        case .literal(let literal): query.space = (try? Region(literal)).map { .region($0) }
        }
        guard var probe = IncidentID("probe").map(Incident.init(id:)) else { return false }
        probe.geometry = geometry
        return QueryOracle.matches(query, probe)
    }

    /// First moment, last moment and end, in milliseconds.
    private typealias Moments = (first: Int64, last: Int64, end: Int64)

    private static func moments(_ time: FilterTime, _ incident: Incident) -> Moments? {
        func moments(_ span: TemporalInterval) -> Moments {
            (span.start.milliseconds, span.lastMillisecond, span.end.milliseconds)
        }
        func bound(_ bound: FilterTime.Bound, open: Int64) -> Moments? {
            switch bound {
            case .open: (open, open, open)
            case .literal(let span): moments(span)
            case .property(let name): FilterValue.property(name).resolved(incident)?.asSpan.map(moments)
            }
        }
        switch time {
        case .incident: return incident.interval.map(moments)
        case .literal(let span): return moments(span)
        case .property(let name): return FilterValue.property(name).resolved(incident)?.asSpan.map(moments)
        case .interval(let from, let to):
            guard let first = bound(from, open: .min), let last = bound(to, open: .max), first.first <= last.end else {
                return nil
            }
            let excludesEnd = to == .property("end") && first.first < last.end
            return (first.first, excludesEnd ? last.end - 1 : last.last, last.end)
        }
    }

    private static func holds(_ relation: TemporalRelation, _ a: Moments, _ b: Moments) -> Bool {
        let starts = a.first < b.first ? -1 : a.first > b.first ? 1 : 0
        let ends = a.end < b.end ? -1 : a.end > b.end ? 1 : 0
        switch relation {
        case .before: return a.last < b.first
        case .after: return b.last < a.first
        case .intersects: return !(a.last < b.first || b.last < a.first)
        case .disjoint: return a.last < b.first || b.last < a.first
        case .equals: return (starts, ends) == (0, 0)
        case .starts: return (starts, ends) == (0, -1)
        case .startedBy: return (starts, ends) == (0, 1)
        case .finishes: return (starts, ends) == (1, 0)
        case .finishedBy: return (starts, ends) == (-1, 0)
        case .during: return (starts, ends) == (1, -1)
        case .contains: return (starts, ends) == (-1, 1)
        case .overlaps: return (starts, ends) == (-1, -1) && a.end > b.first
        case .overlappedBy: return (starts, ends) == (1, 1) && a.first < b.end
        case .meets: return a.end == b.first
        case .metBy: return a.first == b.end
        }
    }
}

extension FilterOracle.Value {
    fileprivate init(_ json: JSONValue) {
        switch json {
        case .string(let text): self = .text(text)
        case .bool(let truth): self = .truth(truth)
        default: self = json.number.map { .number($0) } ?? .rest(json)
        }
    }

    fileprivate var asNumber: Double? {
        switch self {
        case .number(let number): number
        case .text(let text) where !text.contains(where: \.isWhitespace): (try? JSONParser().parse(text))?.number
        default: nil
        }
    }

    fileprivate var asSpan: TemporalInterval? {
        switch self {
        case .span(let span): span
        case .text(let text): (try? TemporalText.parse(text))?.interval
        default: nil
        }
    }
}

extension FilterOracle.Value? {
    /// The text of a text or a moment.
    fileprivate var asText: FilterOracle.Value? {
        switch self {
        case .text: self
        case .span(let span) where span.isInstant: .text(span.start.description)
        default: nil
        }
    }
}

extension FilterValue {
    /// What the value is for an incident.
    fileprivate func resolved(_ incident: Incident) -> FilterOracle.Value? {
        func moment(_ instant: Instant?) -> FilterOracle.Value? {
            instant.flatMap { try? TemporalInterval(start: $0, end: $0) }.map { .span($0) }
        }
        switch self {
        case .property("start"): return moment(incident.interval?.start)
        case .property("end"): return moment(incident.interval?.end)
        case .property(let name): return incident.value(ofProperty: name).map { .init($0) }
        case .literal(.null): return nil
        case .literal(let json): return .init(json)
        case .time(let interval): return .span(interval)
        case .caseFolded(let text), .accentFolded(let text):
            guard case .text(let text) = text.resolved(incident).asText else { return nil }
            if case .caseFolded = self { return .text(text.lowercased()) }
            return .text(String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isASCII))))
        case .arithmetic(let operation, let left, let right):
            guard let a = left.resolved(incident)?.asNumber, let b = right.resolved(incident)?.asNumber else {
                return nil
            }
            let result: Double
            switch operation {
            case .plus: result = a + b
            case .minus: result = a - b
            case .times: result = a * b
            case .dividedBy: result = a / b
            case .wholeQuotient: result = (a / b).rounded(.towardZero)
            case .remainder: result = a.truncatingRemainder(dividingBy: b)
            case .power: result = b == 2 ? a * a : .nan
            }
            return result.isFinite ? .number(result) : nil
        }
    }
}
