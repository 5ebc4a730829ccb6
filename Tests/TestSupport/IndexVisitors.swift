package import Geometries
package import SpatialIndexes

/// A visitor that searches in a rectangle, as a prepared region would, and checks what it is told.
package struct RectangleVisitor: TreeVisitor {
    private let region: Rectangle
    /// What was taken without a test.
    package private(set) var taken: [Int64] = []
    /// What passed a test.
    package private(set) var passed: [Int64] = []
    /// What was tested, with the rectangle that the index gave.
    package private(set) var tested: [Int64: Rectangle] = [:]

    package init(_ region: Rectangle) { self.region = region }

    package func relation(to rectangle: Rectangle) -> RectangleRelation {
        if region.contains(rectangle) { return .inside }
        return region.intersects(rectangle) ? .crossing : .outside
    }

    package mutating func take(_ ids: Span<Int64>) {
        for index in ids.indices { taken.append(ids[index]) }
    }

    package mutating func test(id: Int64, longitude: Double, latitude: Double) {
        let point = Rectangle(
            minLongitude: longitude, minLatitude: latitude, maxLongitude: longitude, maxLatitude: latitude)
        test(id: id, rectangle: point)
    }

    package mutating func test(id: Int64, rectangle: Rectangle) {
        tested[id] = rectangle
        if region.intersects(rectangle) { passed.append(id) }
    }
}
