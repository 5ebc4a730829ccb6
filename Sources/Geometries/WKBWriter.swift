/// Appends geometries to bytes as little-endian ISO WKB.
struct WKBWriter {
    /// What is written so far.
    var bytes: [UInt8] = []
    /// Whether every position gets a third number.
    let hasAltitude: Bool

    init(hasAltitude: Bool) {
        self.hasAltitude = hasAltitude
    }

    /// Appends a geometry with its members.
    mutating func append(_ geometry: Geometry) {
        switch geometry {
        case .point(let position):
            header(WKB.TypeCode.point)
            append(position)
        case .lineString(let line):
            append(line: line)
        case .polygon(let polygon):
            append(polygon)
        case .multiPoint(let positions):
            header(WKB.TypeCode.multiPoint, count: positions.count)
            for position in positions {
                header(WKB.TypeCode.point)
                append(position)
            }
        case .multiLineString(let lines):
            header(WKB.TypeCode.multiLineString, count: lines.count)
            for line in lines { append(line: line) }
        case .multiPolygon(let polygons):
            header(WKB.TypeCode.multiPolygon, count: polygons.count)
            for polygon in polygons { append(polygon) }
        case .geometryCollection(let members):
            header(WKB.TypeCode.geometryCollection, count: members.count)
            for member in members { append(member) }
        }
    }

    private mutating func append(_ polygon: Polygon) {
        guard !polygon.isEmpty || !polygon.holes.isEmpty else { return header(WKB.TypeCode.polygon, count: 0) }
        header(WKB.TypeCode.polygon, count: 1 + polygon.holes.count)
        append(positions: polygon.exterior)
        for hole in polygon.holes { append(positions: hole) }
    }

    private mutating func append(line: [Position]) {
        header(WKB.TypeCode.lineString)
        append(positions: line)
    }

    private mutating func append(positions: [Position]) {
        bytes.appendLittleEndian(UInt32(positions.count))
        for position in positions { append(position) }
    }

    private mutating func append(_ position: Position) {
        bytes.appendLittleEndian(position.longitude)
        bytes.appendLittleEndian(position.latitude)
        if hasAltitude { bytes.appendLittleEndian(position.altitude ?? .nan) }
    }

    private mutating func header(_ type: UInt32, count: Int? = nil) {
        bytes.append(1)
        bytes.appendLittleEndian(hasAltitude ? type + WKB.TypeCode.withAltitude : type)
        if let count { bytes.appendLittleEndian(UInt32(count)) }
    }
}
