/// How two geometries may lie to one another, exactly as DE-9IM defines it, planar in longitude and latitude.
public enum SpatialRelation: String, Hashable, Sendable, CaseIterable {
    /// They have a point in common.
    case intersects = "s_intersects"
    /// They are the same set of points.
    case equals = "s_equals"
    /// They have no point in common.
    case disjoint = "s_disjoint"
    /// They have points in common, but none of the interior of both.
    case touches = "s_touches"
    /// The first lies in the second, and not only on its boundary.
    case within = "s_within"
    /// Both of one dimension, with a part in common and a part of their own.
    case overlaps = "s_overlaps"
    /// The first lies partly in the second and partly beside it, in the interior of both.
    case crosses = "s_crosses"
    /// The second lies in the first, and not only on its boundary.
    case contains = "s_contains"

    /// The relation that the second has to the first.
    public var converse: SpatialRelation {
        switch self {
        case .within: .contains
        case .contains: .within
        default: self
        }
    }
}
