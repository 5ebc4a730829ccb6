import CCompression

extension Compression {
    /// Level 1 packs text to within some tenths of what higher ones do, at a multiple of their speed.
    private static let zstandardLevel: Int32 = 1

    /// The bytes as one Zstandard frame.
    ///
    /// - Throws: ``FormatError`` where memory is short.
    static func zstandard(_ bytes: [UInt8]) throws(FormatError) -> [UInt8] {
        let capacity = zstd_pack_bound(bytes.count)
        // The call reads the bytes and writes within the capacity, and says how much it wrote.
        let packed = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
                count = unsafe zstd_pack(
                    input.baseAddress, input.count, output.baseAddress, output.count, zstandardLevel)
            }
        }
        guard !packed.isEmpty else { throw FormatError("there is no memory left to pack the output") }
        return packed
    }
}
