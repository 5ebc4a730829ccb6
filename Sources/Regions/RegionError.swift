public import Geometries

/// Why a region cannot be searched in. Features are numbered from 1.
public enum RegionError: Error, Hashable, Sendable {
    /// The region has no features, or none that holds a polygon.
    case empty
    /// A feature breaks a rule that comes before topology: an empty or unclosed ring, a number out of range.
    case malformed(feature: Int, reason: String)
    /// A feature is not valid in the sense of OGC simple features; GEOS's reason and the place of the fault.
    case invalid(feature: Int, reason: String, at: Coordinate?)
    /// An edge spans more than 180° of longitude, so it is unclear which way round it goes.
    case edgeTooLong(feature: Int, from: Coordinate, to: Coordinate)
    /// The region has more vertices than allowed.
    case tooManyVertices(count: Int, limit: Int)
    /// The geometry is not an area, such as a line or a collection.
    case notAnArea(typeName: String)
    /// A bounding box without width or height encloses nothing.
    case noArea
    /// The text is not a geometry.
    case unreadable(GeometryError)
    /// GEOS failed; its message.
    case engine(message: String)
    /// One of these, and the file that the region comes from.
    indirect case inFile(path: String, RegionError)
}

extension RegionError: CustomStringConvertible {
    /// One sentence for a person, without a full stop: what is wrong, where, and what to do about it.
    public var description: String {
        switch self {
        case .empty:
            "the region is empty: it has no polygon"
        case .malformed(let feature, let reason):
            "the region's feature \(feature) cannot be used: \(reason)"
        case .invalid(let feature, let reason, let place):
            "the region's feature \(feature) is invalid: \(reason)\(Self.at(place)); --make-valid repairs it"
        case .edgeTooLong(let feature, let start, let end):
            "the region's feature \(feature) has an edge longer than 180°, from \(Self.text(start)) to "
                + "\(Self.text(end)); if it crosses the antimeridian, --split-antimeridian cuts it there"
        case .tooManyVertices(let count, let limit):
            "the region has \(count) vertices and at most \(limit) are allowed"
        case .notAnArea(let typeName):
            "a \(typeName) cannot be a region: give a Polygon or a MultiPolygon"
        case .noArea:
            "a box without width or height cannot be a region: search by the box itself"
        case .unreadable(let error):
            "the region cannot be read: \(error)"
        case .engine(let message):
            "the geometry engine failed: \(message)"
        case .inFile(let path, let error):
            "\(error) (\(path))"
        }
    }

    private static func at(_ place: Coordinate?) -> String {
        place.map { " at \(text($0))" } ?? ""
    }

    private static func text(_ place: Coordinate) -> String {
        "(\(place.longitude), \(place.latitude))"
    }
}
