/// The blob in which a GeoPackage keeps a geometry: a header, then WKB (OGC 12-128r18, 2.1.3).
///
///     ┌───────┬─────────┬───────┬────────┬──────────────────────┬─────┐
///     │ "GP"  │ version │ flags │ srs_id │ envelope, if any     │ WKB │
///     │ 2 B   │ 1 B     │ 1 B   │ 4 B    │ 0, 32, 48 or 64 B    │     │
///     └───────┴─────────┴───────┴────────┴──────────────────────┴─────┘
///
/// The flags hold the header's byte order (bit 0), the kind of envelope (bits 1–3), whether the geometry is empty
/// (bit 4) and whether the rest is an extension of someone's own (bit 5).
public enum GeoPackageBinary {
    /// The spatial reference that is written: EPSG:4326, which is WGS 84 in degrees.
    public static let wgs84: Int32 = 4326

    /// A decoded blob.
    public struct Contents: Hashable, Sendable {
        /// The geometry, or nil where the blob is marked empty or holds an empty point.
        public var geometry: Geometry?
        /// The spatial reference that the blob names.
        public var spatialReference: Int32

        /// Makes contents.
        public init(geometry: Geometry?, spatialReference: Int32) {
            self.geometry = geometry
            self.spatialReference = spatialReference
        }
    }

    private static let fixedHeader = 8

    /// Writes a geometry in EPSG:4326, with an envelope unless it is a point or empty.
    public static func encode(_ geometry: Geometry) -> [UInt8] {
        var bytes: [UInt8] = []
        append(geometry, to: &bytes)
        return bytes
    }

    /// Writes a geometry at the end of `bytes`; reuse the array to encode many without an allocation each.
    public static func append(_ geometry: Geometry, to bytes: inout [UInt8]) {
        var flags: UInt8 = 0b0000_0001  // little-endian, no envelope
        var envelope: Rectangle?
        if geometry.isEmpty {
            flags |= 0b0001_0000
        } else if case .point = geometry {
            // A point is its own envelope.
        } else {
            flags |= 0b0000_0010
            envelope = geometry.rectangle
        }
        bytes.append(contentsOf: [0x47, 0x50, 0, flags])
        bytes.appendLittleEndian(UInt32(bitPattern: wgs84))
        if let envelope {
            bytes.appendLittleEndian(envelope.minLongitude)
            bytes.appendLittleEndian(envelope.maxLongitude)
            bytes.appendLittleEndian(envelope.minLatitude)
            bytes.appendLittleEndian(envelope.maxLatitude)
        }
        WKB.append(geometry, to: &bytes)
    }

    /// Reads a blob.
    ///
    /// - Throws: ``GeometryError/malformed(reason:byteOffset:)`` for bytes that are no GeoPackage geometry, an unknown
    ///   version, an extension, or broken WKB; ``GeometryError/nestedTooDeeply(limit:)``.
    public static func decode(_ bytes: Span<UInt8>) throws(GeometryError) -> Contents {
        guard bytes.count >= fixedHeader, bytes[0] == 0x47, bytes[1] == 0x50 else {
            throw .malformed(reason: "not a GeoPackage geometry: it does not begin with GP", byteOffset: 0)
        }
        guard bytes[2] == 0 else {
            throw .malformed(reason: "GeoPackage geometry version \(bytes[2]) is unknown", byteOffset: 2)
        }
        let flags = bytes[3]
        guard flags & 0b0010_0000 == 0 else {
            throw .malformed(reason: "an extended GeoPackage geometry cannot be read", byteOffset: 3)
        }
        guard let start = contentOffset(flags: flags), start <= bytes.count else {
            throw .malformed(reason: "the envelope of the GeoPackage geometry is broken", byteOffset: 3)
        }
        let reference = Int32(bitPattern: bytes.uint32(at: 4, littleEndian: flags & 1 == 1))
        if flags & 0b0001_0000 != 0 || isEmptyPoint(bytes, at: start) {
            return Contents(geometry: nil, spatialReference: reference)
        }
        return Contents(geometry: try WKB.decode(bytes, from: start), spatialReference: reference)
    }

    /// Reads a blob; see ``decode(_:)-(Span<UInt8>)``.
    public static func decode(_ bytes: [UInt8]) throws(GeometryError) -> Contents {
        try decode(bytes.span)
    }

    /// Reads the place of a plain point (a Z or M after it is ignored), or nil where the blob is anything else.
    ///
    /// The fast way for the millions of blobs that are points; on nil, ask ``decode(_:)``.
    ///
    /// - Complexity: O(1), without allocation.
    package static func point(in bytes: Span<UInt8>) -> (longitude: Double, latitude: Double)? {
        guard bytes.count >= fixedHeader, bytes[0] == 0x47, bytes[1] == 0x50, bytes[2] == 0,
            bytes[3] & 0b0011_0000 == 0,
            let start = contentOffset(flags: bytes[3])
        else { return nil }
        guard let point = plainPoint(bytes, at: start), !(point.longitude.isNaN && point.latitude.isNaN) else {
            return nil
        }
        return point
    }

    /// Where the WKB begins, or nil for an undefined kind of envelope.
    @inline(__always)
    private static func contentOffset(flags: UInt8) -> Int? {
        switch flags >> 1 & 0b111 {
        case 0: fixedHeader
        case 1: fixedHeader + 32
        case 2, 3: fixedHeader + 48
        case 4: fixedHeader + 64
        default: nil
        }
    }

    private static func isEmptyPoint(_ bytes: Span<UInt8>, at start: Int) -> Bool {
        guard let point = plainPoint(bytes, at: start) else { return false }
        return point.longitude.isNaN && point.latitude.isNaN
    }

    /// The first two numbers of a WKB point that fills the bytes exactly.
    @inline(__always)
    private static func plainPoint(_ bytes: Span<UInt8>, at start: Int) -> (longitude: Double, latitude: Double)? {
        guard bytes.count >= start + 21, bytes[start] <= 1 else { return nil }
        let littleEndian = bytes[start] == 1
        let size: Int
        switch bytes.uint32(at: start + 1, littleEndian: littleEndian) {
        case 1: size = 21
        case 1001, 2001, 0x8000_0001, 0x4000_0001: size = 29
        case 3001, 0xC000_0001: size = 37
        default: return nil
        }
        guard bytes.count == start + size else { return nil }
        return (
            bytes.double(at: start + 5, littleEndian: littleEndian),
            bytes.double(at: start + 13, littleEndian: littleEndian)
        )
    }
}
