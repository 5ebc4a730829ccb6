extension Polygon {
    /// A polygon as wide as a rectangle, its exterior ring counter-clockwise from the south-west corner.
    public init(_ rectangle: Rectangle) {
        let (west, south) = (rectangle.minLongitude, rectangle.minLatitude)
        let (east, north) = (rectangle.maxLongitude, rectangle.maxLatitude)
        self.init(
            exterior: [
                Position(longitude: west, latitude: south), Position(longitude: east, latitude: south),
                Position(longitude: east, latitude: north), Position(longitude: west, latitude: north),
                Position(longitude: west, latitude: south),
            ])
    }

    /// The area of a closed ring in square degrees, planar: positive when it runs counter-clockwise.
    ///
    /// Computed relative to the first position, so that small rings far from the origin keep their sign.
    public static func signedArea(of ring: [Position]) -> Double {
        guard let origin = ring.first else { return 0 }
        var twice = 0.0
        for (start, end) in zip(ring, ring.dropFirst()) {
            twice +=
                (start.longitude - origin.longitude) * (end.latitude - origin.latitude)
                - (end.longitude - origin.longitude) * (start.latitude - origin.latitude)
        }
        return twice / 2
    }

    /// The polygon as RFC 7946 §3.1.6 wants it: the exterior ring counter-clockwise, the holes clockwise.
    public func rewound() -> Polygon {
        var polygon = self
        if Self.signedArea(of: exterior) < 0 { polygon.exterior.reverse() }
        for index in holes.indices where Self.signedArea(of: holes[index]) > 0 { polygon.holes[index].reverse() }
        return polygon
    }
}

extension Geometry {
    /// The geometry with every polygon in it rewound; see ``Polygon/rewound()``.
    public func rewound() -> Geometry {
        switch self {
        case .point, .multiPoint, .lineString, .multiLineString: self
        case .polygon(let polygon): .polygon(polygon.rewound())
        case .multiPolygon(let polygons): .multiPolygon(polygons.map { $0.rewound() })
        case .geometryCollection(let members): .geometryCollection(members.map { $0.rewound() })
        }
    }
}
