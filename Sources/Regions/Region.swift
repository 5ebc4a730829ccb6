public import Geometries

/// What a user searches in: one or more areas, straight-edged in longitude and latitude.
///
/// A region is a plain value. It is checked and prepared for search by ``PreparedRegion``. Its features stay apart:
/// an incident matches the region when it matches any of them, and neighbours need not form one valid multipolygon.
///
/// One that is searched in again and again is checked once: what ``validated(limits:)`` returns remembers that it is valid
/// for as long as its features are not changed.
public struct Region: Sendable {
    /// What to call the region in messages and results.
    public var name: String?
    /// One polygon or multipolygon a feature.
    public var features: [[Polygon]] {
        didSet { known = .nothing }
    }
    /// What was found out about the features since they were last changed.
    private(set) var known = Knowledge.nothing

    /// What was found out about features.
    enum Knowledge {
        case nothing
        /// All are valid.
        case valid
        /// All are valid, and none comes so near to ±180° that it is moved onto it.
        case validAsTheyAre
    }

    /// Makes a region of several features.
    public init(name: String? = nil, features: [[Polygon]]) {
        self.name = name
        self.features = features
    }

    /// Makes a region of one polygon.
    public init(name: String? = nil, _ polygon: Polygon) {
        self.init(name: name, features: [[polygon]])
    }

    /// The region, found valid, which need not be checked again when it is prepared.
    ///
    ///     let country = try Region(geometry).validated()
    ///
    /// - Throws: As ``validate(limits:)``.
    /// - Complexity: That of ``validate(limits:)``.
    public func validated(limits: RegionLimits = .file) throws(RegionError) -> Region {
        try validate(limits: limits)
        var valid = self
        valid.known = features.allSatisfy { $0.allSatisfy(\.isOrdinary) } ? .validAsTheyAre : .valid
        return valid
    }
}

extension Region: Hashable {
    /// Whether name and features are the same; what is known about them does not matter.
    public static func == (left: Region, right: Region) -> Bool {
        left.name == right.name && left.features == right.features
    }

    /// As ``==(_:_:)`` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(features)
    }
}

/// How a geometry must lie to a region, in the words of DE-9IM.
public enum RegionPredicate: String, Hashable, Sendable, CaseIterable {
    /// The two have a point in common; a point on the boundary matches.
    case intersects
    /// The geometry lies in the region and not only on its boundary.
    case within
}
