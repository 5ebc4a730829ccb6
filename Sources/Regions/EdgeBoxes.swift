import Geometries

/// Boxes around runs of consecutive edges, and around runs of those, up to one: neighbours along a ring are neighbours in
/// space, so the tree needs no sorting.
struct EdgeBoxes {
    private static let fanOut = 16

    /// The boxes of each level, those around single edges first, a single one last.
    private let levels: [[Rectangle]]

    /// - Complexity: O(*n*) in the number of edges.
    init(_ boxes: [Rectangle]) {
        var levels = [boxes]
        while let last = levels.last, last.count > 1 {
            levels.append(
                stride(from: 0, to: last.count, by: Self.fanOut).map { start in
                    var union = last[start]
                    for box in last[start..<min(start + Self.fanOut, last.count)].dropFirst() { union.formUnion(box) }
                    return union
                })
        }
        self.levels = levels
    }

    /// Whether the closure says yes to any edge whose box meets the rectangle.
    ///
    /// - Complexity: O(log *n* + *k*) for *k* boxes that meet it.
    func contains(near rectangle: Rectangle, where isWanted: (Int) -> Bool) -> Bool {
        contains(near: rectangle, level: levels.count - 1, levels[levels.count - 1].indices, isWanted)
    }

    private func contains(
        near rectangle: Rectangle, level: Int, _ range: Range<Int>, _ isWanted: (Int) -> Bool
    ) -> Bool {
        for index in range where levels[level][index].intersects(rectangle) {
            if level == 0 {
                if isWanted(index) { return true }
                continue
            }
            let first = index * Self.fanOut
            let children = first..<min(first + Self.fanOut, levels[level - 1].count)
            if contains(near: rectangle, level: level - 1, children, isWanted) { return true }
        }
        return false
    }
}
