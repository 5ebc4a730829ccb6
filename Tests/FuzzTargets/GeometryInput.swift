import Geometries
import Regions
import SpatialIndexes

/// Geometries: whatever is read is written and read again as the same, and searching in it gives an answer or an error.
enum GeometryInput {
    static func faultInText(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        if let geometry = try? WKT.decode(text) {
            guard let again = try? WKT.decode(WKT.encode(geometry)), isSame(again, geometry) else {
                return "another geometry when it is written and read again"
            }
        }
        guard let region = try? Region(wkt: text) else { return nil }
        return fault(of: region)
    }

    static func faultInBytes(_ bytes: [UInt8]) -> String? {
        if let geometry = try? WKB.decode(bytes) {
            guard let again = try? WKB.decode(WKB.encode(geometry)), isSame(again, geometry) else {
                return "another geometry when it is written and read again"
            }
            if let fault = fault(of: geometry) { return fault }
        }
        if let contents = try? GeoPackageBinary.decode(bytes), let geometry = contents.geometry {
            guard let again = try? GeoPackageBinary.decode(GeoPackageBinary.encode(geometry)),
                // What is empty is written as such, and read as no place.
                again.geometry.map({ isSame($0, geometry) }) ?? geometry.isEmpty
            else { return "another geometry when its GeoPackage form is written and read again" }
        }
        return nil
    }

    /// Whether two geometries are the same to the bit: NaN, which reading does not judge, is the same as itself.
    private static func isSame(_ one: Geometry, _ other: Geometry) -> Bool {
        one == other || WKB.encode(one) == WKB.encode(other)
    }

    private static func fault(of geometry: Geometry) -> String? {
        guard (try? geometry.validate()) != nil else { return nil }
        let distance = geometry.distance(from: Coordinate(longitude: 44, latitude: 33))
        if distance.isNaN || distance < 0 { return "no distance to it: \(distance)" }
        _ = try? geometry.splitAtAntimeridian()
        return nil
    }

    private static func fault(of region: Region) -> String? {
        guard let prepared = try? PreparedRegion(region) else { return nil }
        for (longitude, latitude) in [(0.0, 0.0), (180, 90), (-180, -90), (44.5, 33.25)] {
            let place = Coordinate(longitude: longitude, latitude: latitude)
            guard let isFound = try? prepared.matches(place) else {
                return "a region that was prepared gives no answer"
            }
            let point = Rectangle(
                minLongitude: longitude, minLatitude: latitude, maxLongitude: longitude, maxLatitude: latitude)
            switch prepared.relation(to: point) {
            case .inside where !isFound: return "a rectangle is inside, its point is not"
            case .outside where isFound: return "a rectangle is outside, its point is not"
            default: break
            }
        }
        return nil
    }
}
