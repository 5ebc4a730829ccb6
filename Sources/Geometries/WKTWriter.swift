/// Appends geometries to a text as well-known text.
struct WKTWriter {
    /// What is written so far.
    private(set) var text = ""
    /// Whether every position gets a third number.
    let hasAltitude: Bool

    init(hasAltitude: Bool) {
        self.hasAltitude = hasAltitude
    }

    /// Appends a geometry with its members.
    mutating func append(_ geometry: Geometry) {
        text += geometry.typeName.uppercased()
        text += hasAltitude ? " Z " : " "
        switch geometry {
        case .point(let position):
            append(point: position)
        case .lineString(let line):
            append(line: line)
        case .polygon(let polygon):
            append(polygon: polygon)
        case .multiPoint(let positions):
            list(positions) { $0.append(point: $1) }
        case .multiLineString(let lines):
            list(lines) { $0.append(line: $1) }
        case .multiPolygon(let polygons):
            list(polygons) { $0.append(polygon: $1) }
        case .geometryCollection(let members):
            list(members) { $0.append($1) }
        }
    }

    private mutating func list<T>(_ elements: [T], _ element: (inout WKTWriter, T) -> Void) {
        guard !elements.isEmpty else {
            text += "EMPTY"
            return
        }
        text += "("
        for (index, value) in elements.enumerated() {
            if index > 0 { text += ", " }
            element(&self, value)
        }
        text += ")"
    }

    private mutating func append(point: Position) {
        text += "("
        append(position: point)
        text += ")"
    }

    private mutating func append(line: [Position]) {
        list(line) { $0.append(position: $1) }
    }

    private mutating func append(polygon: Polygon) {
        list(polygon.isEmpty && polygon.holes.isEmpty ? [] : polygon.rings) { $0.append(line: $1) }
    }

    private mutating func append(position: Position) {
        append(number: position.longitude)
        text += " "
        append(number: position.latitude)
        if hasAltitude {
            text += " "
            // Not 0, which would be an altitude.
            if let altitude = position.altitude { append(number: altitude) } else { text += "NaN" }
        }
    }

    /// The shortest digits that read back equal, without the `.0` of whole numbers.
    private mutating func append(number: Double) {
        let digits = "\(number)"
        text += digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    }
}
