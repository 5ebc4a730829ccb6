import Geometries
import Regions

/// The outlines of a gazetteer that is being built, as they stand in the file.
struct OutlineStore: ~Copyable {
    private var index: [UInt8] = []
    private var shapes: ByteSpool
    private var count = 0

    init(beside path: String?) { shapes = ByteSpool(beside: path) }

    /// Takes an outline and rounds it to the grid of the file.
    ///
    /// - Returns: Its number.
    /// - Throws: ``GazetteerBuildError`` where rounding leaves nothing of it, or the file is full.
    mutating func add(_ polygons: [Polygon], of name: String) throws -> Int {
        let rounded = try Self.rounded(polygons, of: name)
        guard let start = UInt32(exactly: shapes.count), count < UnitRegister.limit else {
            throw GazetteerBuildError.tooLarge("more outlines")
        }
        var bounds = (Int32.max, Int32.max, Int32.min, Int32.min)
        var bytes: [UInt8] = []
        var last = (x: 0, y: 0)
        bytes.append(varint: rounded.count)
        for polygon in rounded {
            bytes.append(varint: polygon.count)
            for ring in polygon {
                bytes.append(varint: ring.count)
                for vertex in ring {
                    bytes.append(varint: Self.signed(vertex.x - last.x))
                    bytes.append(varint: Self.signed(vertex.y - last.y))
                    last = vertex
                    let (x, y) = (Int32(vertex.x), Int32(vertex.y))
                    bounds = (min(bounds.0, x), min(bounds.1, y), max(bounds.2, x), max(bounds.3, y))
                }
            }
        }
        for bound in [bounds.0, bounds.1, bounds.2, bounds.3] { index.append(littleEndian: bound) }
        index.append(littleEndian: start)
        index.append(littleEndian: UInt32(bytes.count))
        try shapes.append(bytes)
        count += 1
        return count - 1
    }

    /// The sections SHPX and SHPS.
    consuming func sections() throws -> (index: SpooledBytes, shapes: SpooledBytes) {
        let index = SpooledBytes(index)
        return (index, try shapes.finish())
    }

    private static func signed(_ number: Int) -> Int { number >= 0 ? 2 * number : -2 * number - 1 }

    /// The vertices on the grid, no ring closed by a repeated one; where rounding made rings touch or cross themselves, mended.
    private static func rounded(_ polygons: [Polygon], of name: String) throws -> [[[(x: Int, y: Int)]]] {
        let onGrid = polygons.map(\.onGrid).filter { $0.exterior.count > 3 }
        guard !onGrid.isEmpty else {
            throw GazetteerBuildError.badOutline(place: name, reason: "it is smaller than the grid of 0.00001 degrees")
        }
        do {
            let mended = try Region(features: [onGrid]).madeValid()
            // What the mending added lies between the lines of the grid.
            let valid = mended.features.flatMap { $0 }.map { $0.rewound().onGrid }
            try Region(features: [valid]).validate()
            return valid.map { polygon in ([polygon.exterior] + polygon.holes).map(Self.steps) }
        } catch {
            throw GazetteerBuildError.badOutline(place: name, reason: "\(error)")
        }
    }

    /// A ring's vertices in steps of the grid, the first not repeated at the end.
    private static func steps(_ ring: [Position]) -> [(x: Int, y: Int)] {
        ring.dropLast().map { vertex in
            (
                x: Int((vertex.longitude * ShapeTable.stepsPerDegree).rounded()),
                y: Int((vertex.latitude * ShapeTable.stepsPerDegree).rounded())
            )
        }
    }
}

extension Polygon {
    /// The polygon with its vertices moved to the grid of the file; no two neighbours are the same.
    fileprivate var onGrid: Polygon {
        let steps = ShapeTable.stepsPerDegree
        func ring(_ ring: [Position]) -> [Position] {
            var kept: [Position] = []
            for vertex in ring {
                let moved = Position(
                    longitude: (vertex.longitude * steps).rounded() / steps,
                    latitude: (vertex.latitude * steps).rounded() / steps)
                if kept.last != moved { kept.append(moved) }
            }
            return kept
        }
        return Polygon(exterior: ring(exterior), holes: holes.map(ring).filter { $0.count > 3 })
    }
}
