internal import CKernels

/// The comparisons of one instruction set, chosen when the program starts.
@safe
package struct Kernels: Sendable {
    /// An instruction set that there are kernels for.
    package enum Instructions: String, CaseIterable, Sendable {
        case portable, avx2, avx512, neon

        var code: ck_instructions {
            switch self {
            case .portable: ck_portable
            case .avx2: ck_avx2
            case .avx512: ck_avx512
            case .neon: ck_neon
            }
        }
    }

    /// What the kernels are written for.
    package let instructions: Instructions
    let node: ck_node_kernel
    let leaf: ck_leaf_kernel
    let points: ck_points_kernel
    let gather: ck_gather_kernel
    let bounds: ck_bounds_kernel
    let squares: ck_squares_kernel
    let limit: ck_limit_kernel
    let within: ck_within_kernel
    let pointsIn: ck_points_in_kernel
    let near: ck_near_kernel

    /// The kernels for an instruction set, or nil where this machine has none.
    package init?(_ instructions: Instructions) {
        // The table is a constant of the C target.
        guard let table = unsafe ck_kernels_for(instructions.code) else { return nil }
        guard let node = unsafe table.pointee.node, let leaf = unsafe table.pointee.leaf,
            let points = unsafe table.pointee.points, let gather = unsafe table.pointee.gather,
            let bounds = unsafe table.pointee.bounds, let squares = unsafe table.pointee.squares,
            let limit = unsafe table.pointee.limit, let within = unsafe table.pointee.within,
            let edges = unsafe ck_edge_kernels_for(instructions.code),
            let pointsIn = unsafe edges.pointee.points_in, let near = unsafe edges.pointee.near
        else { return nil }
        self.instructions = instructions
        unsafe self.node = node
        unsafe self.leaf = leaf
        unsafe self.points = points
        unsafe self.gather = gather
        unsafe self.bounds = bounds
        unsafe self.squares = squares
        unsafe self.limit = limit
        unsafe self.within = within
        unsafe self.pointsIn = pointsIn
        unsafe self.near = near
    }

    /// The kernels that every machine has.
    private init() {
        instructions = .portable
        unsafe node = ck_portable_node
        unsafe leaf = ck_portable_leaf
        unsafe points = ck_portable_points
        unsafe gather = ck_portable_gather
        unsafe bounds = ck_portable_bounds
        unsafe squares = ck_portable_squares
        unsafe limit = ck_portable_limit
        unsafe within = ck_portable_within
        unsafe pointsIn = ck_portable_points_in
        unsafe near = ck_portable_near
    }

    /// The widest that this machine has.
    package static let best: Kernels =
        Kernels(.avx512) ?? Kernels(.avx2) ?? Kernels(.neon) ?? Kernels()
}

extension Kernels {
    /// A number that `rank` of the numbers, or a few more, are not greater than.
    ///
    /// - Precondition: So many are finite, none is negative, and there are whole leaves of them.
    func limit(of numbers: Span<Float>, rank: Int) -> Float {
        precondition(numbers.count % PartLayout.leafCapacity == 0)
        // Whole leaves of numbers are read, and there are such.
        return unsafe numbers.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe limit(base, buffer.count, rank)
        }
    }

    /// A bit for each of a leaf's numbers, those from `first` on, that is at most `limit`.
    func mask(of numbers: Span<Float>, from first: Int, within limit: Float) -> UInt64 {
        precondition(first >= 0 && first + PartLayout.leafCapacity <= numbers.count)
        // A leaf of numbers is read, and there is one.
        return unsafe numbers.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe within(base + first, limit)
        }
    }
}
