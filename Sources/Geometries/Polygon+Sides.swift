/// The side of a meridian or of a parallel.
public enum CompassSide: Hashable, Sendable, CaseIterable {
    case west, east, south, north
}

extension Polygon {
    /// What of the polygon lies on one side of a line: of a meridian for the west and east, of a parallel for the south and north.
    ///
    /// On the plane of longitudes and latitudes, so the polygon must not cross ±180. The parts are as RFC 7946 wants them:
    /// exterior rings counter-clockwise, holes clockwise.
    ///
    /// - Parameters:
    ///   - side: The side.
    ///   - degrees: The longitude of the meridian, or the latitude of the parallel.
    /// - Returns: The parts; none where the polygon lies on the other side.
    /// - Throws: ``GeometryError/invalid(reason:)`` for rings that cross each other.
    /// - Complexity: O(*n* log *n*) in the number of vertices.
    public func parts(_ side: CompassSide, of degrees: Double) throws(GeometryError) -> [Polygon] {
        switch side {
        case .west: try MeridianCut(rewound(), .west, of: degrees).parts
        case .east: try MeridianCut(rewound(), .east, of: degrees).parts
        case .south: try MeridianCut(transposed().rewound(), .west, of: degrees).parts.map { $0.transposed().rewound() }
        case .north: try MeridianCut(transposed().rewound(), .east, of: degrees).parts.map { $0.transposed().rewound() }
        }
    }

    /// The polygon with longitudes and latitudes exchanged, so that parallels are cut as meridians are.
    private func transposed() -> Polygon {
        var polygon = self
        polygon.forEachRing { ring in
            for index in ring.indices {
                (ring[index].longitude, ring[index].latitude) = (ring[index].latitude, ring[index].longitude)
            }
        }
        return polygon
    }
}
