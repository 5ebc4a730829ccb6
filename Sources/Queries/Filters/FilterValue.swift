public import Geometries
public import Incidents
public import JSONValues

/// A single value in a condition: a property, a literal, or what is made of them.
///
/// Properties are named as they are exported; see ``Incidents/Incident/value(ofProperty:)``. Two names more are the filter's
/// own: `geometry`, the location, and `datetime`, the span from `start` to `end`.
public indirect enum FilterValue: Hashable, Sendable {
    /// A property of the incident.
    case property(String)
    /// A string, a number or a truth value.
    case literal(JSONValue)
    /// A day or a moment.
    case time(TemporalInterval)
    /// Two numbers put together; a text that is a number counts as one, anything else makes the result absent.
    case arithmetic(Arithmetic, FilterValue, FilterValue)
    /// The text without regard to case.
    case caseFolded(FilterValue)
    /// The text without diacritics.
    case accentFolded(FilterValue)

    /// What may be done with two numbers. The results are doubles; one that is not finite is absent.
    public enum Arithmetic: String, Hashable, Sendable, CaseIterable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case dividedBy = "/"
        /// The quotient without its fraction.
        case wholeQuotient = "div"
        /// What is left over by ``wholeQuotient``; it has the sign of the first number.
        case remainder = "%"
        case power = "^"
    }
}

/// A geometry in a condition.
public enum FilterGeometry: Hashable, Sendable {
    /// The incident's location.
    case incident
    /// A given geometry.
    case literal(Geometry)
    /// A given box.
    case box(BoundingBox)
}

/// Several values in a condition, of which neither order nor repetition counts.
public enum FilterSet: Hashable, Sendable {
    /// The elements of a property that is an array, such as `tags`; unknown where it is none.
    case property(String)
    /// These.
    case elements([FilterValue])
}

/// How two sets compare, in the words of CQL2.
public enum SetRelation: String, Hashable, Sendable, CaseIterable {
    /// Both have the same elements.
    case equals = "a_equals"
    /// The first has every element of the second.
    case contains = "a_contains"
    /// The second has every element of the first.
    case containedBy = "a_containedby"
    /// They have an element in common.
    case overlaps = "a_overlaps"
}
