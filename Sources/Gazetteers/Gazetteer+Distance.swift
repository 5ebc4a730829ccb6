package import Geometries

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension Gazetteer {
    /// The distance on a sphere; near enough for ranking, where 0.5% is nothing.
    package static func kilometres(from start: Coordinate, to end: Coordinate) -> Double {
        let radians = Double.pi / 180
        let northward = sin((end.latitude - start.latitude) * radians / 2)
        let eastward = sin((end.longitude - start.longitude) * radians / 2)
        let haversine =
            northward * northward
            + cos(start.latitude * radians) * cos(end.latitude * radians) * eastward * eastward
        return 2 * 6371.0088 * asin(min(1, haversine.squareRoot()))
    }

    /// What distance leaves of a place's score when the context says what it is near: half at 250 km.
    static func nearness(kilometres: Double) -> Double { 1 / (1 + kilometres / 250) }
}
