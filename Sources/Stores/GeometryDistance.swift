import Geometries

extension Geodesic {
    /// Metres from a place to the nearest point of a geometry, 0 inside an area; nil for an empty geometry.
    static func distance(from place: Coordinate, to geometry: Geometry) -> Double? {
        let metres = geometry.distance(from: place)
        return metres.isFinite ? metres : nil
    }
}
