import Geometries
import Regions
import SpatialIndexes

/// No index: every entry is looked at. What the index must agree with, and be faster than.
struct FlatScan {
    let entries: [IndexEntry]

    /// The identifiers of what a window matches, in the order of the entries.
    func ids(_ window: QueryWindow) -> [Int64] {
        entries.lazy.filter { window.matches($0.envelope) }.map(\.id)
    }

    /// How many a window matches.
    func count(_ window: QueryWindow) -> Int {
        entries.reduce(0) { $0 + (window.matches($1.envelope) ? 1 : 0) }
    }

    /// The identifiers of the points in a region and of the lines and areas whose rectangle meets it, in the order of
    /// the entries.
    func ids(in region: PreparedRegion) throws -> [Int64] {
        var ids: [Int64] = []
        for entry in entries where region.window.intersects(entry.envelope.rectangle) {
            let rectangle = entry.envelope.rectangle
            let isFound =
                try rectangle.isPoint
                ? region.matches(Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude))
                : region.relation(to: rectangle) != .outside
            if isFound { ids.append(entry.id) }
        }
        return ids
    }

    /// The nearest, by distance and then by identifier.
    func nearest(_ count: Int, from ruler: some Ruler) -> [Neighbour] {
        var best: [Neighbour] = []
        var limit = Double.infinity
        for entry in entries {
            let rectangle = entry.envelope.rectangle
            let place = Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude)
            let distance = rectangle.isPoint ? ruler.distance(to: place) : ruler.distance(to: rectangle)
            guard distance <= limit else { continue }
            best.append(Neighbour(id: entry.id, distance: distance))
            // Sorting now and then keeps the list short at little cost.
            if best.count >= 4 * count + 64 {
                best.sort()
                best.removeLast(best.count - count)
                limit = best.last?.distance ?? limit
            }
        }
        return Array(best.sorted().prefix(count))
    }
}
