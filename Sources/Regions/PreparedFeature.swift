import Geometries
import SpatialIndexes

/// One valid feature of a region, ready for many questions.
///
/// What GEOS needs to answer is made when it is first asked: few points of most searches lie next to the border.
final class PreparedFeature {
    /// The feature's envelope.
    let bounds: Rectangle
    private let edges: EdgeBands
    private let parts: [Polygon]
    private let context: LazyContext
    private let predicate: RegionPredicate
    private let shape: GEOSShape?
    private var made: GEOSPreparedShape?

    /// Prepares a feature, whose shape, if there is one, was made in the context.
    init(_ feature: ValidFeature, _ context: LazyContext, predicate: RegionPredicate) {
        edges = EdgeBands(feature.parts)
        parts = feature.parts
        shape = feature.shape
        self.context = context
        self.predicate = predicate
        bounds = edges.bounds
    }

    /// The feature as GEOS has it.
    private func prepared() throws(RegionError) -> GEOSPreparedShape {
        if let made { return made }
        let shape =
            if let shape { shape } else { try context.context().area(parts) }
        let prepared = try GEOSPreparedShape(shape)
        made = prepared
        return prepared
    }

    /// Whether a point matches, as it stands: ±180 is the caller's concern. GEOS decides unless the point is certainly
    /// away from the border.
    func matches(longitude: Double, latitude: Double) throws(RegionError) -> Bool {
        if let known = edges.holds(longitude: longitude, latitude: latitude) { return known }
        return try matchesByGEOS(longitude: longitude, latitude: latitude)
    }

    /// Which of up to 64 points match, a bit each, likewise.
    func matches(_ longitudes: Span<Double>, _ latitudes: Span<Double>) throws(RegionError) -> UInt64 {
        let found = edges.find(longitudes, latitudes)
        var matches = found.inside
        var left = found.doubtful
        while left != 0 {
            let index = left.trailingZeroBitCount
            left &= left &- 1
            if try matchesByGEOS(longitude: longitudes[index], latitude: latitudes[index]) {
                matches |= 1 << UInt64(index)
            }
        }
        return matches
    }

    private func matchesByGEOS(longitude: Double, latitude: Double) throws(RegionError) -> Bool {
        switch predicate {
        case .intersects: return try prepared().intersects(longitude: longitude, latitude: latitude)
        case .within: return try prepared().contains(longitude: longitude, latitude: latitude)
        }
    }

    /// Whether a shape that is no collection matches.
    func matches(_ shape: GEOSShape, _ rectangle: Rectangle) throws(RegionError) -> Bool {
        switch predicate {
        case .intersects: bounds.intersects(rectangle) ? try prepared().intersects(shape) : false
        case .within: bounds.contains(rectangle) ? try prepared().contains(shape) : false
        }
    }

    /// Whether no part leaves the feature and one lies within it, which is DE-9IM within for the parts together.
    func holds(_ parts: [(shape: GEOSShape, rectangle: Rectangle)]) throws(RegionError) -> Bool {
        var isWithin = false
        for (shape, rectangle) in parts {
            guard bounds.contains(rectangle) else { return false }
            if try prepared().contains(shape) {
                isWithin = true
            } else if try !prepared().covers(shape) {
                return false
            }
        }
        return isWithin
    }

    /// How a rectangle lies to the feature; `crossing` also where the border only touches it.
    ///
    /// What lies in the interior both intersects the feature and lies within it.
    func relation(to rectangle: Rectangle) -> RectangleRelation {
        edges.relation(to: rectangle)
    }
}
