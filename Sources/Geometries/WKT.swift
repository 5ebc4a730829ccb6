/// Well-known text, the form in which people write geometries (OGC 06-103r4).
///
///     let region = try WKT.decode("POLYGON ((42 32, 46 32, 46 35, 42 35, 42 32))")
///     WKT.encode(region)
///
/// Reading takes the seven types of GeoJSON in any case, `Z`, `M` and `ZM` (M values are dropped), `EMPTY`, both ways to
/// write a multipoint, and an EWKT prefix `SRID=4326;`. A third number without a `Z` is an altitude too.
public enum WKT {
    /// The spatial references that are WGS 84 in degrees: EPSG:4326 as databases use it, and 0 for "not said".
    static let acceptedReferences: Set<Int> = [0, 4326]

    /// Reads one geometry; white space may stand around it.
    ///
    /// - Throws: ``GeometryError/malformed(reason:byteOffset:)`` that says what was expected and at which byte of the
    ///   UTF-8 text; ``GeometryError/nestedTooDeeply(limit:)``. The values themselves are not judged: see
    ///   ``Geometry/validate()``.
    /// - Complexity: O(*n*) in the number of bytes.
    public static func decode(_ text: String) throws(GeometryError) -> Geometry {
        var reader = WKTReader(Array(text.utf8))
        return try reader.document()
    }

    /// Writes a geometry with the shortest numbers that read back equal; with `Z` where any vertex has an altitude (`NaN`
    /// at those that have none, as in WKB).
    public static func encode(_ geometry: Geometry) -> String {
        var writer = WKTWriter(hasAltitude: geometry.hasAltitude)
        writer.append(geometry)
        return writer.text
    }
}
