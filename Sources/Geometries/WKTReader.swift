/// A reader of well-known text by recursive descent, over bytes.
struct WKTReader {
    private var scanner: WKTScanner

    init(_ bytes: [UInt8]) {
        scanner = WKTScanner(bytes)
    }

    /// What follows the name of a type.
    private enum Dimensions {
        case asWritten
        case z
        case m
        case zm
    }

    /// Reads the whole text as one geometry.
    mutating func document() throws(GeometryError) -> Geometry {
        if scanner.skip(word: "SRID") {
            try scanner.expect(UInt8(ascii: "="))
            let start = scanner.offset
            let reference = try scanner.number()
            guard WKT.acceptedReferences.contains(Int(exactly: reference) ?? -1) else {
                throw .malformed(reason: "SRID \(reference) is not 4326 (WGS 84)", byteOffset: start)
            }
            try scanner.expect(UInt8(ascii: ";"))
        }
        let geometry = try geometry(depth: 0)
        guard scanner.isAtEnd else { throw scanner.failure("expected the end of the text") }
        return geometry
    }

    private mutating func geometry(depth: Int) throws(GeometryError) -> Geometry {
        let (name, start) = try scanner.word(orFail: "expected the type of a geometry")
        var type = name
        var dimensions = Dimensions.asWritten
        // POINTZ and POINT Z are both in use.
        for (suffix, meaning) in [("ZM", Dimensions.zm), ("Z", .z), ("M", .m)] {
            if scanner.skip(word: suffix) {
                dimensions = meaning
                break
            }
            if type.hasSuffix(suffix) {
                type.removeLast(suffix.count)
                dimensions = meaning
                break
            }
        }
        let isEmpty = scanner.skip(word: "EMPTY")
        switch type {
        case "POINT":
            guard !isEmpty else { throw .malformed(reason: "an empty point has no place", byteOffset: start) }
            try scanner.expect(UInt8(ascii: "("))
            let position = try position(dimensions)
            try scanner.expect(UInt8(ascii: ")"))
            return .point(position)
        case "LINESTRING":
            return .lineString(isEmpty ? [] : try positions(dimensions))
        case "POLYGON":
            return .polygon(isEmpty ? Polygon(exterior: []) : try polygon(dimensions))
        case "MULTIPOINT":
            return .multiPoint(
                isEmpty
                    ? [] : try list { reader throws(GeometryError) in try reader.memberPoint(dimensions) })
        case "MULTILINESTRING":
            return .multiLineString(
                isEmpty ? [] : try list { reader throws(GeometryError) in try reader.memberLine(dimensions) })
        case "MULTIPOLYGON":
            return .multiPolygon(
                isEmpty ? [] : try list { reader throws(GeometryError) in try reader.memberPolygon(dimensions) })
        case "GEOMETRYCOLLECTION":
            guard depth < Geometry.maximumDepth else { throw .nestedTooDeeply(limit: Geometry.maximumDepth) }
            return .geometryCollection(
                isEmpty ? [] : try list { reader throws(GeometryError) in try reader.geometry(depth: depth + 1) })
        default:
            throw .malformed(reason: "\(type) is not a geometry type of GeoJSON", byteOffset: start)
        }
    }

    /// A list in parentheses, separated by commas.
    private mutating func list<T>(
        _ element: (inout WKTReader) throws(GeometryError) -> T
    ) throws(GeometryError) -> [T] {
        try scanner.expect(UInt8(ascii: "("))
        var elements = [try element(&self)]
        while scanner.skip(UInt8(ascii: ",")) { elements.append(try element(&self)) }
        try scanner.expect(UInt8(ascii: ")"))
        return elements
    }

    private mutating func positions(_ dimensions: Dimensions) throws(GeometryError) -> [Position] {
        try list { reader throws(GeometryError) in try reader.position(dimensions) }
    }

    private mutating func polygon(_ dimensions: Dimensions) throws(GeometryError) -> Polygon {
        let rings = try list { reader throws(GeometryError) in try reader.memberLine(dimensions) }
        return Polygon(exterior: rings.first ?? [], holes: Array(rings.dropFirst()))
    }

    private mutating func memberLine(_ dimensions: Dimensions) throws(GeometryError) -> [Position] {
        scanner.skip(word: "EMPTY") ? [] : try positions(dimensions)
    }

    private mutating func memberPolygon(_ dimensions: Dimensions) throws(GeometryError) -> Polygon {
        scanner.skip(word: "EMPTY") ? Polygon(exterior: []) : try polygon(dimensions)
    }

    /// `(1 2)` as the standard has it, or `1 2` as many programs write it.
    private mutating func memberPoint(_ dimensions: Dimensions) throws(GeometryError) -> Position {
        guard scanner.skip(UInt8(ascii: "(")) else { return try position(dimensions) }
        let position = try position(dimensions)
        try scanner.expect(UInt8(ascii: ")"))
        return position
    }

    private mutating func position(_ dimensions: Dimensions) throws(GeometryError) -> Position {
        var position = Position(longitude: try scanner.number(), latitude: try scanner.number())
        switch dimensions {
        case .asWritten:
            if scanner.isAtNumber { position.altitude = try scanner.number() }
            if scanner.isAtNumber { _ = try scanner.number() }
        case .z:
            position.altitude = try altitude()
        case .m:
            _ = try scanner.number()
        case .zm:
            position.altitude = try altitude()
            _ = try scanner.number()
        }
        return position
    }

    /// A number, or `NaN` where this vertex has none and others do.
    private mutating func altitude() throws(GeometryError) -> Double? {
        scanner.skip(word: "NAN") ? nil : try scanner.number()
    }
}
