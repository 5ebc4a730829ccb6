import Geometries
public import Regions

/// What may be done to a region that cannot be used as it is; nothing, unless asked for.
public struct RegionRepair: Hashable, Sendable {
    /// Whether an invalid region is made valid.
    public var makeValid: Bool
    /// Whether edges longer than 180° are understood to cross the antimeridian, and cut there.
    public var splitAntimeridian: Bool

    /// Makes a choice of repairs.
    public init(makeValid: Bool = false, splitAntimeridian: Bool = false) {
        self.makeValid = makeValid
        self.splitAntimeridian = splitAntimeridian
    }

    /// The region after the repairs that were asked for.
    public func apply(to region: Region) throws -> Region {
        var region = region
        if splitAntimeridian { region = try region.splitAtAntimeridian() }
        if makeValid { region = try region.madeValid() }
        return region
    }
}
