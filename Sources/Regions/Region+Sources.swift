public import Geometries

extension Region {
    /// A region of one feature out of a polygon or a multipolygon.
    ///
    /// - Throws: ``RegionError/notAnArea(typeName:)`` for any other type; a GeometryCollection is refused even when it
    ///   holds polygons.
    public init(name: String? = nil, _ geometry: Geometry) throws(RegionError) {
        switch geometry {
        case .polygon(let polygon): self.init(name: name, features: [[polygon]])
        case .multiPolygon(let polygons): self.init(name: name, features: [polygons])
        default: throw .notAnArea(typeName: geometry.typeName)
        }
    }

    /// A region as wide as a box; of two parts where the box crosses ±180°.
    ///
    /// - Throws: ``RegionError/noArea`` for a box without width or height.
    public init(name: String? = nil, _ box: BoundingBox) throws(RegionError) {
        guard box.south < box.north, box.west != box.east else { throw .noArea }
        let parts = box.rectangles.filter { $0.minLongitude < $0.maxLongitude }
        guard !parts.isEmpty else { throw .noArea }
        self.init(name: name, features: [parts.map { Polygon($0) }])
    }
}

extension Region {
    /// A region out of well-known text, a POLYGON or a MULTIPOLYGON.
    ///
    /// - Throws: ``RegionError/unreadable(_:)`` with the place of a fault in the text;
    ///   ``RegionError/notAnArea(typeName:)`` for any other type.
    public init(name: String? = nil, wkt: String) throws(RegionError) {
        let geometry: Geometry
        do {
            geometry = try WKT.decode(wkt)
        } catch {
            throw .unreadable(error)
        }
        try self.init(name: name, geometry)
    }
}

extension Region {
    /// The region with every polygon that crosses ±180° cut there; see ``Geometries/Polygon/splitAtAntimeridian()``.
    ///
    /// - Throws: ``RegionError/malformed(feature:reason:)`` for a ring that runs around a pole.
    public func splitAtAntimeridian() throws(RegionError) -> Region {
        var split = Region(name: name, features: [])
        for (index, polygons) in features.enumerated() {
            do {
                var parts: [Polygon] = []
                for polygon in polygons {
                    parts += try polygon.clampedToAntimeridian(within: Self.antimeridianTolerance).splitAtAntimeridian()
                }
                split.features.append(parts)
            } catch {
                throw .malformed(feature: index + 1, reason: "\(error)")
            }
        }
        return split
    }
}
