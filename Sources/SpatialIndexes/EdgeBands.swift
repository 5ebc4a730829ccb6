internal import CKernels
package import Geometries

/// The edges of an outline in bands of latitude: it tells where most points and rectangles lie.
///
/// A point's answer is the parity of the edges east of it. Of the boxes in the point's band, each around eight edges along a ring,
/// those that hold the point are opened; a path east of it counts by its two ends. Each comparison is certain, by the bound on its
/// rounding error, or the point is called doubtful. So an exact judge of those never contradicts the others.
///
/// The outline must be valid: its interiors do not overlap, so parity over all rings together is right.
@safe
package final class EdgeBands {
    private let edges: UnsafeMutableRawPointer
    private let boxes: UnsafeMutableRawPointer
    /// What in them is where.
    private let outline: ck_outline
    private let kernels: Kernels
    /// The envelope of the outline.
    package let bounds: Rectangle

    /// Sorts the edges of closed rings, whose positions are numbers, into bands.
    ///
    /// - Complexity: O(*n*) in the number of edges.
    package init(_ parts: [Polygon], kernels: Kernels = .best) {
        self.kernels = kernels
        let count = EdgeBlocks.count(parts)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: count &* 256 &+ 64, alignment: 16)
        // Room for as many blocks as are counted, at a line of memory, and for as many boxes.
        let numbers = unsafe memory.alignedUp(toMultipleOf: 64).bindMemory(to: Double.self, capacity: count &* 32)
        let (bands, bounds) = unsafe withUnsafeTemporaryAllocation(
            byteCount: count &* MemoryLayout<EdgeBlocks.Box>.stride &+ 1, alignment: 8
        ) { room in
            let boxes = unsafe (room.baseAddress ?? memory).bindMemory(to: EdgeBlocks.Box.self, capacity: count)
            let blocks = unsafe EdgeBlocks(parts, edges: numbers, boxes: boxes)
            return unsafe (BoxBands(boxes, blocks), blocks.bounds)
        }
        unsafe edges = memory
        unsafe boxes = bands.memory
        var outline = unsafe bands.outline
        unsafe outline.edges = UnsafePointer(
            UnsafeMutableRawPointer(numbers).bindMemory(to: ck_edges.self, capacity: count))
        unsafe self.outline = outline
        self.bounds = bounds
    }

    deinit {
        // Nothing else has the addresses.
        unsafe edges.deallocate()
        unsafe boxes.deallocate()
    }

    /// Which of up to 64 points lie inside, a bit each, and of which that is not certain.
    ///
    /// - Complexity: O(*k*) in the number of edges at each point's latitude.
    package func find(_ longitudes: Span<Double>, _ latitudes: Span<Double>) -> (inside: UInt64, doubtful: UInt64) {
        precondition(longitudes.count == latitudes.count && longitudes.count <= 64)
        // What the outline leads to lives as long as this object, and there are as many numbers as are read.
        let found = unsafe withUnsafePointer(to: outline) { outline in
            unsafe longitudes.withUnsafeBufferPointer { x in
                unsafe latitudes.withUnsafeBufferPointer { y in
                    guard let firstX = x.baseAddress, let firstY = y.baseAddress else {
                        return ck_points_in(inside: 0, doubtful: 0)
                    }
                    return unsafe kernels.pointsIn(outline, firstX, firstY, x.count)
                }
            }
        }
        return (found.inside & ~found.doubtful, found.doubtful)
    }

    /// Whether a point lies inside, or nil when that is not certain.
    package func holds(longitude: Double, latitude: Double) -> Bool? {
        // As above, of one number each.
        let found = unsafe withUnsafePointer(to: outline) { outline in
            unsafe withUnsafePointer(to: longitude) { x in
                unsafe withUnsafePointer(to: latitude) { y in unsafe kernels.pointsIn(outline, x, y, 1) }
            }
        }
        return found.doubtful != 0 ? nil : found.inside != 0
    }

    /// How a rectangle lies; `inside` and `outside` are certain.
    ///
    /// - Complexity: O(*k*) in the number of edges at the rectangle's latitudes.
    package func relation(to rectangle: Rectangle) -> RectangleRelation {
        guard bounds.intersects(rectangle) else { return .outside }
        if rectangle.contains(bounds) { return .crossing }
        var corners = ck_rectangle(
            min_longitude: rectangle.minLongitude, min_latitude: rectangle.minLatitude,
            max_longitude: rectangle.maxLongitude, max_latitude: rectangle.maxLatitude)
        // As above.
        let mayMeet = unsafe withUnsafePointer(to: outline) { unsafe kernels.near($0, &corners) != 0 }
        if mayMeet { return .crossing }
        // The border stays away, so one corner tells for all.
        switch holds(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude) {
        case true?: return .inside
        case false?: return .outside
        case nil: return .crossing
        }
    }
}

@available(*, unavailable, message: "prepare the outline anew in each task")
extension EdgeBands: Sendable {}
