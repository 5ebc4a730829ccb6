public import Geometries
public import SpatialIndexes

extension PreparedRegion {
    /// How a rectangle lies to the region: whether everything in it matches, nothing does, or that differs.
    ///
    /// `crossing` may be said of a rectangle that two features cover only together; the other two answers are exact.
    ///
    /// - Throws: ``RegionError/engine(message:)`` where GEOS fails.
    /// - Complexity: O(log *n* + *k*) in the number of vertices and of edges near the rectangle.
    public func relation(to rectangle: Rectangle) throws(RegionError) -> RectangleRelation {
        guard !rectangle.isEmpty else { return .outside }
        let asStored = try relationAsStored(rectangle)
        guard asStored != .inside, touchesAntimeridian else { return asStored }
        // What lies at one sign of ±180 also matches by the other.
        var relation = asStored
        for (side, isTouched) in [(180.0, rectangle.maxLongitude >= 180), (-180, rectangle.minLongitude <= -180)]
        where isTouched {
            var mirrored = rectangle
            mirrored.minLongitude = -side
            mirrored.maxLongitude = -side
            switch try relationAsStored(mirrored) {
            case .outside: continue
            case .inside where rectangle.minLongitude == rectangle.maxLongitude: return .inside
            case .inside, .crossing: relation = .crossing
            }
        }
        return relation
    }

    /// The relation without regard to the other sign of ±180.
    func relationAsStored(_ rectangle: Rectangle) throws(RegionError) -> RectangleRelation {
        guard bounds.intersects(rectangle) else { return .outside }
        var shape: GEOSShape?
        var relation = RectangleRelation.outside
        for feature in features {
            let answer = try feature.relation(to: rectangle) { () throws(RegionError) in
                if let shape { return shape }
                let made = try context.rectangle(rectangle)
                shape = made
                return made
            }
            switch answer {
            case .inside: return .inside
            case .crossing: relation = .crossing
            case .outside: continue
            }
        }
        return relation
    }
}
