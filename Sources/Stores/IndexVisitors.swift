import Geometries
import SpatialIndexes

/// Collects what lies in a rectangle, and apart from it the lines and areas of which the envelope leaves doubt.
struct BoxVisitor: TreeVisitor {
    let rectangle: Rectangle
    private(set) var ids: [Int64] = []
    private(set) var undecided: [Int64] = []

    init(rectangle: Rectangle) {
        self.rectangle = rectangle
    }

    mutating func relation(to node: Rectangle) -> RectangleRelation {
        rectangle.contains(node) ? .inside : .crossing
    }

    mutating func take(_ taken: Span<Int64>) {
        for index in taken.indices { ids.append(taken[index]) }
    }

    // The tree shows only points in its window, which is the rectangle.
    mutating func test(id: Int64, longitude: Double, latitude: Double) {
        ids.append(id)
    }

    mutating func test(id: Int64, rectangle envelope: Rectangle) {
        if rectangle.contains(envelope) { ids.append(id) } else { undecided.append(id) }
    }
}

/// Collects or counts what lies at most so many metres from a place: nodes by bounds on the sphere, points exactly.
struct RadiusVisitor: TreeVisitor {
    let centre: Coordinate
    let metres: Double
    /// Whether matches are counted and not listed.
    let isCounting: Bool
    private(set) var count = 0
    private(set) var ids: [Int64] = []
    private(set) var undecided: [Int64] = []

    init(centre: Coordinate, metres: Double, isCounting: Bool = false) {
        self.centre = centre
        self.metres = metres
        self.isCounting = isCounting
    }

    mutating func relation(to node: Rectangle) -> RectangleRelation {
        if Sphere.lowerBound(from: centre, to: node) > metres { return .outside }
        return RadiusVisitor.upperBound(from: centre, to: node) <= metres ? .inside : .crossing
    }

    /// A distance in metres that no point of the rectangle exceeds.
    ///
    /// By the triangle inequality: to the middle, then half the height along a meridian, then half the width along the
    /// rectangle's widest parallel, which is no shorter than the great circle.
    static func upperBound(from centre: Coordinate, to rectangle: Rectangle) -> Double {
        let middle = Coordinate(
            longitude: (rectangle.minLongitude + rectangle.maxLongitude) / 2,
            latitude: (rectangle.minLatitude + rectangle.maxLatitude) / 2)
        let halfHeight = (rectangle.maxLatitude - rectangle.minLatitude) / 2 * .pi / 180
        let halfWidth = (rectangle.maxLongitude - rectangle.minLongitude) / 2 * .pi / 180
        return (Sphere.angle(from: centre, to: middle) + halfHeight + halfWidth) * Sphere.high
    }

    mutating func take(_ taken: Span<Int64>) {
        count += taken.count
        guard !isCounting else { return }
        for index in taken.indices { ids.append(taken[index]) }
    }

    mutating func test(id: Int64, longitude: Double, latitude: Double) {
        let point = Coordinate(longitude: longitude, latitude: latitude)
        guard Geodesic.distance(from: centre, to: point) <= metres else { return }
        count += 1
        if !isCounting { ids.append(id) }
    }

    mutating func test(id: Int64, rectangle: Rectangle) {
        switch relation(to: rectangle) {
        case .outside: return
        case .inside:
            count += 1
            if !isCounting { ids.append(id) }
        case .crossing: undecided.append(id)
        }
    }
}
