import CGEOS
public import Geometries

/// A geometry of any kind that others are compared with many times.
///
///     let road = try PreparedGeometry(line)
///     try road.isMet(.crosses, by: area)    // whether the area crosses the road
///
/// Like ``PreparedRegion`` it holds handles of GEOS and belongs to one task at a time.
public final class PreparedGeometry {
    private let context: GEOSContext
    /// The parts, each prepared: what has a point in common is asked of one after the other.
    private let parts: [GEOSPreparedShape]
    /// The whole; nil for a collection of several dimensions, about which GEOS answers nothing else.
    private let whole: GEOSShape?
    private let wholePrepared: GEOSPreparedShape?
    private let rectangle: Rectangle

    /// Prepares a geometry, which must be valid; see ``Geometries/Geometry/validate()`` and ``Region/validate(limits:)``.
    ///
    /// - Throws: ``RegionError/engine(message:)`` where GEOS fails.
    public init(_ geometry: Geometry) throws(RegionError) {
        context = try GEOSContext()
        var parts: [GEOSPreparedShape] = []
        for part in geometry.simpleParts { parts.append(try GEOSPreparedShape(try context.shape(of: part))) }
        self.parts = parts
        whole = try context.whole(geometry)
        wholePrepared = try whole.map { shape throws(RegionError) in try GEOSPreparedShape(shape) }
        rectangle = geometry.rectangle
    }

    /// Whether the relation can be asked: a collection of points, lines and areas together only intersects or does not.
    public func answers(_ relation: SpatialRelation) -> Bool {
        relation == .intersects || relation == .disjoint || whole != nil
    }

    /// Whether another geometry has the relation to this one; nil where a collection of several dimensions leaves it open.
    ///
    /// -180 and 180 are the same meridian for `intersects` and `disjoint`; the other relations compare what is stored.
    ///
    /// - Throws: ``RegionError/engine(message:)`` where GEOS fails.
    /// - Complexity: O(*m* log *n*) in the vertices of the two for most answers.
    public func isMet(_ relation: SpatialRelation, by other: Geometry) throws(RegionError) -> Bool? {
        switch relation {
        case .intersects: return try intersects(other)
        case .disjoint: return try !intersects(other)
        default: break
        }
        guard let whole, let wholePrepared, let shape = try context.whole(other) else { return nil }
        switch relation {
        case .intersects, .disjoint: return nil
        case .equals: return try context.equals(whole, shape)
        // The prepared one comes first, so that relations with a direction are asked the other way round.
        case .within: return try wholePrepared.contains(shape)
        case .contains: return try wholePrepared.isWithin(shape)
        case .touches: return try wholePrepared.touches(shape)
        case .overlaps: return try wholePrepared.overlaps(shape)
        case .crosses: return try wholePrepared.isCrossed(by: shape)
        }
    }

    private func intersects(_ other: Geometry) throws(RegionError) -> Bool {
        for part in other.simpleParts {
            let envelope = part.rectangle
            for degrees in [0.0, -360, 360] {
                if degrees == -360, envelope.maxLongitude < 180 || rectangle.minLongitude > -180 { continue }
                if degrees == 360, envelope.minLongitude > -180 || rectangle.maxLongitude < 180 { continue }
                let shape = try context.shape(of: part, shiftedBy: degrees)
                for own in parts where try own.intersects(shape) { return true }
            }
        }
        return false
    }
}

@available(*, unavailable, message: "prepare the geometry anew in each task")
extension PreparedGeometry: Sendable {}

extension GEOSContext {
    /// The geometry as one shape, the members of a collection united; nil for a collection of several dimensions.
    func whole(_ geometry: Geometry) throws(RegionError) -> GEOSShape? {
        let parts = geometry.simpleParts
        var shapes: [GEOSShape] = []
        for part in parts { shapes.append(try shape(of: part)) }
        switch geometry {
        case .point, .lineString, .polygon:
            return shapes.first
        case .multiPoint: return try collection(GEOS_MULTIPOINT, of: shapes)
        case .multiLineString: return try collection(GEOS_MULTILINESTRING, of: shapes)
        case .multiPolygon: return try collection(GEOS_MULTIPOLYGON, of: shapes)
        case .geometryCollection:
            guard Set(parts.map(\.typeName)).count == 1 else { return nil }
            // Members may overlap, which those of a multipolygon may not.
            let members = try collection(GEOS_GEOMETRYCOLLECTION, of: shapes)
            // The call only reads the collection, which lives to the end of it, and its result is ours.
            let united = unsafe withExtendedLifetime(members) { unsafe GEOSUnaryUnion_r(handle, members.pointer) }
            return try unsafe GEOSShape(united, self)
        }
    }

    /// Whether two shapes are the same set of points.
    fileprivate func equals(_ left: GEOSShape, _ right: GEOSShape) throws(RegionError) -> Bool {
        // Both handles are alive: the shapes are held to the end of the call.
        let answer = withExtendedLifetime((left, right)) { unsafe GEOSEquals_r(handle, left.pointer, right.pointer) }
        return try truth(answer)
    }
}
