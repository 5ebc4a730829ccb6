public import Geometries

/// A region that is checked and prepared, so that it answers many questions fast.
///
///     let iraq = try PreparedRegion(region)
///     try iraq.matches(Coordinate(longitude: 44.4, latitude: 33.3))    // true
///
/// It holds handles of GEOS, which must not be used by two threads at a time. It is therefore not `Sendable`: pass the
/// ``Region`` to another task and prepare it there.
public final class PreparedRegion {
    /// How a geometry must lie to the region to match.
    public let predicate: RegionPredicate
    /// The envelope of the region.
    public let bounds: Rectangle

    let context: LazyContext
    let features: [PreparedFeature]

    /// Checks and prepares every feature.
    ///
    /// - Throws: ``RegionError`` of the first feature that cannot be used.
    /// - Complexity: that of ``Region/validate(limits:)``, which it includes.
    public convenience init(
        _ region: Region, predicate: RegionPredicate = .intersects, limits: RegionLimits = .file
    ) throws(RegionError) {
        try region.checkSize(limits)
        let context = LazyContext()
        var features: [PreparedFeature] = []
        features.reserveCapacity(region.features.count)
        for index in region.features.indices {
            features.append(
                PreparedFeature(try region.validFeature(index, context), context, predicate: predicate))
        }
        self.init(context, features, predicate)
    }

    private init(_ context: LazyContext, _ features: [PreparedFeature], _ predicate: RegionPredicate) {
        self.context = context
        self.features = features
        self.predicate = predicate
        var bounds = Rectangle.empty
        for feature in features { bounds.formUnion(feature.bounds) }
        self.bounds = bounds
    }

    /// Prepares every feature as a region of its own and goes on after one that cannot be used.
    ///
    /// What counting by region does: an invalid country is reported, the others are counted.
    ///
    /// - Returns: One result a feature, in their order.
    /// - Throws: ``RegionError`` that concerns the region as a whole, such as its size.
    public static func prepareEach(
        of region: Region, predicate: RegionPredicate = .intersects, limits: RegionLimits = .file
    ) throws(RegionError) -> [Result<PreparedRegion, RegionError>] {
        try region.checkSize(limits)
        var results: [Result<PreparedRegion, RegionError>] = []
        results.reserveCapacity(region.features.count)
        for index in region.features.indices {
            do {
                let context = LazyContext()
                let feature = PreparedFeature(
                    try region.validFeature(index, context), context, predicate: predicate)
                results.append(.success(PreparedRegion(context, [feature], predicate)))
            } catch {
                results.append(.failure(error))
            }
        }
        return results
    }

    /// The rectangle outside of which nothing can match: the window with which to walk an index.
    ///
    /// A region that reaches ±180° may match points stored at the other sign of that meridian, so its window is as wide
    /// as the world; ``relation(to:)`` drops what lies between at the first nodes.
    public var window: Rectangle {
        guard touchesAntimeridian else { return bounds }
        return Rectangle(
            minLongitude: -180, minLatitude: bounds.minLatitude, maxLongitude: 180, maxLatitude: bounds.maxLatitude)
    }

    var touchesAntimeridian: Bool { bounds.minLongitude <= -180 || bounds.maxLongitude >= 180 }

    /// Whether a point matches; -180 and 180 are the same meridian.
    ///
    /// - Throws: ``RegionError/engine(message:)`` where GEOS fails.
    /// - Complexity: O(*k*) in the number of edges at the point's latitude; a tenth of a microsecond for a country.
    public func matches(_ point: Coordinate) throws(RegionError) -> Bool {
        if try matchesAsStored(point) { return true }
        guard abs(point.longitude) == 180 else { return false }
        return try matchesAsStored(Coordinate(longitude: -point.longitude, latitude: point.latitude))
    }

    /// Which of up to 64 points match, a bit each.
    func matches(_ longitudes: Span<Double>, _ latitudes: Span<Double>) throws(RegionError) -> UInt64 {
        var matches: UInt64 = 0
        for feature in features { matches |= try feature.matches(longitudes, latitudes) }
        guard touchesAntimeridian else { return matches }
        for index in longitudes.indices where matches >> UInt64(index) & 1 == 0 && abs(longitudes[index]) == 180 {
            let mirrored = Coordinate(longitude: -longitudes[index], latitude: latitudes[index])
            if try matchesAsStored(mirrored) { matches |= 1 << UInt64(index) }
        }
        return matches
    }

    private func matchesAsStored(_ point: Coordinate) throws(RegionError) -> Bool {
        for feature in features
        where try feature.matches(longitude: point.longitude, latitude: point.latitude) {
            return true
        }
        return false
    }
}

@available(*, unavailable, message: "prepare the region anew in each task")
extension PreparedRegion: Sendable {}
