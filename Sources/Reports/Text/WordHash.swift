/// A hash of the bytes of a word, quick for short ones.
///
/// Eight bytes at a time are mixed by the two halves of a product, as in Wang Yi's wyhash. It begins with a number that is drawn
/// anew in each process, as the standard library's is, so that no text can be made whose words all meet in one slot.
struct WordHash {
    private let seed: UInt64
    private let factor: UInt64

    init() {
        seed = UInt64(truncatingIfNeeded: WordKinds.english.hashValue)
        factor = 0x9E37_79B9_7F4A_7C15 ^ (seed << 1)
    }

    /// - Complexity: O(bytes).
    func hash(_ bytes: [UInt8]) -> UInt32 {
        var state = seed
        var chunk: UInt64 = 0
        var filled: UInt64 = 0
        for byte in bytes {
            chunk |= UInt64(byte) << filled
            filled += 8
            if filled == 64 {
                state = mixed(state, chunk)
                (chunk, filled) = (0, 0)
            }
        }
        state = mixed(state, chunk ^ (UInt64(bytes.count) << 56))
        return UInt32(truncatingIfNeeded: state ^ (state >> 32))
    }

    @inline(__always)
    private func mixed(_ state: UInt64, _ chunk: UInt64) -> UInt64 {
        let product = (state ^ chunk).multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}
