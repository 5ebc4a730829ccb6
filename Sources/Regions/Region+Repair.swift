import CGEOS
import Geometries

extension Region {
    /// The region with its invalid features repaired and the valid ones untouched.
    ///
    /// Unclosed rings are closed; then GEOS's `MakeValid`, by the structure of the rings, splits self-intersections and
    /// unites overlapping parts. Lines and points that are left over are dropped, and so are features without area.
    /// Never done unasked: a repair is a guess at what was meant.
    ///
    /// - Throws: ``RegionError/empty`` when nothing with an area is left, ``RegionError/malformed(feature:reason:)`` for
    ///   what no repair can mend, such as NaN, and for edges that cross more than ``RegionLimits/maximumCrossings`` times.
    /// - Complexity: O(*n* log *n* + *k*) for *n* vertices whose edges cross *k* times; each crossing takes GEOS some 20
    ///   microseconds and 2 kB.
    public func madeValid(limits: RegionLimits = .file) throws(RegionError) -> Region {
        try checkSize(limits)
        let context = try GEOSContext()
        var repaired = Region(name: name, features: [])
        for index in features.indices {
            var mended = Region(features: [features[index].compactMap(\.withClosedRings)])
            guard !mended.features[0].isEmpty else { continue }
            let parts: [Polygon]
            do {
                parts = try mended.checkedFeature(0)
            } catch {
                throw error.renumbered(index + 1)
            }
            let shape = try context.area(parts)
            if try context.fault(of: shape) == nil {
                repaired.features.append(mended.features[0])
                continue
            }
            guard !BorderCrossings.areMore(than: RegionLimits.maximumCrossings, in: BorderPaths(parts)) else {
                let reason = "its edges cross more than \(RegionLimits.maximumCrossings) times, too often for a repair"
                throw .malformed(feature: index + 1, reason: reason)
            }
            mended.features[0] = try context.polygons(of: context.madeValid(shape))
            if !mended.features[0].isEmpty { repaired.features.append(mended.features[0]) }
        }
        guard !repaired.features.isEmpty else { throw .empty }
        return repaired
    }
}

extension Polygon {
    /// The polygon with its rings closed and those without an area's worth of positions dropped; nil without exterior.
    fileprivate var withClosedRings: Polygon? {
        func closed(_ ring: [Position]) -> [Position]? {
            guard let first = ring.first, let last = ring.last else { return nil }
            let closed = first.coordinate == last.coordinate ? ring : ring + [first]
            return closed.count >= Polygon.leastPositionsOfARing ? closed : nil
        }
        return closed(exterior).map { Polygon(exterior: $0, holes: holes.compactMap(closed)) }
    }
}

extension RegionError {
    /// The error of a feature under another number.
    fileprivate func renumbered(_ number: Int) -> RegionError {
        switch self {
        case .malformed(_, let reason): .malformed(feature: number, reason: reason)
        case .edgeTooLong(_, let start, let end): .edgeTooLong(feature: number, from: start, to: end)
        default: self
        }
    }
}

extension GEOSContext {
    /// GEOS's repair by the structure of the rings, which gives areas for areas.
    fileprivate func madeValid(_ shape: GEOSShape) throws(RegionError) -> GEOSShape {
        guard let parameters = unsafe GEOSMakeValidParams_create_r(handle) else { throw failure() }
        // The parameters are ours; the calls read them and the shape, and give a new geometry.
        defer { unsafe GEOSMakeValidParams_destroy_r(handle, parameters) }
        unsafe _ = GEOSMakeValidParams_setMethod_r(handle, parameters, GEOS_MAKE_VALID_STRUCTURE)
        unsafe _ = GEOSMakeValidParams_setKeepCollapsed_r(handle, parameters, 0)
        let made = unsafe withExtendedLifetime(shape) {
            unsafe GEOSMakeValidWithParams_r(handle, shape.pointer, parameters)
        }
        return try unsafe GEOSShape(made, self)
    }

    /// The polygons in a shape, whatever else it holds.
    func polygons(of shape: GEOSShape) throws(RegionError) -> [Polygon] {
        // The members that the walk sees belong to the shape, which is held to its end.
        let found = Result { () throws(RegionError) in try unsafe polygons(in: shape.pointer) }
        withExtendedLifetime(shape) {}
        return try found.get()
    }

    private func polygons(in pointer: OpaquePointer) throws(RegionError) -> [Polygon] {
        // Every pointer below is a part of the given geometry and is only read.
        switch GEOSGeomTypes(UInt32(truncatingIfNeeded: unsafe GEOSGeomTypeId_r(handle, pointer))) {
        case GEOS_POLYGON:
            if unsafe GEOSisEmpty_r(handle, pointer) != 0 { return [] }
            guard let exterior = unsafe GEOSGetExteriorRing_r(handle, pointer) else { throw failure() }
            var polygon = Polygon(exterior: try unsafe positions(of: exterior))
            for index in 0..<(unsafe GEOSGetNumInteriorRings_r(handle, pointer)) {
                guard let hole = unsafe GEOSGetInteriorRingN_r(handle, pointer, index) else { throw failure() }
                polygon.holes.append(try unsafe positions(of: hole))
            }
            return [polygon]
        case GEOS_MULTIPOLYGON, GEOS_GEOMETRYCOLLECTION:
            var polygons: [Polygon] = []
            for index in 0..<(unsafe GEOSGetNumGeometries_r(handle, pointer)) {
                guard let member = unsafe GEOSGetGeometryN_r(handle, pointer, index) else { throw failure() }
                polygons += try unsafe self.polygons(in: member)
            }
            return polygons
        default:
            return []
        }
    }

    private func positions(of ring: OpaquePointer) throws(RegionError) -> [Position] {
        var count: UInt32 = 0
        // The sequence belongs to the ring; the buffer has room for two numbers a position, as asked for.
        guard let sequence = unsafe GEOSGeom_getCoordSeq_r(handle, ring),
            unsafe GEOSCoordSeq_getSize_r(handle, sequence, &count) == 1
        else { throw failure() }
        var numbers = [Double](repeating: 0, count: 2 * Int(count))
        let copied = unsafe numbers.withUnsafeMutableBufferPointer { buffer in
            unsafe GEOSCoordSeq_copyToBuffer_r(handle, sequence, buffer.baseAddress, 0, 0)
        }
        guard copied == 1 else { throw failure() }
        return (0..<Int(count)).map { Position(longitude: numbers[2 * $0], latitude: numbers[2 * $0 + 1]) }
    }
}
