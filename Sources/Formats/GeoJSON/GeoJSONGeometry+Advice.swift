import Geometries

extension GeoJSONGeometry {
    /// What RFC 7946 advises against in a geometry though nothing is in doubt (§3.1.6, §3.1.8); nil where it is as advised.
    ///
    /// - Complexity: O(positions of polygons).
    static func remark(on geometry: Geometry) -> String? {
        switch geometry {
        case .point, .multiPoint, .lineString, .multiLineString: return nil
        case .polygon(let polygon): return remark(on: polygon)
        case .multiPolygon(let polygons):
            for polygon in polygons {
                if let remark = remark(on: polygon) { return remark }
            }
            return nil
        case .geometryCollection(let members):
            if members.count == 1 { return "a GeometryCollection has a single member" }
            for member in members {
                if case .geometryCollection = member { return "a GeometryCollection lies in another one" }
                if let remark = remark(on: member) { return remark }
            }
            return nil
        }
    }

    private static func remark(on polygon: Polygon) -> String? {
        if Polygon.signedArea(of: polygon.exterior) < 0 { return "the exterior ring of a polygon runs clockwise" }
        return polygon.holes.contains { Polygon.signedArea(of: $0) > 0 }
            ? "a hole of a polygon runs counter-clockwise" : nil
    }
}
