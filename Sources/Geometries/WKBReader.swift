/// A place in WKB bytes that moves forward as they are read; every step checks what is left first.
struct WKBReader {
    /// The next byte to read.
    var offset: Int

    /// What stands before the content of a geometry.
    struct Header {
        var type: UInt32
        var littleEndian: Bool
        var hasZ: Bool
        var hasM: Bool
        var offset: Int

        var bytesPerPosition: Int { 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0) }
    }

    /// The smallest geometry: a byte order, a type and a count of 0.
    private static let smallestGeometry = 9

    /// Reads a byte order, a type and, in EWKB, a spatial reference.
    mutating func header(_ bytes: Span<UInt8>) throws(GeometryError) -> Header {
        let start = offset
        try need(5, bytes)
        guard bytes[start] <= 1 else {
            throw .malformed(reason: "\(bytes[start]) is not a byte order", byteOffset: start)
        }
        let littleEndian = bytes[start] == 1
        let code = bytes.uint32(at: start + 1, littleEndian: littleEndian)
        offset += 5
        // EWKB keeps Z, M and "a spatial reference follows" in the top bits, ISO keeps Z and M in the thousands.
        if code & 0x2000_0000 != 0 {
            try need(4, bytes)
            offset += 4
        }
        let number = code & 0x0FFF_FFFF
        let (thousands, type) = number.quotientAndRemainder(dividingBy: 1000)
        guard thousands <= 3, type >= WKB.TypeCode.point, type <= WKB.TypeCode.geometryCollection,
            code & 0x1000_0000 == 0
        else { throw .malformed(reason: "\(code) is not a geometry type of GeoJSON", byteOffset: start + 1) }
        return Header(
            type: type, littleEndian: littleEndian, hasZ: code & 0x8000_0000 != 0 || thousands & 1 != 0,
            hasM: code & 0x4000_0000 != 0 || thousands & 2 != 0, offset: start)
    }

    /// Reads a geometry of any type; `depth` collections are open around it.
    mutating func geometry(_ bytes: Span<UInt8>, depth: Int) throws(GeometryError) -> Geometry {
        let header = try header(bytes)
        switch header.type {
        case WKB.TypeCode.point:
            return .point(try point(bytes, header))
        case WKB.TypeCode.lineString:
            return .lineString(try positions(bytes, header))
        case WKB.TypeCode.polygon:
            return .polygon(try polygon(bytes, header))
        case WKB.TypeCode.multiPoint:
            return .multiPoint(
                try members(bytes, header, of: WKB.TypeCode.point) {
                    (reader, member) throws(GeometryError) in try reader.point(bytes, member)
                })
        case WKB.TypeCode.multiLineString:
            return .multiLineString(
                try members(bytes, header, of: WKB.TypeCode.lineString) {
                    (reader, member) throws(GeometryError) in try reader.positions(bytes, member)
                })
        case WKB.TypeCode.multiPolygon:
            return .multiPolygon(
                try members(bytes, header, of: WKB.TypeCode.polygon) {
                    (reader, member) throws(GeometryError) in try reader.polygon(bytes, member)
                })
        default:
            guard depth < Geometry.maximumDepth else { throw .nestedTooDeeply(limit: Geometry.maximumDepth) }
            let count = try count(bytes, header, atLeast: Self.smallestGeometry)
            var geometries: [Geometry] = []
            geometries.reserveCapacity(count)
            for _ in 0..<count { geometries.append(try geometry(bytes, depth: depth + 1)) }
            return .geometryCollection(geometries)
        }
    }

    private mutating func members<T>(
        _ bytes: Span<UInt8>, _ header: Header, of type: UInt32,
        read: (inout WKBReader, Header) throws(GeometryError) -> T
    ) throws(GeometryError) -> [T] {
        let count = try count(bytes, header, atLeast: Self.smallestGeometry)
        var members: [T] = []
        members.reserveCapacity(count)
        for _ in 0..<count {
            let member = try self.header(bytes)
            guard member.type == type else {
                throw .malformed(reason: "a member has another type than its collection", byteOffset: member.offset)
            }
            members.append(try read(&self, member))
        }
        return members
    }

    private mutating func point(_ bytes: Span<UInt8>, _ header: Header) throws(GeometryError) -> Position {
        let position = try position(bytes, header)
        if position.longitude.isNaN, position.latitude.isNaN {
            throw .malformed(reason: "an empty point has no place", byteOffset: header.offset)
        }
        return position
    }

    private mutating func polygon(_ bytes: Span<UInt8>, _ header: Header) throws(GeometryError) -> Polygon {
        let count = try count(bytes, header, atLeast: 4)
        guard count > 0 else { return Polygon(exterior: []) }
        let exterior = try positions(bytes, header)
        var holes: [[Position]] = []
        holes.reserveCapacity(count - 1)
        for _ in 1..<count { holes.append(try positions(bytes, header)) }
        return Polygon(exterior: exterior, holes: holes)
    }

    private mutating func positions(_ bytes: Span<UInt8>, _ header: Header) throws(GeometryError) -> [Position] {
        let count = try count(bytes, header, atLeast: header.bytesPerPosition)
        var positions: [Position] = []
        positions.reserveCapacity(count)
        for _ in 0..<count { positions.append(try position(bytes, header)) }
        return positions
    }

    private mutating func position(_ bytes: Span<UInt8>, _ header: Header) throws(GeometryError) -> Position {
        try need(header.bytesPerPosition, bytes)
        var position = Position(
            longitude: bytes.double(at: offset, littleEndian: header.littleEndian),
            latitude: bytes.double(at: offset + 8, littleEndian: header.littleEndian))
        if header.hasZ {
            let altitude = bytes.double(at: offset + 16, littleEndian: header.littleEndian)
            position.altitude = altitude.isNaN ? nil : altitude
        }
        offset += header.bytesPerPosition
        return position
    }

    /// Reads a count of things that take at least so many bytes each, and refuses one that the rest cannot hold.
    private mutating func count(
        _ bytes: Span<UInt8>, _ header: Header, atLeast size: Int
    ) throws(GeometryError) -> Int {
        try need(4, bytes)
        let count = bytes.uint32(at: offset, littleEndian: header.littleEndian)
        guard Int64(count) * Int64(size) <= Int64(bytes.count - offset - 4) else {
            throw .malformed(
                reason: "a count of \(count) is more than the bytes can hold", byteOffset: offset)
        }
        offset += 4
        return Int(count)
    }

    private func need(_ count: Int, _ bytes: Span<UInt8>) throws(GeometryError) {
        guard offset <= bytes.count - count else {
            throw .malformed(reason: "the geometry is cut off", byteOffset: bytes.count)
        }
    }
}
