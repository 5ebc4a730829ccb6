public import Geometries

/// What a user searches in: one or more areas, straight-edged in longitude and latitude.
///
/// A region is a plain value. It is checked and prepared for search by ``PreparedRegion``. Its features stay apart:
/// an incident matches the region when it matches any of them, and neighbours need not form one valid multipolygon.
public struct Region: Hashable, Sendable {
    /// What to call the region in messages and results.
    public var name: String?
    /// One polygon or multipolygon a feature.
    public var features: [[Polygon]]

    /// Makes a region of several features.
    public init(name: String? = nil, features: [[Polygon]]) {
        self.name = name
        self.features = features
    }

    /// Makes a region of one polygon.
    public init(name: String? = nil, _ polygon: Polygon) {
        self.init(name: name, features: [[polygon]])
    }
}

/// How a geometry must lie to a region, in the words of DE-9IM.
public enum RegionPredicate: String, Hashable, Sendable, CaseIterable {
    /// The two have a point in common; a point on the boundary matches.
    case intersects
    /// The geometry lies in the region and not only on its boundary.
    case within
}
