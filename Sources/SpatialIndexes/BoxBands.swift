internal import CKernels
internal import Geometries

/// The boxes around blocks of edges, eight side by side, in bands of latitude.
@unsafe
struct BoxBands {
    /// The caller's to deallocate.
    let memory: UnsafeMutableRawPointer
    /// The address of the edges is the caller's to fill in.
    let outline: ck_outline

    /// Sorts boxes into bands.
    ///
    /// - Complexity: O(*k*) in the number of boxes.
    init(_ boxes: UnsafeMutablePointer<EdgeBlocks.Box>, _ blocks: EdgeBlocks) {
        let count = unsafe Self.bandCount(blocks)
        let empty = unsafe Self.outline(blocks.bounds, bandCount: count)
        // How many boxes each band has, and then the place of its next one. The box goes where it was counted, so that no place
        // is written but those there is room for.
        let found = unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { places in
            unsafe places.initialize(repeating: 0)
            for block in 0..<blocks.count {
                let last = unsafe Self.band(boxes[block].maxLatitude, empty)
                var band = unsafe Self.band(boxes[block].minLatitude, empty)
                while band <= last {
                    unsafe places[band] &+= 1
                    band &+= 1
                }
            }
            var total: Int32 = 0
            for band in 0..<count {
                let size = unsafe (places[band] &+ 7) >> 3
                unsafe places[band] = total
                total &+= size
            }
            let size = Int(total) &* MemoryLayout<ck_edge_boxes>.stride
            let memory = UnsafeMutableRawPointer.allocate(byteCount: 64 + size + 4 * (count + 1), alignment: 16)
            // At a line of memory, and behind them where each band's begin.
            let groups = unsafe memory.alignedUp(toMultipleOf: 64)
            let starts = unsafe (groups + size).bindMemory(to: Int32.self, capacity: count + 1)
            let numbers = unsafe groups.bindMemory(to: Double.self, capacity: size / 8)
            for band in 0..<count {
                unsafe starts[band] = places[band]
                unsafe places[band] &*= 8
            }
            unsafe starts[count] = total
            for block in 0..<blocks.count {
                let box = unsafe boxes[block]
                let last = unsafe Self.band(box.maxLatitude, empty)
                var band = unsafe Self.band(box.minLatitude, empty)
                while band <= last {
                    unsafe Self.put(box, Int64(block), at: places[band], numbers)
                    unsafe places[band] &+= 1
                    band &+= 1
                }
            }
            let none = EdgeBlocks.Box(
                minLongitude: .nan, maxLongitude: .nan, minLatitude: .nan, maxLatitude: .nan, firstLatitude: .nan,
                lastLatitude: .nan)
            for band in 0..<count {
                for place in unsafe places[band]..<(starts[band &+ 1] &* 8) {
                    unsafe Self.put(none, 0, at: place, numbers)
                }
            }
            var outline = unsafe empty
            unsafe outline.starts = UnsafePointer(starts)
            unsafe outline.boxes = UnsafePointer(groups.bindMemory(to: ck_edge_boxes.self, capacity: Int(total)))
            return unsafe (memory, outline)
        }
        unsafe (memory, outline) = found
    }

    private static func outline(_ bounds: Rectangle, bandCount: Int) -> ck_outline {
        var outline = unsafe ck_outline()
        unsafe outline.bounds = ck_rectangle(
            min_longitude: bounds.minLongitude, min_latitude: bounds.minLatitude, max_longitude: bounds.maxLongitude,
            max_latitude: bounds.maxLatitude)
        unsafe outline.last = Double(bandCount - 1)
        unsafe outline.scale = bandCount > 1 ? Double(bandCount) / (bounds.maxLatitude - bounds.minLatitude) : 0
        return unsafe outline
    }

    /// Such that a band has a few boxes more than cross all of it: those stand in the bands beside it, too.
    private static func bandCount(_ blocks: EdgeBlocks) -> Int {
        let height = blocks.bounds.maxLatitude - blocks.bounds.minLatitude
        guard blocks.count > 16, height > 1e-6 else { return 1 }
        return max(1, Int(Double(blocks.count) / (blocks.height / height + 4)))
    }

    /// As the kernels have it. Rounding keeps order, so a block stands in the bands of all latitudes that it has.
    @inline(__always)
    private static func band(_ latitude: Double, _ outline: ck_outline) -> Int {
        var band = unsafe (latitude - outline.bounds.min_latitude) * outline.scale
        band = band > 0 ? band : 0
        return unsafe Int(band < outline.last ? band : outline.last)
    }

    @inline(__always)
    private static func put(
        _ box: EdgeBlocks.Box, _ block: Int64, at place: Int32, _ numbers: UnsafeMutablePointer<Double>
    ) {
        // A group of boxes is seven rows of eight numbers of 64 bits.
        let first = unsafe numbers + ((Int(place) >> 3) &* 56 &+ (Int(place) & 7))
        unsafe first[0] = box.minLongitude
        unsafe first[8] = box.maxLongitude
        unsafe first[16] = box.minLatitude
        unsafe first[24] = box.maxLatitude
        unsafe first[32] = box.firstLatitude
        unsafe first[40] = box.lastLatitude
        unsafe first[48] = Double(bitPattern: UInt64(bitPattern: block))
    }
}
