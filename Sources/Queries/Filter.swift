public import JSONValues

/// Conditions on the attributes of an incident, as a tree.
///
/// A condition on an absent value is unknown, neither true nor false, and only true selects (the three-valued logic of
/// SQL and CQL2).
public indirect enum Filter: Hashable, Sendable {
    /// The property equals the value.
    case equals(property: String, JSONValue)
    /// The property equals one of the values.
    case isOneOf(property: String, [JSONValue])
    /// The property is absent.
    case isNull(property: String)
    /// All of them.
    case and([Filter])
    /// Any of them.
    case or([Filter])
    /// Not this.
    case not(Filter)

    /// Of this type.
    public static func type(_ name: String) -> Filter { .equals(property: "type", .string(name)) }

    /// Of one of these types.
    public static func types(_ names: [String]) -> Filter {
        names.count == 1 ? .type(names[0]) : .isOneOf(property: "type", names.map { .string($0) })
    }
}
