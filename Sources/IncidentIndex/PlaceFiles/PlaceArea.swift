import Formats
import Gazetteers
import Geometries
import Regions

/// A geometry as the place of something: a point for it, how far it reaches, and its area where it has one.
struct PlaceArea {
    /// The classes whose outlines are kept; of others only the point is.
    static let classes: Set<FeatureClass> = [
        .country, .admin1, .admin2, .city, .quarter, .region, .island, .sea, .lake, .strait,
    ]

    let point: Coordinate
    /// Half the diagonal of what it covers; nil for a point.
    let radiusMetres: Double?
    let polygons: [Polygon]

    /// - Throws: ``RowError`` for an area that is none.
    init(_ geometry: Geometry) throws {
        switch geometry {
        case .point(let position):
            point = position.coordinate
            radiusMetres = nil
            polygons = []
            try point.validate()
            return
        case .polygon(let polygon): polygons = [polygon]
        case .multiPolygon(let parts): polygons = parts
        default: polygons = []
        }
        let box = geometry.rectangle
        let corner = Coordinate(longitude: box.minLongitude, latitude: box.minLatitude)
        radiusMetres =
            Geodesic.distance(from: corner, to: Coordinate(longitude: box.maxLongitude, latitude: box.maxLatitude)) / 2
        if polygons.isEmpty {
            var positions: [Position] = []
            geometry.forEachPosition { positions.append($0) }
            guard !positions.isEmpty else { throw RowError("the geometry is empty", column: "geometry") }
            point = positions[positions.count / 2].coordinate
        } else {
            do {
                try Region(features: [polygons]).validate()
            } catch {
                throw RowError("\(error)", column: "geometry")
            }
            point = polygons.interiorPoint
        }
        try point.validate()
    }
}

extension [Polygon] {
    /// A point inside: in the middle of the widest stretch that the middle parallel of the largest polygon has in it.
    fileprivate var interiorPoint: Coordinate {
        func area(_ polygon: Polygon) -> Double { abs(Polygon.signedArea(of: polygon.exterior)) }
        guard let largest = self.max(by: { area($0) < area($1) }), let first = largest.exterior.first else {
            return Coordinate(longitude: 0, latitude: 0)
        }
        let latitudes = largest.exterior.map(\.latitude)
        // A little off the middle, so that the parallel meets no vertex of a figure drawn on a grid.
        let (south, north) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
        let parallel = south + (north - south) * 0.500_123_7
        var crossings: [Double] = []
        for ring in [largest.exterior] + largest.holes {
            for (start, end) in zip(ring, ring.dropFirst())
            where (start.latitude > parallel) != (end.latitude > parallel) {
                let share = (parallel - start.latitude) / (end.latitude - start.latitude)
                crossings.append(start.longitude + share * (end.longitude - start.longitude))
            }
        }
        crossings.sort()
        var widest = (width: -1.0, middle: first.longitude)
        for index in stride(from: 0, to: crossings.count - 1, by: 2) {
            let width = crossings[index + 1] - crossings[index]
            if width > widest.width { widest = (width, (crossings[index] + crossings[index + 1]) / 2) }
        }
        return Coordinate(longitude: widest.middle, latitude: widest.width < 0 ? first.latitude : parallel)
    }
}
