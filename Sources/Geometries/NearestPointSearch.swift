/// Finds how near a place the points of edges come, by branch and bound.
///
/// No point of an edge is nearer than the edge's midpoint less half the edge's length. So an edge is dropped when that
/// bound shows that it cannot improve on the best distance by more than the tolerance, and halved otherwise. The result
/// is therefore within the tolerance of the truth by construction, for every edge, long or short, across the poles and
/// across ±180; no assumption is made about how the distance runs along an edge.
struct NearestPointSearch {
    /// What an improvement must be worth, as a part of the distance: half of the 0.1% that is promised.
    private static let tolerance = 0.0005
    /// What an improvement must be worth in metres; it ends the search where the place lies on the edge.
    private static let touching = 1e-4

    private let place: Coordinate
    /// The least distance found, in metres.
    private(set) var best = Double.infinity

    /// Metres that a lower bound must stay below to be worth a closer look.
    private var limit: Double { best - max(best * Self.tolerance, Self.touching) }

    init(from place: Coordinate) {
        self.place = place
    }

    /// Takes a vertex, by a geodesic only where the sphere says that it may be nearer.
    mutating func consider(vertex: Coordinate) {
        guard Sphere.angle(from: place, to: vertex) * Sphere.low < best else { return }
        best = min(best, Geodesic.distance(from: place, to: vertex))
    }

    /// Takes the inside of an edge whose ends have been considered.
    mutating func consider(edgeFrom start: Coordinate, to end: Coordinate) {
        var pending = [(start, end)]
        while let (start, end) = pending.popLast() {
            let half = Self.lengthBound(start, end) / 2
            let middle = Coordinate(
                longitude: start.longitude + (end.longitude - start.longitude) / 2,
                latitude: start.latitude + (end.latitude - start.latitude) / 2)
            guard Sphere.angle(from: place, to: middle) * Sphere.low - half < limit else { continue }
            let distance = Geodesic.distance(from: place, to: middle)
            best = min(best, distance)
            guard distance - half < limit else { continue }
            // The half whose end is nearer comes last and so is taken first: it lowers the limit for the other.
            if Sphere.angle(from: place, to: start) < Sphere.angle(from: place, to: end) {
                pending += [(middle, end), (start, middle)]
            } else {
                pending += [(start, middle), (middle, end)]
            }
        }
    }

    /// A number of metres that the edge is not longer than: no step on the ellipsoid is longer than a²/b times the same
    /// step on the unit sphere, and the edge has its longest parallels nearest to the equator.
    private static func lengthBound(_ start: Coordinate, _ end: Coordinate) -> Double {
        let widest =
            (start.latitude < 0) != (end.latitude < 0) ? 0 : min(abs(start.latitude), abs(end.latitude))
        let cosine = Trigonometry.sineAndCosine(degrees: widest).cosine
        let step = Trigonometry.length(end.latitude - start.latitude, cosine * (end.longitude - start.longitude))
        return step * Trigonometry.radiansPerDegree * Sphere.high
    }
}
