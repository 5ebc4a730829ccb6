import JSONValues

/// The nine types of RFC 7946.
enum GeoJSONType {
    static let geometries = [
        "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection",
    ]

    static let all = geometries + ["Feature", "FeatureCollection"]

    /// The right spelling of a type that differs in case only.
    static func hint(for text: String) -> String? {
        all.first { $0.lowercased() == text.lowercased() }.map { "write it \($0)" }
    }
}

/// The member `crs` of GeoJSON before RFC 7946, accepted where it names the coordinates that GeoJSON has anyway.
enum LegacyCRS {
    static let advice = "convert it to WGS 84, for example with ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES"

    private static let accepted: Set<String> = [
        "urn:ogc:def:crs:ogc:1.3:crs84", "urn:ogc:def:crs:ogc::crs84", "urn:ogc:def:crs:ogc:1.3:crs84h",
        "urn:ogc:def:crs:ogc::crs84h", "urn:ogc:def:crs:epsg::4326", "urn:ogc:def:crs:epsg:6.9:4326",
        "urn:ogc:def:crs:epsg::4979", "epsg:4326", "epsg:4979", "ogc:crs84", "crs84",
        "http://www.opengis.net/def/crs/ogc/1.3/crs84", "http://www.opengis.net/def/crs/epsg/0/4326",
        "https://www.opengis.net/def/crs/ogc/1.3/crs84", "https://www.opengis.net/def/crs/epsg/0/4326",
    ]

    /// Why the coordinates cannot be taken, or nil when they can.
    static func refusal(of value: JSONValue) -> String? {
        if value == .null { return nil }
        guard case .string(let name)? = value["properties"]?["name"], value["type"] == .string("name") else {
            return "a coordinate reference system that is not named"
        }
        return accepted.contains(name.lowercased()) ? nil : "coordinates in '\(name)', not in WGS 84"
    }
}
