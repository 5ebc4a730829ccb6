public import Geometries
public import SpatialIndexes

extension PreparedRegion {
    /// How a rectangle lies to the region: whether everything in it matches, nothing does, or that differs.
    ///
    /// `inside` and `outside` are certain. `crossing` is also said of a rectangle that the border only touches, or that
    /// two features cover only together.
    ///
    /// - Complexity: O(log *n* + *k*) in the number of edges, and of those near the rectangle.
    public func relation(to rectangle: Rectangle) -> RectangleRelation {
        guard !rectangle.isEmpty else { return .outside }
        let asStored = relationAsStored(rectangle)
        guard asStored != .inside, touchesAntimeridian else { return asStored }
        // What lies at one sign of ±180 also matches by the other.
        var relation = asStored
        for (side, isTouched) in [(180.0, rectangle.maxLongitude >= 180), (-180, rectangle.minLongitude <= -180)]
        where isTouched {
            var mirrored = rectangle
            mirrored.minLongitude = -side
            mirrored.maxLongitude = -side
            switch relationAsStored(mirrored) {
            case .outside: continue
            case .inside where rectangle.minLongitude == rectangle.maxLongitude: return .inside
            case .inside, .crossing: relation = .crossing
            }
        }
        return relation
    }

    /// The relation without regard to the other sign of ±180.
    private func relationAsStored(_ rectangle: Rectangle) -> RectangleRelation {
        guard bounds.intersects(rectangle) else { return .outside }
        var relation = RectangleRelation.outside
        for feature in features {
            switch feature.relation(to: rectangle) {
            case .inside: return .inside
            case .crossing: relation = .crossing
            case .outside: continue
            }
        }
        return relation
    }
}
