package import Geometries
package import JSONValues

extension GeoJSONGeometry {
    /// Appends a geometry as RFC 7946 has it.
    ///
    /// Rings are written in the order that they have; see ``Geometry/rewound()``.
    package static func write(_ geometry: Geometry, precision: CoordinatePrecision, to json: inout JSONWriter) {
        switch geometry {
        case .point(let position):
            json.write(raw: "{\"type\":\"Point\",\"coordinates\":")
            write(position, precision, to: &json)
        case .multiPoint(let positions):
            json.write(raw: "{\"type\":\"MultiPoint\",\"coordinates\":")
            write(positions, precision, to: &json)
        case .lineString(let positions):
            json.write(raw: "{\"type\":\"LineString\",\"coordinates\":")
            write(positions, precision, to: &json)
        case .multiLineString(let lines):
            json.write(raw: "{\"type\":\"MultiLineString\",\"coordinates\":")
            writeList(lines, to: &json) { write($0, precision, to: &$1) }
        case .polygon(let polygon):
            json.write(raw: "{\"type\":\"Polygon\",\"coordinates\":")
            write(polygon, precision, to: &json)
        case .multiPolygon(let polygons):
            json.write(raw: "{\"type\":\"MultiPolygon\",\"coordinates\":")
            writeList(polygons, to: &json) { write($0, precision, to: &$1) }
        case .geometryCollection(let members):
            json.write(raw: "{\"type\":\"GeometryCollection\",\"geometries\":")
            writeList(members, to: &json) { write($0, precision: precision, to: &$1) }
        }
        json.write(byte: UInt8(ascii: "}"))
    }

    private static func writeList<Element>(
        _ elements: [Element], to json: inout JSONWriter, _ body: (Element, inout JSONWriter) -> Void
    ) {
        json.write(byte: UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { json.write(byte: UInt8(ascii: ",")) }
            body(element, &json)
        }
        json.write(byte: UInt8(ascii: "]"))
    }

    private static func write(_ polygon: Polygon, _ precision: CoordinatePrecision, to json: inout JSONWriter) {
        let rings = polygon.exterior.isEmpty && polygon.holes.isEmpty ? [] : polygon.rings
        writeList(rings, to: &json) { write($0, precision, to: &$1) }
    }

    private static func write(_ positions: [Position], _ precision: CoordinatePrecision, to json: inout JSONWriter) {
        json.write(byte: UInt8(ascii: "["))
        for (index, position) in positions.enumerated() {
            if index > 0 { json.write(byte: UInt8(ascii: ",")) }
            write(position, precision, to: &json)
        }
        json.write(byte: UInt8(ascii: "]"))
    }

    private static func write(_ position: Position, _ precision: CoordinatePrecision, to json: inout JSONWriter) {
        json.write(byte: UInt8(ascii: "["))
        write(position.longitude, precision, to: &json)
        json.write(byte: UInt8(ascii: ","))
        write(position.latitude, precision, to: &json)
        if let altitude = position.altitude {
            json.write(byte: UInt8(ascii: ","))
            write(altitude, precision, to: &json)
        }
        json.write(byte: UInt8(ascii: "]"))
    }

    /// A coordinate as it is written in full.
    static func text(of number: Double) -> String {
        var json = JSONWriter()
        write(number, .full, to: &json)
        return json.text
    }

    /// Appends one coordinate.
    static func write(_ number: Double, _ precision: CoordinatePrecision, to json: inout JSONWriter) {
        _ = json.append(atMost: JSONPen.longestNumber) { pen in
            write(number, precision, to: &pen)
            return true
        }
    }

    /// Writes one coordinate.
    static func write(_ number: Double, _ precision: CoordinatePrecision, to pen: inout JSONPen) {
        switch precision {
        case .decimals(let decimals): pen.write(number, decimals: decimals)
        case .full:
            // A whole number of degrees needs no decimals, but for the zero whose sign they carry.
            if let whole = Int64(exactly: number), whole != 0 || number.sign == .plus, whole.magnitude < 1 << 53 {
                pen.write(whole)
            } else {
                pen.write(number)
            }
        }
    }
}
