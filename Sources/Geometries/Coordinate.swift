/// A place on the globe in WGS 84 degrees, longitude before latitude.
///
///     let baghdadAirport = Coordinate(longitude: 44.2346, latitude: 33.2625)
///
/// Values are kept exactly as given. ``validate()`` tells whether they name a place at all.
public struct Coordinate: Hashable, Sendable {
    /// Degrees east of Greenwich, -180 through 180.
    public var longitude: Double
    /// Degrees north of the equator, -90 through 90.
    public var latitude: Double

    /// Makes a coordinate from degrees, longitude first.
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Checks that both numbers are finite and in range.
    ///
    /// - Throws: ``GeometryError`` that names the offending number.
    public func validate() throws(GeometryError) {
        guard longitude.isFinite, latitude.isFinite else {
            throw .notFinite(longitude: longitude, latitude: latitude)
        }
        guard longitude >= -180, longitude <= 180 else { throw .longitudeOutOfRange(longitude) }
        guard latitude >= -90, latitude <= 90 else { throw .latitudeOutOfRange(latitude) }
    }
}

/// One vertex of a geometry, as RFC 7946 §3.1.1 has it: a coordinate and, at times, an altitude in metres.
///
/// The altitude is kept and exported but never queried.
public struct Position: Hashable, Sendable {
    /// Degrees east of Greenwich.
    public var longitude: Double
    /// Degrees north of the equator.
    public var latitude: Double
    /// Metres above the WGS 84 ellipsoid (or whatever the source meant by its third number).
    public var altitude: Double?

    /// Makes a position from degrees, longitude first.
    public init(longitude: Double, latitude: Double, altitude: Double? = nil) {
        self.longitude = longitude
        self.latitude = latitude
        self.altitude = altitude
    }

    /// Makes a position without an altitude.
    public init(_ coordinate: Coordinate) {
        self.init(longitude: coordinate.longitude, latitude: coordinate.latitude)
    }

    /// The position without its altitude.
    public var coordinate: Coordinate { Coordinate(longitude: longitude, latitude: latitude) }
}
