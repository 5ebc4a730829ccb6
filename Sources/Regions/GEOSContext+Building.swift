import CGEOS
import Geometries

extension GEOSContext {
    /// A point, a line or a polygon, moved east by some degrees.
    ///
    /// - Throws: ``RegionError/engine(message:)`` for a geometry of several parts, which is taken part by part.
    func shape(of part: Geometry, shiftedBy degrees: Double = 0) throws(RegionError) -> GEOSShape {
        switch part {
        case .point(let position):
            // The call takes plain numbers and gives a geometry that is ours.
            try unsafe GEOSShape(
                GEOSGeom_createPointFromXY_r(handle, position.longitude + degrees, position.latitude), self)
        case .lineString(let positions): try line(positions, shiftedBy: degrees)
        case .polygon(let polygon): try self.polygon(polygon, shiftedBy: degrees)
        default: throw .engine(message: "a \(part.typeName) is tested part by part")
        }
    }

    /// A polygon, or a multipolygon of several.
    func area(_ polygons: [Polygon]) throws(RegionError) -> GEOSShape {
        if polygons.count == 1 { return try polygon(polygons[0], shiftedBy: 0) }
        var parts: [GEOSShape] = []
        parts.reserveCapacity(polygons.count)
        for part in polygons { parts.append(try polygon(part, shiftedBy: 0)) }
        return try collection(GEOS_MULTIPOLYGON, of: parts)
    }

    /// A polygon from closed rings.
    private func polygon(_ polygon: Polygon, shiftedBy degrees: Double) throws(RegionError) -> GEOSShape {
        let shell = try ring(polygon.exterior, shiftedBy: degrees)
        var holes: [GEOSShape] = []
        holes.reserveCapacity(polygon.holes.count)
        for hole in polygon.holes { holes.append(try ring(hole, shiftedBy: degrees)) }
        var pointers: [OpaquePointer?] = unsafe holes.map { unsafe $0.relinquish() }
        let count = unsafe UInt32(pointers.count)
        // The array outlives the call; the call owns all rings from here on, in failure too.
        let made = unsafe pointers.withUnsafeMutableBufferPointer { buffer in
            unsafe GEOSGeom_createPolygon_r(handle, shell.relinquish(), buffer.baseAddress, count)
        }
        return try unsafe GEOSShape(made, self)
    }

    /// A path of two or more positions.
    private func line(_ positions: [Position], shiftedBy degrees: Double) throws(RegionError) -> GEOSShape {
        // The call owns the sequence, in failure too.
        try unsafe GEOSShape(
            GEOSGeom_createLineString_r(handle, sequence(positions, shiftedBy: degrees)), self)
    }

    /// A closed ring.
    private func ring(_ positions: [Position], shiftedBy degrees: Double) throws(RegionError) -> GEOSShape {
        // The call owns the sequence, in failure too.
        try unsafe GEOSShape(
            GEOSGeom_createLinearRing_r(handle, sequence(positions, shiftedBy: degrees)), self)
    }

    /// A collection of a type that its parts allow.
    func collection(_ type: GEOSGeomTypes, of parts: [GEOSShape]) throws(RegionError) -> GEOSShape {
        var pointers: [OpaquePointer?] = unsafe parts.map { unsafe $0.relinquish() }
        let count = unsafe UInt32(pointers.count)
        // The array outlives the call; the call owns all parts from here on, in failure too.
        let made = unsafe pointers.withUnsafeMutableBufferPointer { buffer in
            unsafe GEOSGeom_createCollection_r(handle, Int32(type.rawValue), buffer.baseAddress, count)
        }
        return try unsafe GEOSShape(made, self)
    }

    /// The positions without their altitudes, copied into a sequence that the next call takes over.
    private func sequence(_ positions: [Position], shiftedBy degrees: Double) throws(RegionError) -> OpaquePointer {
        var numbers: [Double] = []
        numbers.reserveCapacity(2 * positions.count)
        for position in positions {
            numbers.append(position.longitude + degrees)
            numbers.append(position.latitude)
        }
        // GEOS copies the buffer before the call returns.
        let made = unsafe numbers.withUnsafeBufferPointer { buffer in
            unsafe GEOSCoordSeq_copyFromBuffer_r(handle, buffer.baseAddress, UInt32(positions.count), 0, 0)
        }
        guard let made = unsafe made else { throw failure() }
        return unsafe made
    }
}
