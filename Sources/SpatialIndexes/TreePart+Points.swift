internal import Geometries

extension TreePart {
    /// A bit for each of those entries of a leaf, whose bits are set, that are hidden.
    func hidden(inLeaf leaf: Int, _ mask: UInt64, _ ids: HiddenIDs) -> UInt64 {
        var hidden: UInt64 = 0
        var left = mask
        while left != 0 {
            if ids.contains(id(at: leaf &* PartLayout.leafCapacity &+ left.trailingZeroBitCount)) {
                hidden |= left & (~left &+ 1)
            }
            left &= left &- 1
        }
        return hidden
    }

    /// The point at a position.
    @inline(__always)
    private func point(at position: Int) -> Coordinate {
        if kind.isDisjoint(with: .looseSpace) {
            let place = place(at: position)
            return Coordinate(
                longitude: DegreeGrid.degrees(place.longitude), latitude: DegreeGrid.degrees(place.latitude))
        }
        let rectangle = rectangle(at: position)
        return Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude)
    }

    /// Hands those points of a leaf out whose bits are set, exact as they were given; a set bit must belong to an entry, and the
    /// part is one of points.
    func withPoints<Result>(
        ofLeaf leaf: Int, _ mask: UInt64, kernels: Kernels,
        _ body: (Span<Int64>, _ longitudes: Span<Double>, _ latitudes: Span<Double>) throws -> Result
    ) throws -> Result {
        let capacity = PartLayout.leafCapacity
        // A leaf has as many entries as there is room for.
        return try unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: capacity) { longitudes in
            try unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: capacity) { latitudes in
                var count = 0
                var left = mask
                while left != 0 {
                    let point = point(at: leaf &* capacity &+ left.trailingZeroBitCount)
                    left &= left &- 1
                    unsafe longitudes.initializeElement(at: count, to: point.longitude)
                    unsafe latitudes.initializeElement(at: count, to: point.latitude)
                    count &+= 1
                }
                return try withIDs(ofLeaf: leaf, mask, kernels: kernels) { ids in
                    // So many were written above.
                    let (longitudes, latitudes) = unsafe (
                        Span(_unsafeElements: UnsafeBufferPointer(rebasing: longitudes[..<count])),
                        Span(_unsafeElements: UnsafeBufferPointer(rebasing: latitudes[..<count]))
                    )
                    return try body(ids, longitudes, latitudes)
                }
            }
        }
    }
}
