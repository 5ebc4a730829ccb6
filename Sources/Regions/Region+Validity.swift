import CGEOS
import Geometries

extension Region {
    /// Checks that every feature can be searched in.
    ///
    /// - Throws: ``RegionError`` of the first feature that cannot.
    /// - Complexity: O(*n* log *n*) for ordinary outlines of *n* vertices; adversarial ones of 100,000 vertices can take GEOS
    ///   seconds, which is what `limits` is for.
    public func validate(limits: RegionLimits = .file) throws(RegionError) {
        try checkSize(limits)
        let context = LazyContext()
        for index in features.indices { _ = try validFeature(index, context) }
    }

    /// The features that cannot be searched in, and why; empty when all can.
    ///
    /// - Throws: ``RegionError`` that concerns the region as a whole, such as its size.
    public func faults(limits: RegionLimits = .file) throws(RegionError) -> [RegionError] {
        try checkSize(limits)
        let context = LazyContext()
        var faults: [RegionError] = []
        for index in features.indices {
            do {
                _ = try validFeature(index, context)
            } catch {
                faults.append(error)
            }
        }
        return faults
    }

    /// A feature that was found valid: before, or at a glance where its rings stay clear of one another, or by GEOS.
    ///
    /// - Throws: ``RegionError`` where it is not valid.
    func validFeature(_ index: Int, _ context: LazyContext) throws(RegionError) -> ValidFeature {
        if known == .validAsTheyAre { return ValidFeature(parts: features[index], shape: nil) }
        let parts = try checkedFeature(index)
        if known == .valid || SimpleRings.areCertain(of: BorderPaths(parts)) {
            return ValidFeature(parts: parts, shape: nil)
        }
        let shape = try context.context().area(parts)
        if let fault = try context.context().fault(of: shape) {
            throw .invalid(feature: index + 1, reason: fault.reason, at: fault.place)
        }
        return ValidFeature(parts: parts, shape: shape)
    }
}

extension Region {
    /// Whether a feature that passes the checks before topology is found valid without GEOS; for the tests.
    package func isCertainlyValid(feature index: Int) throws(RegionError) -> Bool {
        SimpleRings.areCertain(of: BorderPaths(try checkedFeature(index)))
    }

    /// Whether GEOS finds such a feature valid; for the tests.
    package func isValidToGEOS(feature index: Int) throws(RegionError) -> Bool {
        let context = try GEOSContext()
        return try context.fault(of: context.area(try checkedFeature(index))) == nil
    }
}

/// A feature that was found valid.
struct ValidFeature {
    var parts: [Polygon]
    /// What GEOS was asked about, where it had to be.
    var shape: GEOSShape?
}

extension GEOSContext {
    /// GEOS's reason and place for a geometry that is not valid, or nil for one that is.
    func fault(of shape: GEOSShape) throws(RegionError) -> (reason: String, place: Coordinate?)? {
        var reason: UnsafeMutablePointer<CChar>?
        var location: OpaquePointer?
        // The two outputs are ours to free once the call has set them, and the shape lives to the end of it, whoever holds it.
        let answer = withExtendedLifetime((self, shape)) {
            unsafe GEOSisValidDetail_r(handle, shape.pointer, 0, &reason, &location)
        }
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
        // Both calls only read the point, which lives to the end of them, and write one number each.
        return withExtendedLifetime((self, point)) {
            guard unsafe GEOSGeomGetX_r(handle, point.pointer, &place.longitude) == 1,
                unsafe GEOSGeomGetY_r(handle, point.pointer, &place.latitude) == 1
            else { return nil }
            return place
        }
    }
}
