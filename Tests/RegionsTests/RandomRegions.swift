import Geometries
import Regions
import TestSupport

/// A valid region whose corners are even integers, and its oracle; degrees and the oracle's units are the same.
struct RandomRegion {
    var region: Region
    var exact: ExactPolygon

    /// The width and height that it fits in, from 0.
    static let size = 24

    /// Up to four polygons in their own quarters, some with holes; retried until GEOS finds the region valid.
    init(_ generator: inout SeededGenerator) throws {
        while true {
            var polygons: [Polygon] = []
            var rings: [[ExactPolygon.Point]] = []
            let half = Self.size / 4
            for quarter in (0..<4).shuffled(using: &generator).prefix(Int.random(in: 1...4, using: &generator)) {
                let origin = ExactPolygon.Point(x: quarter % 2 * half, y: quarter / 2 * half)
                let exterior = Self.ring(
                    in: origin, half, corners: Int.random(in: 3...9, using: &generator), &generator)
                var holes: [[ExactPolygon.Point]] = []
                if Bool.random(using: &generator) {
                    holes.append(Self.ring(in: origin, half, corners: 3, &generator))
                }
                polygons.append(
                    Polygon(exterior: exterior.map(Self.position), holes: holes.map { $0.map(Self.position) }))
                rings += [exterior] + holes
            }
            let region = Region(features: [polygons])
            if (try? region.validate()) != nil {
                self.region = region
                self.exact = ExactPolygon(rings: rings)
                return
            }
        }
    }

    /// Random even points around their centre, in order of their angle.
    private static func ring(
        in origin: ExactPolygon.Point, _ half: Int, corners: Int, _ generator: inout SeededGenerator
    ) -> [ExactPolygon.Point] {
        var points = Set<ExactPolygon.Point>()
        while points.count < corners {
            points.insert(
                ExactPolygon.Point(
                    x: 2 * (origin.x + Int.random(in: 0...half, using: &generator)),
                    y: 2 * (origin.y + Int.random(in: 0...half, using: &generator))))
        }
        let centreX = points.reduce(0) { $0 + $1.x }
        let centreY = points.reduce(0) { $0 + $1.y }
        let scaled = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        func isUpper(_ p: ExactPolygon.Point) -> Bool {
            let (x, y) = (p.x * corners - centreX, p.y * corners - centreY)
            return y > 0 || (y == 0 && x > 0)
        }
        let ordered = scaled.sorted { a, b in
            if isUpper(a) != isUpper(b) { return isUpper(a) }
            let cross =
                (a.x * corners - centreX) * (b.y * corners - centreY)
                - (a.y * corners - centreY) * (b.x * corners - centreX)
            return cross > 0
        }
        return ordered + [ordered[0]]
    }

    static func position(_ point: ExactPolygon.Point) -> Position {
        Position(longitude: Double(point.x), latitude: Double(point.y))
    }
}

extension PreparedRegion {
    /// Whether a place matches as GEOS says: a multipoint goes to it whole, without the index of the border.
    func matchesByGEOS(_ place: Coordinate) throws -> Bool { try matches(.multiPoint([Position(place)])) }
}
