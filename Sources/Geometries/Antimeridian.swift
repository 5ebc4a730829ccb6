extension Polygon {
    /// The polygon with every longitude at most `tolerance` degrees from ±180 set to ±180, on its own side.
    ///
    /// Files hold longitudes such as 180.0000000000002, which is the antimeridian after some arithmetic.
    package func clampedToAntimeridian(within tolerance: Double) -> Polygon {
        var polygon = self
        polygon.forEachRing { ring in
            for index in ring.indices where abs(abs(ring[index].longitude) - 180) <= tolerance {
                ring[index].longitude = ring[index].longitude < 0 ? -180 : 180
            }
        }
        return polygon
    }

    /// The first edge that spans more than 180° of longitude, other than along a pole, or nil.
    ///
    /// Along latitude ±90 such an edge is no more than the pole itself, as in outlines of Antarctica.
    package var firstEdgeLongerThanHalfTheWorld: (start: Coordinate, end: Coordinate)? {
        for ring in rings {
            for (start, end) in zip(ring, ring.dropFirst()) where Antimeridian.isTooLong(start, end) {
                return (start.coordinate, end.coordinate)
            }
        }
        return nil
    }

    /// Changes every ring in place.
    mutating func forEachRing(_ body: (inout [Position]) -> Void) {
        body(&exterior)
        for index in holes.indices { body(&holes[index]) }
    }
}

/// What concerns the meridian of ±180°.
package enum Antimeridian {
    /// Whether the edge spans more than 180° of longitude and does not run along a pole.
    static func isTooLong(_ start: Position, _ end: Position) -> Bool {
        abs(start.longitude - end.longitude) > 180 && !(start.latitude == end.latitude && abs(start.latitude) == 90)
    }
}
