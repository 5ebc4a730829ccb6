import Geometries

/// Geometries as FlatGeobuf has them: flat lists of numbers, and where each line or ring of them ends.
enum FlatGeobufGeometry {
    /// The kind of a geometry in the schema.
    static func type(of geometry: Geometry) -> UInt8 {
        switch geometry {
        case .point: 1
        case .lineString: 2
        case .polygon: 3
        case .multiPoint: 4
        case .multiLineString: 5
        case .multiPolygon: 6
        case .geometryCollection: 7
        }
    }

    /// Places a geometry.
    ///
    /// - Parameters:
    ///   - geometry: what to place.
    ///   - slot: the offset that will lead to it.
    ///   - buffer: where to place it.
    ///   - hasAltitude: whether every position gets a third number, NaN where it has none: readers ask it of all features
    ///     of a file or of none.
    static func place(
        _ geometry: Geometry, at slot: FlatBuffer.Slot, in buffer: inout FlatBuffer, hasAltitude: Bool
    ) {
        func place(lines: [[Position]], _ type: UInt8) {
            var fields: [FlatBuffer.Field] = [.reference(1)]
            // One line needs no end but its own.
            if lines.count > 1 { fields.append(.reference(0)) }
            if hasAltitude { fields.append(.reference(2)) }
            var slots = buffer.table(at: slot, fields + [.byte(6, type)])[...]
            buffer.vector(at: slots.removeFirst(), of: lines.flatMap { $0.flatMap { [$0.longitude, $0.latitude] } })
            if lines.count > 1 { buffer.vector(at: slots.removeFirst(), of: ends(of: lines)) }
            guard hasAltitude else { return }
            buffer.vector(at: slots.removeFirst(), of: lines.flatMap { $0.map { $0.altitude ?? .nan } })
        }
        func place(parts: [Geometry], _ type: UInt8) {
            let slots = buffer.table(at: slot, [.reference(7), .byte(6, type)])
            for (part, slot) in zip(parts, buffer.references(at: slots[0], count: parts.count)) {
                FlatGeobufGeometry.place(part, at: slot, in: &buffer, hasAltitude: hasAltitude)
            }
        }
        switch geometry {
        case .point(let position): place(lines: [[position]], 1)
        case .lineString(let line): place(lines: [line], 2)
        case .polygon(let polygon): place(lines: polygon.rings, 3)
        case .multiPoint(let positions): place(lines: [positions], 4)
        case .multiLineString(let lines): place(lines: lines, 5)
        case .multiPolygon(let polygons): place(parts: polygons.map(Geometry.polygon), 6)
        case .geometryCollection(let members): place(parts: members, 7)
        }
    }

    /// Where each line ends, in positions.
    private static func ends(of lines: [[Position]]) -> [UInt32] {
        var end: UInt32 = 0
        return lines.map { line in
            end += UInt32(clamping: line.count)
            return end
        }
    }
}
