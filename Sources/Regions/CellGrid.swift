import Geometries
import SpatialIndexes

/// A grid over a region's envelope that remembers which cells lie inside or outside.
///
/// Incidents cluster: thousands of points fall into the same few cells. The first points of a cell are tested one by
/// one; when more come, the cell as a whole is asked about once, and unless the border runs through it, no further point
/// of it needs a test. The answers are those of the tests, since a cell is asked about with a margin around it.
final class CellGrid {
    /// Cells along each axis.
    private static let side = 64
    /// How many points of a cell are tested before the cell is asked about: asking costs about as much as ten points.
    private static let patience: UInt8 = 4

    /// What is known of a cell; below ``undecided`` it counts the points seen.
    private enum State {
        static let inside: UInt8 = 255
        static let outside: UInt8 = 254
        static let crossing: UInt8 = 253
    }

    private let bounds: Rectangle
    private let width: Double
    private let height: Double
    private var states: [UInt8] = []

    /// A grid over an envelope; it takes no memory before the first point.
    init(over bounds: Rectangle) {
        self.bounds = bounds
        width = (bounds.maxLongitude - bounds.minLongitude) / Double(Self.side)
        height = (bounds.maxLatitude - bounds.minLatitude) / Double(Self.side)
    }

    /// The answer for a point that the grid knows, or nil when the point itself must be tested.
    ///
    /// Points outside the envelope and on ±180 are the caller's own concern and get nil.
    func answer(
        for point: Coordinate, relation: (Rectangle) throws(RegionError) -> RectangleRelation
    ) throws(RegionError) -> Bool? {
        guard bounds.contains(point), abs(point.longitude) < 180, width > 0, height > 0 else { return nil }
        if states.isEmpty { states = [UInt8](repeating: 0, count: Self.side * Self.side) }
        let column = min(Self.side - 1, Int((point.longitude - bounds.minLongitude) / width))
        let row = min(Self.side - 1, Int((point.latitude - bounds.minLatitude) / height))
        let cell = row * Self.side + column
        switch states[cell] {
        case State.inside: return true
        case State.outside: return false
        case State.crossing: return nil
        case ..<Self.patience:
            states[cell] += 1
            return nil
        default:
            switch try relation(rectangle(column: column, row: row)) {
            case .inside:
                states[cell] = State.inside
                return true
            case .outside:
                states[cell] = State.outside
                return false
            case .crossing:
                states[cell] = State.crossing
                return nil
            }
        }
    }

    /// A cell with a margin that is wider than any rounding in finding the cell of a point.
    private func rectangle(column: Int, row: Int) -> Rectangle {
        let marginX = width * 1e-3 + 1e-12
        let marginY = height * 1e-3 + 1e-12
        let west = bounds.minLongitude + Double(column) * width
        let south = bounds.minLatitude + Double(row) * height
        return Rectangle(
            minLongitude: west - marginX, minLatitude: south - marginY, maxLongitude: west + width + marginX,
            maxLatitude: south + height + marginY)
    }
}
