public import Incidents
public import JSONValues
public import Regions

/// Conditions on an incident, as a tree.
///
/// A condition on an absent value is unknown, neither true nor false, and only true selects (the three-valued logic of
/// SQL and CQL2). A filter is a plain value; ``init(cql2:)`` makes one of the text that users write.
public indirect enum Filter: Hashable, Sendable {
    /// True or false for every incident.
    case constant(Bool)
    /// Two values compared.
    case compare(FilterValue, Comparison, FilterValue)
    /// The value equals one of the others.
    case isOneOf(FilterValue, [FilterValue])
    /// The value lies between two others, which belong to the range.
    case isBetween(FilterValue, FilterValue, FilterValue)
    /// The text matches a pattern in which `%` stands for any text, `_` for one code point, and `\` takes the next sign as
    /// it is.
    case isLike(FilterValue, pattern: FilterValue)
    /// The value is absent.
    case isNull(FilterValue)
    /// The condition is neither true nor false.
    case isUnknown(Filter)
    /// Two geometries lie to one another as DE-9IM says.
    case spatial(SpatialRelation, FilterGeometry, FilterGeometry)
    /// Two times lie to one another in a certain way.
    case temporal(TemporalRelation, FilterTime, FilterTime)
    /// The incident began at a time that comes again, such as a Friday night.
    case recurring(RecurringTime)
    /// Two sets of values compared.
    case sets(SetRelation, FilterSet, FilterSet)
    /// All of them.
    case and([Filter])
    /// Any of them.
    case or([Filter])
    /// Not this.
    case not(Filter)

    /// How two values may compare.
    public enum Comparison: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "<>"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }
}

extension Filter {
    /// The property equals the value.
    public static func equals(property: String, _ value: JSONValue) -> Filter {
        .compare(.property(property), .equal, .literal(value))
    }

    /// The property equals one of the values.
    public static func isOneOf(property: String, _ values: [JSONValue]) -> Filter {
        .isOneOf(.property(property), values.map { .literal($0) })
    }

    /// The property is absent.
    public static func isNull(property: String) -> Filter { .isNull(.property(property)) }

    /// Of this type.
    public static func type(_ name: String) -> Filter { .equals(property: "type", .string(name)) }

    /// Of one of these types.
    public static func types(_ names: [String]) -> Filter {
        names.count == 1 ? .type(names[0]) : .isOneOf(property: "type", names.map { .string($0) })
    }

    /// All of the conditions that there are; nil where there is none.
    public static func all(of filters: Filter?...) -> Filter? {
        let present = filters.compactMap { $0 }
        return present.count > 1 ? .and(present) : present.first
    }
}
