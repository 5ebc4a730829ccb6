import Geometries
import SpatialIndexes

/// One valid feature of a region, ready for many questions.
final class PreparedFeature {
    /// The feature's envelope.
    let bounds: Rectangle
    private let prepared: GEOSPreparedShape
    private let border: BorderIndex
    private let predicate: RegionPredicate

    /// Prepares a shape that has been found valid.
    init(_ shape: GEOSShape, parts: [Polygon], predicate: RegionPredicate) throws(RegionError) {
        var bounds = Rectangle.empty
        for part in parts { bounds.formUnion(part.rectangle) }
        self.bounds = bounds
        self.prepared = try GEOSPreparedShape(shape)
        self.border = BorderIndex(parts, bounds: bounds)
        self.predicate = predicate
    }

    /// Whether a point matches, as it stands: ±180 is the caller's concern. GEOS decides unless the point is certainly
    /// away from the border.
    func matches(longitude: Double, latitude: Double) throws(RegionError) -> Bool {
        guard bounds.contains(Coordinate(longitude: longitude, latitude: latitude)) else { return false }
        if let known = border.holds(longitude: longitude, latitude: latitude) { return known }
        switch predicate {
        case .intersects: return try prepared.intersects(longitude: longitude, latitude: latitude)
        case .within: return try prepared.contains(longitude: longitude, latitude: latitude)
        }
    }

    /// Whether a shape that is no collection matches.
    func matches(_ shape: GEOSShape, _ rectangle: Rectangle) throws(RegionError) -> Bool {
        switch predicate {
        case .intersects: bounds.intersects(rectangle) ? try prepared.intersects(shape) : false
        case .within: bounds.contains(rectangle) ? try prepared.contains(shape) : false
        }
    }

    /// Whether no part leaves the feature and one lies within it, which is DE-9IM within for the parts together.
    func holds(_ parts: [(shape: GEOSShape, rectangle: Rectangle)]) throws(RegionError) -> Bool {
        var isWithin = false
        for (shape, rectangle) in parts {
            guard bounds.contains(rectangle) else { return false }
            if try prepared.contains(shape) {
                isWithin = true
            } else if try !prepared.covers(shape) {
                return false
            }
        }
        return isWithin
    }

    /// How a rectangle lies to the feature; `crossing` also where the border only touches it.
    ///
    /// What lies in the interior both intersects the feature and lies within it.
    func relation(to rectangle: Rectangle) -> RectangleRelation {
        guard bounds.intersects(rectangle) else { return .outside }
        return border.relation(to: rectangle)
    }
}
