import CGEOS
import Geometries

extension Region {
    /// Checks that every feature can be searched in.
    ///
    /// - Throws: ``RegionError`` of the first feature that cannot.
    /// - Complexity: GEOS's validity check, O(*n* log *n*) for ordinary outlines of *n* vertices; adversarial ones of
    ///   100,000 vertices can take seconds, which is what `limits` is for.
    public func validate(limits: RegionLimits = .file) throws(RegionError) {
        try checkSize(limits)
        let context = try GEOSContext()
        for index in features.indices { _ = try validShape(index, context) }
    }

    /// The features that cannot be searched in, and why; empty when all can.
    ///
    /// - Throws: ``RegionError`` that concerns the region as a whole, such as its size.
    public func faults(limits: RegionLimits = .file) throws(RegionError) -> [RegionError] {
        try checkSize(limits)
        let context = try GEOSContext()
        var faults: [RegionError] = []
        for index in features.indices {
            do {
                _ = try validShape(index, context)
            } catch {
                faults.append(error)
            }
        }
        return faults
    }

    /// A feature as a valid shape of GEOS, and the polygons that it was made of.
    func validShape(_ index: Int, _ context: GEOSContext) throws(RegionError) -> (shape: GEOSShape, parts: [Polygon]) {
        let parts = try checkedFeature(index)
        let shape = try context.area(parts)
        if let fault = try context.fault(of: shape) {
            throw .invalid(feature: index + 1, reason: fault.reason, at: fault.place)
        }
        return (shape, parts)
    }
}

extension GEOSContext {
    /// GEOS's reason and place for a geometry that is not valid, or nil for one that is.
    func fault(of shape: GEOSShape) throws(RegionError) -> (reason: String, place: Coordinate?)? {
        var reason: UnsafeMutablePointer<CChar>?
        var location: OpaquePointer?
        // The two outputs are ours to free once the call has set them.
        let answer = unsafe GEOSisValidDetail_r(handle, shape.pointer, 0, &reason, &location)
        defer { if let reason = unsafe reason { unsafe GEOSFree_r(handle, reason) } }
        let place = unsafe location == nil ? nil : try GEOSShape(location, self)
        if try truth(answer) { return nil }
        // GEOS ends the text with a zero byte.
        let text = unsafe reason.map { unsafe String(cString: $0) } ?? "Invalid geometry"
        return (text, try place.map { point throws(RegionError) in try coordinate(of: point) } ?? nil)
    }

    /// The place of a point, or nil for an empty one.
    private func coordinate(of point: GEOSShape) throws(RegionError) -> Coordinate? {
        var place = Coordinate(longitude: .nan, latitude: .nan)
        // Both calls only read the point and write one number each.
        guard unsafe GEOSGeomGetX_r(handle, point.pointer, &place.longitude) == 1,
            unsafe GEOSGeomGetY_r(handle, point.pointer, &place.latitude) == 1
        else { return nil }
        return place
    }
}
