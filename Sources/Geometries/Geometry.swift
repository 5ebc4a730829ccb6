/// A polygon: an exterior ring and the holes in it. Rings are closed: their last position repeats the first.
public struct Polygon: Hashable, Sendable {
    /// The outer boundary.
    public var exterior: [Position]
    /// The inner boundaries.
    public var holes: [[Position]]

    /// Makes a polygon from closed rings.
    public init(exterior: [Position], holes: [[Position]] = []) {
        self.exterior = exterior
        self.holes = holes
    }

    /// All rings, the exterior first.
    public var rings: [[Position]] { [exterior] + holes }
}

/// The seven geometry types of RFC 7946.
public indirect enum Geometry: Hashable, Sendable {
    /// A single position.
    case point(Position)
    /// Several points.
    case multiPoint([Position])
    /// A path of two or more positions.
    case lineString([Position])
    /// Several paths.
    case multiLineString([[Position]])
    /// An area.
    case polygon(Polygon)
    /// Several areas.
    case multiPolygon([Polygon])
    /// Geometries of any type together.
    case geometryCollection([Geometry])

    /// A point without an altitude.
    public static func point(longitude: Double, latitude: Double) -> Geometry {
        .point(Position(longitude: longitude, latitude: latitude))
    }
}

/// What is wrong with a coordinate or a geometry.
public enum GeometryError: Error, Hashable, Sendable {
    /// A coordinate is NaN or infinite.
    case notFinite(longitude: Double, latitude: Double)
    /// A longitude lies outside -180 through 180.
    case longitudeOutOfRange(Double)
    /// A latitude lies outside -90 through 90.
    case latitudeOutOfRange(Double)
    /// A bounding box has its south edge north of its north edge.
    case southAboveNorth(south: Double, north: Double)
    /// The bytes or the text are not a geometry; says why and at which byte.
    case malformed(reason: String, byteOffset: Int)
    /// The geometry breaks a rule of its type (an unclosed ring, a line of one position); says which.
    case invalid(reason: String)
    /// Collections are nested deeper than allowed.
    case nestedTooDeeply(limit: Int)
}

extension GeometryError: CustomStringConvertible {
    /// One clause for a person, without a trailing full stop.
    public var description: String {
        switch self {
        case .notFinite(let longitude, let latitude):
            "coordinate (\(longitude), \(latitude)) is not finite"
        case .longitudeOutOfRange(let value):
            "longitude \(value) is outside -180...180"
        case .latitudeOutOfRange(let value):
            "latitude \(value) is outside -90...90"
        case .southAboveNorth(let south, let north):
            "south \(south) is above north \(north)"
        case .malformed(let reason, let byteOffset):
            "\(reason) at byte \(byteOffset)"
        case .invalid(let reason):
            reason
        case .nestedTooDeeply(let limit):
            "geometry collections are nested deeper than \(limit)"
        }
    }
}
