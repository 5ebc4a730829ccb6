import Geometries
import TestSupport

extension SeededGenerator {
    /// A number in 0..<1.
    mutating func unit() -> Double {
        Double.random(in: 0..<1, using: &self)
    }

    /// A place anywhere in degrees.
    mutating func coordinate() -> Coordinate {
        Coordinate(
            longitude: Double.random(in: -180...180, using: &self),
            latitude: Double.random(in: -90...90, using: &self))
    }

    /// A position, at times with an altitude.
    mutating func position(hasAltitude: Bool) -> Position {
        var position = Position(coordinate())
        if hasAltitude, Bool.random(using: &self) { position.altitude = Double.random(in: -500...9000, using: &self) }
        return position
    }

    /// Up to five positions, at times none.
    mutating func positions(hasAltitude: Bool) -> [Position] {
        (0..<Int.random(in: 0...5, using: &self)).map { _ in position(hasAltitude: hasAltitude) }
    }

    /// A polygon of arbitrary rings; it need not be valid, for codecs do not judge.
    mutating func polygon(hasAltitude: Bool) -> Polygon {
        let exterior = positions(hasAltitude: hasAltitude) + [position(hasAltitude: hasAltitude)]
        return Polygon(
            exterior: exterior,
            holes: (0..<Int.random(in: 0...2, using: &self)).map { _ in positions(hasAltitude: hasAltitude) })
    }

    /// A geometry of any type, collections nested up to `depth`.
    mutating func geometry(depth: Int, hasAltitude: Bool) -> Geometry {
        let count = Int.random(in: 0...3, using: &self)
        switch Int.random(in: 0..<(depth > 0 ? 7 : 6), using: &self) {
        case 0: return .point(position(hasAltitude: hasAltitude))
        case 1: return .multiPoint(positions(hasAltitude: hasAltitude))
        case 2: return .lineString(positions(hasAltitude: hasAltitude))
        case 3: return .multiLineString((0..<count).map { _ in positions(hasAltitude: hasAltitude) })
        case 4: return .polygon(polygon(hasAltitude: hasAltitude))
        case 5: return .multiPolygon((0..<count).map { _ in polygon(hasAltitude: hasAltitude) })
        default:
            return .geometryCollection(
                (0..<count).map { _ in geometry(depth: depth - 1, hasAltitude: hasAltitude) })
        }
    }
}
