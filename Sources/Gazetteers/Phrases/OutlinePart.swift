import Geometries

/// Cuts the halves, quarters and the middle out of an outline, as "western Iraq" and "central Iraq" mean them.
///
/// A half lies on its side of the meridian or parallel that halves the outline's area in longitude and latitude; "north-west"
/// is what the northern and the western half share; the middle lies between the quartiles of the area in both directions.
struct OutlinePart {
    private let polygons: [Polygon]

    /// Prepares an outline, none of whose polygons crosses ±180.
    init(_ polygons: [Polygon]) {
        let polygons = polygons.map { $0.rewound() }
        let moved = polygons.map { Self.isInTheWest($0) ? Self.moved($0, by: 360) : $0 }
        // Chukotka is the east of Russia: an outline on both sides of ±180 is seen from there where that is narrower.
        self.polygons = Self.width(moved) < Self.width(polygons) ? moved : polygons
    }

    /// The part towards a direction; the middle for none.
    ///
    /// - Throws: ``GeometryError`` for an outline whose rings cross each other.
    /// - Complexity: O(*n* log *n*) in the number of vertices.
    func part(towards point: CompassPoint?) throws(GeometryError) -> [Polygon] {
        var part = polygons
        for (side, degrees) in cuts(towards: point) {
            var rest: [Polygon] = []
            for polygon in part { rest += try polygon.parts(side, of: degrees) }
            part = rest
        }
        return part.map { polygon in
            polygon.exterior.contains { $0.longitude > 180 } ? Self.moved(polygon, by: -360) : polygon
        }
    }

    private func cuts(towards point: CompassPoint?) -> [(side: CompassSide, degrees: Double)] {
        guard let point else {
            return [
                (.east, meridian(with: 0.25)), (.west, meridian(with: 0.75)), (.north, parallel(with: 0.25)),
                (.south, parallel(with: 0.75)),
            ]
        }
        var cuts: [(CompassSide, Double)] = []
        switch point {
        case .north, .northNortheast, .northeast, .northwest, .northNorthwest:
            cuts.append((.north, parallel(with: 0.5)))
        case .south, .southSoutheast, .southeast, .southwest, .southSouthwest:
            cuts.append((.south, parallel(with: 0.5)))
        default: break
        }
        switch point {
        case .west, .westNorthwest, .northwest, .southwest, .westSouthwest: cuts.append((.west, meridian(with: 0.5)))
        case .east, .eastNortheast, .northeast, .southeast, .eastSoutheast: cuts.append((.east, meridian(with: 0.5)))
        default: break
        }
        return cuts
    }

    /// The meridian west of which this share of the area lies.
    private func meridian(with share: Double) -> Double {
        quantile(share) { (across: $0.longitude, along: $0.latitude, sign: 1) }
    }

    /// The parallel south of which this share of the area lies.
    private func parallel(with share: Double) -> Double {
        quantile(share) { (across: $0.latitude, along: $0.longitude, sign: -1) }
    }

    private typealias Axes = (across: Double, along: Double, sign: Double)

    private func quantile(_ share: Double, _ axes: (Position) -> Axes) -> Double {
        let values = polygons.flatMap(\.exterior).map { axes($0).across }
        guard var low = values.min(), var high = values.max() else { return 0 }
        let wanted = share * area(upTo: high, axes)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if area(upTo: middle, axes) < wanted { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The area before a line across an axis, by Green's theorem: the integral of min(x, line) dy around the rings.
    private func area(upTo line: Double, _ axes: (Position) -> Axes) -> Double {
        var area = 0.0
        for ring in polygons.lazy.flatMap(\.rings) {
            for (start, end) in zip(ring, ring.dropFirst()) {
                let (from, to) = (axes(start), axes(end))
                let (low, high) = (min(from.across, to.across), max(from.across, to.across))
                var mean = (low + min(high, line)) / 2
                if low >= line {
                    mean = line
                } else if high > line {
                    let share = (line - low) / (high - low)
                    mean = share * (low + line) / 2 + (1 - share) * line
                }
                area += from.sign * mean * (to.along - from.along)
            }
        }
        return area
    }

    private static func isInTheWest(_ polygon: Polygon) -> Bool { polygon.exterior.allSatisfy { $0.longitude <= 0 } }

    private static func width(_ polygons: [Polygon]) -> Double {
        let longitudes = polygons.flatMap(\.exterior).map(\.longitude)
        guard let low = longitudes.min(), let high = longitudes.max() else { return 0 }
        return high - low
    }

    private static func moved(_ polygon: Polygon, by degrees: Double) -> Polygon {
        func moved(_ ring: [Position]) -> [Position] {
            ring.map { position in
                var position = position
                position.longitude += degrees
                return position
            }
        }
        return Polygon(exterior: moved(polygon.exterior), holes: polygon.holes.map(moved))
    }
}
