import Geometries
import SpatialIndexes

/// One valid feature of a region, ready for many questions.
///
/// What GEOS needs to answer is made when it is first asked: few points of most searches lie next to the border.
final class PreparedFeature {
    /// The feature's envelope.
    let bounds: Rectangle
    /// The feature's edges.
    let border: BorderIndex
    private let parts: [Polygon]
    private let context: LazyContext
    private let predicate: RegionPredicate
    private let shape: GEOSShape?
    private var made: GEOSPreparedShape?

    /// Prepares a feature, whose shape, if there is one, was made in the context.
    init(_ feature: ValidFeature, _ context: LazyContext, predicate: RegionPredicate) {
        border = feature.border
        parts = feature.parts
        shape = feature.shape
        self.context = context
        self.predicate = predicate
        bounds = feature.border.bounds
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
        guard bounds.holds(longitude, latitude) else { return false }
        if let known = border.holds(longitude: longitude, latitude: latitude) { return known }
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
        guard bounds.meets(rectangle) else { return .outside }
        return border.relation(to: rectangle)
    }
}
