import Foundation
import Geometries
import Regions
import TestSupport
import Testing

/// Regions of the shared data, read by Foundation so that this room's tests need no reader of ours.
enum SharedRegions {
    /// The polygons of a GeoJSON file, by the value of a property.
    static func features(_ file: String, named property: String) throws -> [(name: String, polygons: [Polygon])] {
        let root = try JSONSerialization.jsonObject(with: Data(SharedData.bytes(file))) as? [String: Any]
        let features = try #require(root?["features"] as? [[String: Any]])
        return try features.map { feature in
            let properties = try #require(feature["properties"] as? [String: Any])
            let geometry = try #require(feature["geometry"] as? [String: Any])
            let name = properties[property] as? String ?? ""
            if geometry["type"] as? String == "Polygon" {
                return (name, [try polygon(try #require(geometry["coordinates"] as? [[[Double]]]))])
            }
            return (name, try #require(geometry["coordinates"] as? [[[[Double]]]]).map(polygon))
        }
    }

    /// The features of these names as one region.
    static func region(_ file: String, _ property: String, _ names: String...) throws -> Region {
        let features = try features(file, named: property).filter { names.contains($0.name) }
        try #require(features.count == names.count)
        return Region(features: features.map(\.polygons))
    }

    /// The points of a CSV with the longitude second and the latitude third.
    static func points(_ file: String) throws -> [Coordinate] {
        String(decoding: try SharedData.bytes(file), as: UTF8.self).split(separator: "\n").dropFirst().compactMap {
            line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard cells.count == 4, let longitude = Double(cells[1]), let latitude = Double(cells[2]) else {
                return nil
            }
            return Coordinate(longitude: longitude, latitude: latitude)
        }
    }

    private static func polygon(_ rings: [[[Double]]]) throws -> Polygon {
        let rings = try rings.map { ring in
            try ring.map { numbers in
                try #require(numbers.count >= 2)
                return Position(longitude: numbers[0], latitude: numbers[1])
            }
        }
        return Polygon(exterior: try #require(rings.first), holes: Array(rings.dropFirst()))
    }
}
