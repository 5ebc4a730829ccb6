public import Incidents

/// A time in a condition.
public indirect enum FilterTime: Hashable, Sendable {
    /// The incident's own span, from `start` to `end`.
    case incident
    /// A property that is a time: `start`, `end`, or a text that can be read as one.
    case property(String)
    /// A day or a moment.
    case literal(TemporalInterval)
    /// From one time to another; an end that is a moment belongs to the span, an end that is a day belongs as a whole.
    case interval(Bound, Bound)

    /// One end of an interval.
    public enum Bound: Hashable, Sendable {
        /// There is no end.
        case open
        /// A property that is a time.
        case property(String)
        /// A day or a moment.
        case literal(TemporalInterval)
    }
}

/// How two times may lie to one another: Allen's relations in the words of CQL2.
public enum TemporalRelation: String, Hashable, Sendable, CaseIterable {
    /// The first lies after all of the second.
    case after = "t_after"
    /// The first lies before all of the second.
    case before = "t_before"
    /// The first begins before the second and ends after it.
    case contains = "t_contains"
    /// They have no moment in common.
    case disjoint = "t_disjoint"
    /// The first begins after the second and ends before it.
    case during = "t_during"
    /// They begin and end together.
    case equals = "t_equals"
    /// The first begins before the second; they end together.
    case finishedBy = "t_finishedby"
    /// The first begins after the second; they end together.
    case finishes = "t_finishes"
    /// They have a moment in common.
    case intersects = "t_intersects"
    /// The first ends where the second begins.
    case meets = "t_meets"
    /// The first begins where the second ends.
    case metBy = "t_metby"
    /// The first begins within the second and ends after it.
    case overlappedBy = "t_overlappedby"
    /// The first begins before the second and ends within it.
    case overlaps = "t_overlaps"
    /// They begin together; the first ends later.
    case startedBy = "t_startedby"
    /// They begin together; the first ends earlier.
    case starts = "t_starts"
}
