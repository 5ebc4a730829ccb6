import Geometries

/// Finds the smallest bounding box of everything that passes by, across ±180° where that is smaller (RFC 7946 §5.2).
///
/// Longitudes are gathered in 3,600 sectors of a tenth of a degree, each with the westernmost and easternmost of its own,
/// so memory is constant; the box leaves out the widest gap between occupied sectors.
struct BoundsCollector {
    private static let sectorCount = 3_600
    /// Neighbouring sectors of one line may be apart by what the arithmetic loses.
    private static let rounding = 1e-9

    private var south = Double.infinity
    private var north = -Double.infinity
    private var sectors = [ClosedRange<Double>?](repeating: nil, count: sectorCount)

    /// Takes a geometry, whose edges are straight in longitude and latitude.
    mutating func add(_ geometry: Geometry) {
        switch geometry {
        case .point(let position): add(position)
        case .multiPoint(let positions): for position in positions { add(position) }
        case .lineString(let line): addConnected(line)
        case .multiLineString(let lines): for line in lines { addConnected(line) }
        case .polygon(let polygon): addConnected(polygon.exterior)
        case .multiPolygon(let polygons): for polygon in polygons { addConnected(polygon.exterior) }
        case .geometryCollection(let members): for member in members { add(member) }
        }
    }

    private static func sector(_ longitude: Double) -> Int {
        // Clamped as a Double, since an Int cannot hold every number that a caller might have put into a geometry.
        Int(min(max((longitude + 180) * 10, 0), Double(sectorCount - 1)))
    }

    /// Takes a position.
    mutating func add(_ position: Position) {
        guard position.longitude.isFinite else { return }
        addLatitude(position)
        widen(BoundsCollector.sector(position.longitude), to: position.longitude...position.longitude)
    }

    private mutating func addLatitude(_ position: Position) {
        south = min(south, position.latitude)
        north = max(north, position.latitude)
    }

    /// Everything between the westernmost and the easternmost position counts.
    private mutating func addConnected(_ positions: [Position]) {
        guard let first = positions.first else { return }
        var west = first.longitude
        var east = first.longitude
        for position in positions {
            addLatitude(position)
            guard position.longitude.isFinite else { return }
            west = min(west, position.longitude)
            east = max(east, position.longitude)
        }
        for sector in BoundsCollector.sector(west)...BoundsCollector.sector(east) {
            let start = Double(sector) / 10 - 180
            widen(sector, to: max(west, min(start, east))...max(min(east, start + 0.1), max(west, min(start, east))))
        }
    }

    private mutating func widen(_ sector: Int, to range: ClosedRange<Double>) {
        if let held = sectors[sector] {
            if held.contains(range.lowerBound), held.contains(range.upperBound) { return }
            sectors[sector] = min(held.lowerBound, range.lowerBound)...max(held.upperBound, range.upperBound)
        } else {
            sectors[sector] = range
        }
    }

    /// The box, or nil when nothing passed by.
    var boundingBox: BoundingBox? {
        let occupied = sectors.compactMap { $0 }
        guard let first = occupied.first, let last = occupied.last else { return nil }
        // The gap across ±180° is the one of an ordinary box, which wins unless another is wider.
        var (west, east) = (first.lowerBound, last.upperBound)
        var widest = west + 360 - east
        for (left, right) in zip(occupied, occupied.dropFirst())
        where right.lowerBound - left.upperBound > widest + BoundsCollector.rounding {
            widest = right.lowerBound - left.upperBound
            (west, east) = (right.lowerBound, left.upperBound)
        }
        return try? BoundingBox(west: west, south: south, east: east, north: north)
    }
}
