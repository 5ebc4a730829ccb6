public import Incidents
import JSONValues

/// A filter made ready to be asked of many incidents: names are looked up, texts folded, patterns read and geometries
/// prepared once.
///
/// It holds prepared geometries, so it belongs to one task at a time.
package final class CompiledFilter {
    /// What a condition says of an incident: true, false, or nil where an absent value leaves it open.
    typealias Condition = (Incident) throws -> Bool?

    private let condition: Condition

    /// Prepares a filter.
    ///
    /// - Throws: ``FilterError`` for a geometry that cannot be compared with.
    package init(_ filter: Filter) throws {
        condition = try CompiledFilter.compile(filter)
    }

    /// Whether the incident meets the filter: true, false, or nil where an absent value leaves it open.
    ///
    /// - Throws: ``Regions/RegionError`` where GEOS fails.
    package func evaluate(_ incident: Incident) throws -> Bool? { try condition(incident) }

    private static func compile(_ filter: Filter) throws -> Condition {
        switch filter {
        case .constant(let value):
            return { _ in value }
        case .compare(let left, let comparison, let right):
            return compare(CompiledValue(left), comparison, CompiledValue(right))
        case .isOneOf(let value, let options):
            return isOneOf(CompiledValue(value), options.map(CompiledValue.init))
        case .isBetween(let value, let low, let high):
            let value = CompiledValue(value)
            let isAbove = compare(value, .greaterOrEqual, CompiledValue(low))
            let isBelow = compare(value, .lessOrEqual, CompiledValue(high))
            return junction([isAbove, isBelow], decidedBy: false)
        case .isLike(let value, let pattern):
            return isLike(CompiledValue(value), CompiledValue(pattern))
        case .isNull(.property("geometry")):
            return { $0.geometry == nil }
        case .isNull(.property("datetime")):
            return { $0.interval == nil }
        case .isNull(let value):
            let value = CompiledValue(value)
            return { value.value(in: $0) == nil }
        case .isUnknown(let filter):
            let condition = try compile(filter)
            return { try condition($0) == nil }
        case .spatial(let relation, let left, let right):
            return try SpatialTest.condition(relation, left, right)
        case .temporal(let relation, let left, let right):
            return TemporalTest.condition(relation, left, right)
        case .recurring(let times):
            return { times.matches($0.interval) }
        case .sets(let relation, let left, let right):
            return SetTest.condition(relation, left, right)
        case .not(let filter):
            let condition = try compile(filter)
            return { try condition($0).map { !$0 } }
        case .and(let filters):
            return junction(try filters.map(compile), decidedBy: false)
        case .or(let filters):
            return junction(try filters.map(compile), decidedBy: true)
        }
    }

    /// Conditions in a row until one decides; open where none does and one is.
    private static func junction(_ conditions: [Condition], decidedBy decisive: Bool) -> Condition {
        { incident in
            var isOpen = false
            for condition in conditions {
                switch try condition(incident) {
                case decisive: return decisive
                case nil: isOpen = true
                default: break
                }
            }
            return isOpen ? nil : !decisive
        }
    }

    private static func compare(
        _ left: CompiledValue, _ comparison: Filter.Comparison, _ right: CompiledValue
    ) -> Condition {
        { incident in
            guard let first = left.value(in: incident), let second = right.value(in: incident) else { return nil }
            return comparison.holds(first.order(to: second))
        }
    }

    private static func isOneOf(_ value: CompiledValue, _ options: [CompiledValue]) -> Condition {
        { incident in
            guard let value = value.value(in: incident) else { return nil }
            var isOpen = false
            for option in options {
                guard let option = option.value(in: incident) else {
                    isOpen = true
                    continue
                }
                if value.order(to: option) == .same { return true }
            }
            return isOpen ? nil : false
        }
    }

    private static func isLike(_ value: CompiledValue, _ pattern: CompiledValue) -> Condition {
        if case .constant(let known) = pattern {
            guard let pattern = known?.text.map(LikePattern.init) else { return { _ in nil } }
            return { incident in value.value(in: incident)?.text.map(pattern.matches) }
        }
        return { incident in
            guard let pattern = pattern.value(in: incident)?.text.map(LikePattern.init) else { return nil }
            return value.value(in: incident)?.text.map(pattern.matches)
        }
    }
}

extension Filter {
    /// Whether the incident meets the condition: true, false, or nil where an absent value leaves it open.
    ///
    /// This prepares the filter anew each time; a query prepares it once.
    /// - Throws: ``FilterError`` for a geometry that cannot be compared with, ``Regions/RegionError`` where GEOS fails.
    public func evaluate(_ incident: Incident) throws -> Bool? { try CompiledFilter(self).evaluate(incident) }
}
