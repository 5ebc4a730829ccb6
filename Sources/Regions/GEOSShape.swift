import CGEOS

/// A geometry of GEOS, freed with the last reference to this object.
@safe
final class GEOSShape {
    /// The context that it was made in.
    let context: GEOSContext
    /// GEOS's handle; valid as long as this object, or until ``relinquish()``.
    let pointer: OpaquePointer
    private var isOwner = true

    /// Takes over a geometry that a call of GEOS has made.
    ///
    /// - Throws: ``RegionError/engine(message:)`` where the call failed and returned null.
    init(_ pointer: OpaquePointer?, _ context: GEOSContext) throws(RegionError) {
        guard let pointer = unsafe pointer else { throw context.failure() }
        self.context = context
        unsafe self.pointer = pointer
    }

    deinit {
        // Freed once: by whoever took it over, or here.
        if isOwner { unsafe GEOSGeom_destroy_r(context.handle, pointer) }
    }

    /// Hands the geometry over to a call that becomes its owner, as those that compose geometries do even in failure.
    func relinquish() -> OpaquePointer {
        isOwner = false
        return unsafe pointer
    }
}

@available(*, unavailable, message: "a GEOS geometry belongs to the task of its context")
extension GEOSShape: Sendable {}

/// A geometry with the indexes by which GEOS answers many questions about it fast.
@safe
final class GEOSPreparedShape {
    /// The geometry; GEOS refers to it and does not own it.
    let shape: GEOSShape
    /// GEOS's handle; valid as long as this object.
    let pointer: OpaquePointer

    /// Prepares a geometry.
    ///
    /// - Throws: ``RegionError/engine(message:)`` where GEOS fails.
    init(_ shape: GEOSShape) throws(RegionError) {
        guard let pointer = unsafe GEOSPrepare_r(shape.context.handle, shape.pointer) else {
            throw shape.context.failure()
        }
        self.shape = shape
        unsafe self.pointer = pointer
    }

    deinit {
        // The prepared handle goes before the geometry that it refers to, which `shape` still holds here.
        unsafe GEOSPreparedGeom_destroy_r(shape.context.handle, pointer)
    }

    /// Whether it has a point in common with (longitude, latitude).
    func intersects(longitude: Double, latitude: Double) throws(RegionError) -> Bool {
        // Both handles are alive: this object holds them, to the end of the call.
        let answer = withExtendedLifetime(self) {
            unsafe CGEOSPreparedIntersectsXY(shape.context.handle, pointer, longitude, latitude)
        }
        return try shape.context.truth(answer)
    }

    /// Whether (longitude, latitude) lies within it and not on its boundary.
    func contains(longitude: Double, latitude: Double) throws(RegionError) -> Bool {
        // Both handles are alive: this object holds them, to the end of the call.
        let answer = withExtendedLifetime(self) {
            unsafe CGEOSPreparedContainsXY(shape.context.handle, pointer, longitude, latitude)
        }
        return try shape.context.truth(answer)
    }

    /// Whether it has a point in common with a shape of the same context.
    func intersects(_ other: GEOSShape) throws(RegionError) -> Bool {
        try unsafe ask(GEOSPreparedIntersects_r, other)
    }

    /// Whether every point of a shape of the same context lies in it, its boundary included.
    func covers(_ other: GEOSShape) throws(RegionError) -> Bool {
        try unsafe ask(GEOSPreparedCovers_r, other)
    }

    /// Whether it covers a shape of the same context that does not lie on its boundary alone: DE-9IM contains.
    func contains(_ other: GEOSShape) throws(RegionError) -> Bool {
        try unsafe ask(GEOSPreparedContains_r, other)
    }

    /// Whether it lies in a shape of the same context, and not only on its boundary.
    func isWithin(_ other: GEOSShape) throws(RegionError) -> Bool {
        try unsafe ask(GEOSPreparedWithin_r, other)
    }

    /// Whether the two have points in common, but none of the interior of both.
    func touches(_ other: GEOSShape) throws(RegionError) -> Bool {
        try unsafe ask(GEOSPreparedTouches_r, other)
    }

    /// Whether the two are of one dimension, with a part in common and a part of their own.
    func overlaps(_ other: GEOSShape) throws(RegionError) -> Bool {
        try unsafe ask(GEOSPreparedOverlaps_r, other)
    }

    /// Whether a shape of the same context crosses it.
    ///
    /// GEOS's crosses is the same in both directions: it takes the pattern of the two dimensions.
    func isCrossed(by other: GEOSShape) throws(RegionError) -> Bool {
        try unsafe ask(GEOSPreparedCrosses_r, other)
    }

    private typealias Predicate = (GEOSContextHandle_t?, OpaquePointer?, OpaquePointer?) -> CChar

    private func ask(_ predicate: Predicate, _ other: GEOSShape) throws(RegionError) -> Bool {
        // All handles are alive: both objects are held to the end of the call.
        let answer = withExtendedLifetime((self, other)) {
            unsafe predicate(shape.context.handle, pointer, other.pointer)
        }
        return try shape.context.truth(answer)
    }
}

@available(*, unavailable, message: "a prepared geometry belongs to the task of its context")
extension GEOSPreparedShape: Sendable {}
