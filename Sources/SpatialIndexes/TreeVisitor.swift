public import Geometries

/// How a rectangle lies to what a visitor searches in.
public enum RectangleRelation: Hashable, Sendable {
    /// No entry in the rectangle can match: its subtree is dropped.
    case outside
    /// Every entry in the rectangle matches: its subtree is taken without a look at its entries.
    case inside
    /// The border runs through: go on below.
    case crossing
}

/// Something that walks down a tree once and decides node by node, such as a prepared region.
///
/// The tree has already dropped what the query window excludes; the visitor adds a finer test.
public protocol TreeVisitor {
    /// Says how the envelope of a node or a leaf lies; called from the root down.
    mutating func relation(to rectangle: Rectangle) throws -> RectangleRelation

    /// Takes entries that match without a further test (inside by ``relation(to:)``, and in the time window).
    mutating func take(_ ids: Span<Int64>) throws

    /// Takes a point of a crossing leaf, exact as stored and in the time window, to test it.
    mutating func test(id: Int64, longitude: Double, latitude: Double) throws

    /// Takes up to 64 points of a crossing leaf at once, exact as stored and in the time window, to test them.
    mutating func test(_ ids: Span<Int64>, longitudes: Span<Double>, latitudes: Span<Double>) throws

    /// Takes an entry with an extent (a line or an area) whose rectangle meets the query window but is not known to be
    /// inside; only the caller, who holds its geometry, can decide.
    mutating func test(id: Int64, rectangle: Rectangle) throws
}

extension TreeVisitor {
    /// Tests one after the other.
    public mutating func test(_ ids: Span<Int64>, longitudes: Span<Double>, latitudes: Span<Double>) throws {
        for index in ids.indices { try test(id: ids[index], longitude: longitudes[index], latitude: latitudes[index]) }
    }
}
