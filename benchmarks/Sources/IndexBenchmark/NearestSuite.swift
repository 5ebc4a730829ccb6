import IncidentIndex

/// The nearest in the plane of degrees, on the sphere and on the ellipsoid.
struct NearestSuite: Suite {
    let subject: Subject
    let names: Set<String> = ["nearest planar", "nearest sphere", "nearest ellipsoid"]

    init(_ subject: Subject) {
        self.subject = subject
    }

    func answers(to asked: Asked) throws -> [Answer] {
        let tree = try subject.tree()
        return switch asked.suite {
        case "nearest planar": [nearest(tree, asked) { PlanarRuler(from: $0) }]
        case "nearest sphere": [nearest(tree, asked) { SphericalRuler(from: $0) }]
        default: [nearest(tree, asked) { EllipsoidalRuler(from: $0) { Geodesic.distance(from: $0, to: $1) } }]
        }
    }

    private func nearest(_ tree: PackedTree, _ asked: Asked, _ ruler: (Coordinate) -> some Ruler) -> Answer {
        let search = NearestSearch(count: Int(asked.area) ?? 10)
        let places = subject.centres.prefix(asked.queries).map {
            Coordinate(longitude: $0.longitude, latitude: $0.latitude)
        }
        var found = Fingerprint()
        for (number, place) in places.enumerated() {
            found.add(number, nearest: tree.nearest(search, from: ruler(place)).map { ($0.id, $0.distance) })
        }
        var total = 0
        let times = Stopwatch.repeating(asked) {
            for place in places { total &+= tree.nearest(search, from: ruler(place)).count }
        }
        return Answer(suite: asked.suite, area: asked.area, queries: places.count, found: found, times: times)
    }
}
