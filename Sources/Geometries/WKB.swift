/// Well-known binary, the form in which databases keep geometries (ISO 13249-3; OGC 06-103r4).
///
///     let bytes = WKB.encode(.point(longitude: 44.2, latitude: 33.3))
///     let geometry = try WKB.decode(bytes)
///
/// Reading accepts both byte orders, Z and M as ISO (types 1001…, 2001…, 3001…) and as EWKB (flag bits) write them, and
/// an EWKB spatial reference, which is skipped. M values are dropped. Writing is little-endian ISO.
public enum WKB {
    /// The type numbers, which WKT's names and GeoJSON's follow.
    enum TypeCode {
        static let point: UInt32 = 1
        static let lineString: UInt32 = 2
        static let polygon: UInt32 = 3
        static let multiPoint: UInt32 = 4
        static let multiLineString: UInt32 = 5
        static let multiPolygon: UInt32 = 6
        static let geometryCollection: UInt32 = 7
        /// Added to a type whose positions have an altitude.
        static let withAltitude: UInt32 = 1000
    }

    /// Reads one geometry that fills the bytes exactly.
    ///
    /// - Throws: ``GeometryError/malformed(reason:byteOffset:)`` for bytes that are not a geometry or go on after it,
    ///   and for a point that is empty (all NaN), which names no place; ``GeometryError/nestedTooDeeply(limit:)``.
    ///   The values themselves are not judged: see ``Geometry/validate()``.
    /// - Complexity: O(*n*) in the number of bytes; no count in the bytes can make it allocate more than they hold.
    public static func decode(_ bytes: Span<UInt8>) throws(GeometryError) -> Geometry {
        try decode(bytes, from: 0)
    }

    /// Reads one geometry that fills the array exactly; see ``decode(_:)-(Span<UInt8>)``.
    public static func decode(_ bytes: [UInt8]) throws(GeometryError) -> Geometry {
        try decode(bytes.span, from: 0)
    }

    /// Reads one geometry that starts at an offset and fills the rest.
    static func decode(_ bytes: Span<UInt8>, from offset: Int) throws(GeometryError) -> Geometry {
        var reader = WKBReader(offset: offset)
        let geometry = try reader.geometry(bytes, depth: 0)
        guard reader.offset == bytes.count else {
            throw .malformed(reason: "bytes follow the end of the geometry", byteOffset: reader.offset)
        }
        return geometry
    }

    /// Writes a geometry, little-endian; with Z when any vertex has an altitude (NaN at those that have none).
    public static func encode(_ geometry: Geometry) -> [UInt8] {
        var bytes: [UInt8] = []
        append(geometry, to: &bytes)
        return bytes
    }

    /// Writes a geometry at the end of `bytes`.
    public static func append(_ geometry: Geometry, to bytes: inout [UInt8]) {
        var writer = WKBWriter(hasAltitude: geometry.hasAltitude)
        swap(&writer.bytes, &bytes)
        writer.append(geometry)
        swap(&writer.bytes, &bytes)
    }
}
