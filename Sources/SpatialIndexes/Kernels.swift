internal import CKernels

/// The comparisons of one instruction set, chosen when the program starts.
@safe
package struct Kernels: Sendable {
    /// An instruction set that there are kernels for.
    package enum Instructions: String, CaseIterable, Sendable {
        case portable, avx2, avx512, neon
    }

    /// What the kernels are written for.
    package let instructions: Instructions
    let node: ck_node_kernel
    let leaf: ck_leaf_kernel
    let gather: ck_gather_kernel

    /// The kernels for an instruction set, or nil where this machine has none.
    package init?(_ instructions: Instructions) {
        let code =
            switch instructions {
            case .portable: ck_portable
            case .avx2: ck_avx2
            case .avx512: ck_avx512
            case .neon: ck_neon
            }
        // The table is a constant of the C target.
        guard let table = unsafe ck_kernels_for(code) else { return nil }
        guard let node = unsafe table.pointee.node, let leaf = unsafe table.pointee.leaf,
            let gather = unsafe table.pointee.gather
        else { return nil }
        self.instructions = instructions
        unsafe self.node = node
        unsafe self.leaf = leaf
        unsafe self.gather = gather
    }

    /// The kernels that every machine has.
    private init() {
        instructions = .portable
        unsafe node = ck_portable_node
        unsafe leaf = ck_portable_leaf
        unsafe gather = ck_portable_gather
    }

    /// The widest that this machine has.
    package static let best: Kernels =
        Kernels(.avx512) ?? Kernels(.avx2) ?? Kernels(.neon) ?? Kernels()
}
