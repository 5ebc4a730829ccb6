/// A bounding box in the sense of RFC 7946 §5: closed on all sides, and across the antimeridian where west > east.
///
///     let fiji = try BoundingBox(west: 177, south: -20, east: -178, north: -12)
///     fiji.crossesAntimeridian    // true
public struct BoundingBox: Hashable, Sendable {
    /// The western edge in degrees.
    public let west: Double
    /// The southern edge in degrees.
    public let south: Double
    /// The eastern edge in degrees; less than ``west`` when the box crosses ±180°.
    public let east: Double
    /// The northern edge in degrees.
    public let north: Double

    /// Checks and makes a box; the bounds themselves belong to it.
    ///
    /// - Throws: ``GeometryError`` for a number that is not finite or out of range, or a south edge above the north edge.
    public init(west: Double, south: Double, east: Double, north: Double) throws(GeometryError) {
        try Coordinate(longitude: west, latitude: south).validate()
        try Coordinate(longitude: east, latitude: north).validate()
        guard south <= north else { throw .southAboveNorth(south: south, north: north) }
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// Whether the box runs eastwards across ±180°.
    public var crossesAntimeridian: Bool { west > east }

    /// The box as plain rectangles, none of which crosses ±180°, and no point in two of them.
    ///
    /// 180 and -180 are the same meridian, so a box that touches one of them gets a rectangle of no width at the other.
    public var rectangles: [Rectangle] {
        if crossesAntimeridian {
            return [
                Rectangle(minLongitude: west, minLatitude: south, maxLongitude: 180, maxLatitude: north),
                Rectangle(minLongitude: -180, minLatitude: south, maxLongitude: east, maxLatitude: north),
            ]
        }
        var parts = [Rectangle(minLongitude: west, minLatitude: south, maxLongitude: east, maxLatitude: north)]
        if east == 180, west > -180 {
            parts.append(Rectangle(minLongitude: -180, minLatitude: south, maxLongitude: -180, maxLatitude: north))
        }
        if west == -180, east < 180 {
            parts.append(Rectangle(minLongitude: 180, minLatitude: south, maxLongitude: 180, maxLatitude: north))
        }
        return parts
    }

    /// Whether the box holds the point, its border included.
    public func contains(_ point: Coordinate) -> Bool {
        rectangles.contains { $0.contains(point) }
    }
}

/// A closed rectangle in degrees that never crosses ±180°: one half of a ``BoundingBox``, or the space of an envelope.
public struct Rectangle: Hashable, Sendable {
    /// The smallest longitude.
    public var minLongitude: Double
    /// The smallest latitude.
    public var minLatitude: Double
    /// The largest longitude.
    public var maxLongitude: Double
    /// The largest latitude.
    public var maxLatitude: Double

    /// Makes a rectangle; it is empty when a minimum exceeds its maximum.
    public init(minLongitude: Double, minLatitude: Double, maxLongitude: Double, maxLatitude: Double) {
        self.minLongitude = minLongitude
        self.minLatitude = minLatitude
        self.maxLongitude = maxLongitude
        self.maxLatitude = maxLatitude
    }

    /// The whole world.
    public static let world = Rectangle(minLongitude: -180, minLatitude: -90, maxLongitude: 180, maxLatitude: 90)

    /// Holds nothing; the neutral element of ``formUnion(_:)``.
    public static let empty = Rectangle(
        minLongitude: .infinity, minLatitude: .infinity, maxLongitude: -.infinity, maxLatitude: -.infinity)

    /// Whether the rectangle holds nothing.
    public var isEmpty: Bool { !(minLongitude <= maxLongitude && minLatitude <= maxLatitude) }

    /// Whether the rectangle is a single point.
    public var isPoint: Bool { minLongitude == maxLongitude && minLatitude == maxLatitude }

    /// Whether the point lies in the rectangle, its border included.
    public func contains(_ point: Coordinate) -> Bool {
        minLongitude <= point.longitude && point.longitude <= maxLongitude && minLatitude <= point.latitude
            && point.latitude <= maxLatitude
    }

    /// Whether `other` lies in the rectangle, borders included.
    public func contains(_ other: Rectangle) -> Bool {
        minLongitude <= other.minLongitude && other.maxLongitude <= maxLongitude && minLatitude <= other.minLatitude
            && other.maxLatitude <= maxLatitude
    }

    /// Whether the two have a point in common, borders included.
    public func intersects(_ other: Rectangle) -> Bool {
        minLongitude <= other.maxLongitude && other.minLongitude <= maxLongitude && minLatitude <= other.maxLatitude
            && other.minLatitude <= maxLatitude
    }

    /// Grows to hold `other`.
    public mutating func formUnion(_ other: Rectangle) {
        minLongitude = min(minLongitude, other.minLongitude)
        minLatitude = min(minLatitude, other.minLatitude)
        maxLongitude = max(maxLongitude, other.maxLongitude)
        maxLatitude = max(maxLatitude, other.maxLatitude)
    }

    /// Grows to hold the point.
    public mutating func formUnion(_ point: Coordinate) {
        formUnion(
            Rectangle(
                minLongitude: point.longitude, minLatitude: point.latitude, maxLongitude: point.longitude,
                maxLatitude: point.latitude))
    }
}
