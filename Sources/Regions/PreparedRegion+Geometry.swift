public import Geometries

extension PreparedRegion {
    /// Whether a geometry matches; GEOS decides, a collection member by member.
    ///
    /// A collection intersects the region when any member does, and lies within a feature when no member leaves it and
    /// one lies within. An empty geometry never matches. -180 and 180 are the same meridian for `intersects`; a geometry
    /// within a region must lie within it as both are stored.
    ///
    /// - Throws: ``RegionError/engine(message:)`` where GEOS fails, as it does for an unclosed ring.
    /// - Complexity: O(*m* log *n*) in the vertices of the geometry and of the region.
    public func matches(_ geometry: Geometry) throws(RegionError) -> Bool {
        if case .point(let position) = geometry { return try matches(position.coordinate) }
        switch predicate {
        case .intersects: return try intersects(geometry)
        case .within: return try contains(geometry)
        }
    }

    private func intersects(_ geometry: Geometry) throws(RegionError) -> Bool {
        for part in geometry.simpleParts {
            let rectangle = part.rectangle
            if try intersects(part, rectangle, shiftedBy: 0) { return true }
            guard touchesAntimeridian else { continue }
            if rectangle.maxLongitude >= 180, try intersects(part, rectangle, shiftedBy: -360) { return true }
            if rectangle.minLongitude <= -180, try intersects(part, rectangle, shiftedBy: 360) { return true }
        }
        return false
    }

    private func intersects(
        _ part: Geometry, _ rectangle: Rectangle, shiftedBy degrees: Double
    ) throws(RegionError) -> Bool {
        var rectangle = rectangle
        rectangle.minLongitude += degrees
        rectangle.maxLongitude += degrees
        guard bounds.intersects(rectangle) else { return false }
        let shape = try context.context().shape(of: part, shiftedBy: degrees)
        for feature in features where try feature.matches(shape, rectangle) { return true }
        return false
    }

    private func contains(_ geometry: Geometry) throws(RegionError) -> Bool {
        guard bounds.contains(geometry.rectangle) else { return false }
        var parts: [(shape: GEOSShape, rectangle: Rectangle)] = []
        for part in geometry.simpleParts { parts.append((try context.context().shape(of: part), part.rectangle)) }
        for feature in features where try feature.holds(parts) { return true }
        return false
    }
}
