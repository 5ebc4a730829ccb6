/// Leaves whose entries were measured in a plane, and which of them are near.
struct MeasuredLeaves {
    /// The leaves, in no order.
    private var leaves: [Int] = []
    /// The squares of the distances in the plane to their entries, 64 for each; infinity for what does not match.
    private var squares: [Float] = []
    /// Up to this square, entries are near; nothing is before anything was measured.
    var limit: Float = -1

    /// Measures those entries of a leaf whose bits are set, and keeps the leaf if some of them are within a square.
    ///
    /// - Returns: How many are near.
    @inline(__always)
    mutating func measure(
        _ part: TreePart, _ leaf: Int, _ mask: UInt64, in plane: StepPlane, _ kernels: Kernels, within square: Float
    ) -> Int {
        if leaves.isEmpty {
            leaves.reserveCapacity(8)
            squares.reserveCapacity(8 * PartLayout.leafCapacity)
            limit = .greatestFiniteMagnitude
        }
        let first = squares.count
        part.appendSquares(ofLeaf: leaf, mask, in: plane, kernels: kernels, to: &squares)
        guard kernels.mask(of: squares.span, from: first, within: square) != 0 else {
            squares.removeLast(PartLayout.leafCapacity)
            return 0
        }
        leaves.append(leaf)
        return kernels.mask(of: squares.span, from: first, within: limit).nonzeroBitCount
    }

    /// Measures the leaves, which are 16 at most, again in another plane.
    mutating func measureAgain(_ part: TreePart, in plane: StepPlane, _ kernels: Kernels) {
        var masks = SIMD16<UInt64>()
        for index in leaves.indices {
            masks[index] = kernels.mask(
                of: squares.span, from: index * PartLayout.leafCapacity, within: .greatestFiniteMagnitude)
        }
        squares.removeAll(keepingCapacity: true)
        for (index, leaf) in leaves.enumerated() {
            part.appendSquares(ofLeaf: leaf, masks[index], in: plane, kernels: kernels, to: &squares)
        }
    }

    /// Makes the limit the square of the entry of a rank, or of one a few ranks farther.
    mutating func tighten(to rank: Int, _ kernels: Kernels) {
        limit = min(limit, kernels.limit(of: squares.span, rank: rank))
    }

    /// How many leaves there are.
    var count: Int { leaves.count }

    /// One of them.
    func leaf(at index: Int) -> Int { leaves[index] }

    /// A bit for each entry of the leaf at an index that is near, and farther than a square.
    func mask(at index: Int, _ kernels: Kernels, above square: Float) -> UInt64 {
        let (numbers, first) = (squares.span, index * PartLayout.leafCapacity)
        let mask = kernels.mask(of: numbers, from: first, within: limit)
        return square < 0 ? mask : mask & ~kernels.mask(of: numbers, from: first, within: square)
    }

    /// A bit for each entry of a leaf that is near; none where it was not measured.
    func mask(ofLeaf leaf: Int, _ kernels: Kernels) -> UInt64 {
        leaves.firstIndex(of: leaf).map { mask(at: $0, kernels, above: -1) } ?? 0
    }
}
