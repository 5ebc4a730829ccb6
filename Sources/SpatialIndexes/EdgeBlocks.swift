internal import CKernels
internal import Geometries

/// The edges of an outline in blocks of eight that follow one another along a ring, and a box around each.
struct EdgeBlocks {
    /// What the kernels need to know of a block without its edges.
    struct Box {
        var minLongitude, maxLongitude, minLatitude, maxLatitude: Double
        /// Where the path of its edges begins and ends.
        var firstLatitude, lastLatitude: Double
    }

    let count: Int
    /// The envelope of all blocks.
    private(set) var bounds = Rectangle.empty
    /// How far the boxes reach in latitude, all together, in degrees.
    private(set) var height = 0.0

    static let edgesOfABlock = 8
    /// Of the two ends of the edges.
    private static let numbersOfABlock = 32

    /// How many blocks the edges of closed rings take.
    static func count(_ parts: [Polygon]) -> Int {
        var count = 0
        for part in parts {
            count += Self.count(part.exterior)
            for hole in part.holes { count += Self.count(hole) }
        }
        return count
    }

    private static func count(_ ring: [Position]) -> Int { (ring.count + edgesOfABlock - 2) / edgesOfABlock }

    /// Fills memory with the edges.
    ///
    /// - Precondition: There is room for ``count(_:)`` blocks of ``ck_edges`` in `edges` and as many boxes in `boxes`.
    init(_ parts: [Polygon], edges: UnsafeMutablePointer<Double>, boxes: UnsafeMutablePointer<Box>) {
        var count = 0
        var bounds = Rectangle.empty
        var height = 0.0
        for part in parts {
            unsafe Self.add(part.exterior, edges, boxes, &count, &bounds, &height)
            for hole in part.holes { unsafe Self.add(hole, edges, boxes, &count, &bounds, &height) }
        }
        self.count = count
        self.bounds = bounds
        self.height = height
    }

    private static func add(
        _ ring: [Position], _ edges: UnsafeMutablePointer<Double>, _ boxes: UnsafeMutablePointer<Box>,
        _ count: inout Int, _ bounds: inout Rectangle, _ height: inout Double
    ) {
        unsafe ring.withUnsafeBufferPointer { ring in
            guard ring.count > 1, let corners = ring.baseAddress else { return }
            let last = ring.count - 1
            var corner = 0
            while corner < last {
                // Each edge is written into a block of its own eight, and a box behind those that were written before.
                let block = unsafe edges + count &* numbersOfABlock
                let size = min(edgesOfABlock, last &- corner)
                var (x, y) = unsafe (corners[corner].longitude, corners[corner].latitude)
                var box = Box(
                    minLongitude: x, maxLongitude: x, minLatitude: y, maxLatitude: y, firstLatitude: y, lastLatitude: y)
                for slot in 0..<size {
                    let next = unsafe corners + (corner &+ slot &+ 1)
                    let (nextX, nextY) = unsafe (next.pointee.longitude, next.pointee.latitude)
                    let isUp = y <= nextY
                    unsafe block[slot] = isUp ? x : nextX
                    unsafe block[slot &+ 8] = isUp ? y : nextY
                    unsafe block[slot &+ 16] = isUp ? nextX : x
                    unsafe block[slot &+ 24] = isUp ? nextY : y
                    box.minLongitude = min(box.minLongitude, nextX)
                    box.maxLongitude = max(box.maxLongitude, nextX)
                    box.minLatitude = min(box.minLatitude, nextY)
                    box.maxLatitude = max(box.maxLatitude, nextY)
                    (x, y) = (nextX, nextY)
                }
                for slot in size..<edgesOfABlock {
                    for number in 0..<4 { unsafe block[slot &+ 8 &* number] = .nan }
                }
                box.lastLatitude = y
                bounds.minLongitude = min(bounds.minLongitude, box.minLongitude)
                bounds.maxLongitude = max(bounds.maxLongitude, box.maxLongitude)
                bounds.minLatitude = min(bounds.minLatitude, box.minLatitude)
                bounds.maxLatitude = max(bounds.maxLatitude, box.maxLatitude)
                height += box.maxLatitude - box.minLatitude
                unsafe boxes[count] = box
                count &+= 1
                corner &+= size
            }
        }
    }
}
