public import Geometries

/// A grid of square cells over the world, counted from longitude -180 and latitude -90.
///
/// A cell holds its western and southern edge and not the others, but for the last ones, which hold 180 and 90 too.
public struct DegreeCells: Hashable, Sendable {
    /// The side of a cell, in degrees.
    public let side: Double
    private let columns: Int
    private let rows: Int

    /// Makes a grid; nil for a side that is not between 0.001 and 90 degrees.
    public init?(side: Double) {
        guard (0.001...90).contains(side) else { return nil }
        self.side = side
        columns = Int((360 / side).rounded(.up))
        rows = Int((180 / side).rounded(.up))
    }

    /// The number of the cell that a place lies in, row by row from the south.
    func cell(longitude: Double, latitude: Double) -> Int {
        row(latitude) * columns + column(longitude)
    }

    /// The cells that a geometry's rectangle touches, of which a point has one.
    func cells(under rectangle: Rectangle) -> [Int] {
        guard !rectangle.isEmpty else { return [] }
        var cells: [Int] = []
        for row in row(rectangle.minLatitude)...row(rectangle.maxLatitude) {
            for column in column(rectangle.minLongitude)...column(rectangle.maxLongitude) {
                cells.append(row * columns + column)
            }
        }
        return cells
    }

    private func column(_ longitude: Double) -> Int {
        // Clamped as a double, so that no number is too large for the conversion.
        Int(min(max(((longitude + 180) / side).rounded(.down), 0), Double(columns - 1)))
    }

    private func row(_ latitude: Double) -> Int {
        Int(min(max(((latitude + 90) / side).rounded(.down), 0), Double(rows - 1)))
    }

    /// What a cell covers.
    public func rectangle(of cell: Int) -> Rectangle {
        let west = -180 + Double(cell % columns) * side
        let south = -90 + Double(cell / columns) * side
        return Rectangle(
            minLongitude: west, minLatitude: south, maxLongitude: min(west + side, 180),
            maxLatitude: min(south + side, 90))
    }

    /// The name of a cell: the longitude and latitude of its south-west corner.
    public func label(of cell: Int) -> String {
        let corner = rectangle(of: cell)
        return "\(DegreeCells.text(corner.minLongitude)),\(DegreeCells.text(corner.minLatitude))"
    }

    /// All cells with their names.
    var labels: [(cell: Int, label: String)] { (0..<columns * rows).map { ($0, label(of: $0)) } }

    private static func text(_ degrees: Double) -> String {
        // What adding up sides leaves beyond a millionth of a degree says nothing.
        let rounded = (degrees * 1e6).rounded() / 1e6
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
