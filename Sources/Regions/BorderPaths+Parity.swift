import Geometries

extension BorderPaths {
    /// Whether a point of the world lies inside the rings below a node (true), as if there were no others, or outside (false), or
    /// nil when rounding leaves doubt and when it may lie on one of them.
    ///
    /// The answer is the parity of the edges east of the point.
    ///
    /// - Complexity: O(log *n* + *k*) in the number of edges, and of those whose boxes hold the point.
    func holds(longitude: Double, latitude: Double, below node: Int) -> Bool? {
        let place = Coordinate(longitude: longitude, latitude: latitude)
        var crossings = 0
        guard count(&crossings, below: node, longitude, latitude, StepRectangle(around: place, place)) else {
            return nil
        }
        return crossings & 1 != 0
    }

    /// Counts the edges east of a point below a node, some of them by their parity alone; returns false when rounding leaves
    /// doubt.
    private func count(
        _ crossings: inout Int, below number: Int, _ x: Double, _ y: Double, _ step: StepRectangle
    ) -> Bool {
        let kind = nodes[number].kind
        if kind == .run { return countRun(&crossings, nodes[number].members, x, y) }
        let first = Int(nodes[number].first)
        // What surely lies east of the point has been passed over in groups: closed rings are crossed evenly.
        let block = Int(nodes[number].block)
        var left =
            kind == .group ? blocks[block].meeting(step) : blocks[block].meetingOrEast(of: step)
        while left != 0 {
            let child = first &+ left.trailingZeroBitCount
            left &= left &- 1
            if nodes[child].box.minLongitude > step.maxLongitude {
                if isCrossed(child, atLatitude: y) { crossings &+= 1 }
            } else {
                guard count(&crossings, below: child, x, y, step) else { return false }
            }
        }
        return true
    }

    private func countRun(_ crossings: inout Int, _ edges: Range<Int>, _ x: Double, _ y: Double) -> Bool {
        var start = corners[edges.lowerBound]
        for index in edges {
            let end = corners[index + 1]
            defer { start = end }
            guard let isCrossed = Orientation.isCrossed(from: x, y, start, end) else { return false }
            if isCrossed { crossings &+= 1 }
        }
        return true
    }
}
