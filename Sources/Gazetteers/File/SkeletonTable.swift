/// Finds the names that are alike but for their spelling, by the hashes of their skeletons.
///
/// The highest bits of a hash choose a bucket, the next four are kept with each reference, so that few names of other
/// skeletons need to be looked at. In each bucket the names of more important places come first.
struct SkeletonTable: Sendable {
    private static let tagBits = 4
    private static let tagMask: UInt32 = 0xF
    private static let bucketsInGroup = 8
    private static let groupLength = 12

    private let source: ByteSource
    private let groups: Int
    private let references: Int
    private let bucketBits: Int
    private let count: Int
    private let referenceLength: Int

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        let range = try file.range("SKEL")
        guard range.count >= 12 else {
            throw .corrupt(reason: "the table of spellings is too short", byteOffset: range.lowerBound)
        }
        bucketBits = Int(try source.load(UInt32.self, at: range.lowerBound))
        count = Int(try source.load(UInt32.self, at: range.lowerBound + 4))
        referenceLength = Int(try source.load(UInt32.self, at: range.lowerBound + 8))
        guard (3...24).contains(bucketBits), referenceLength == 3 || referenceLength == 4 else {
            throw .corrupt(reason: "the table of spellings has an impossible size", byteOffset: range.lowerBound)
        }
        groups = range.lowerBound + 12
        references = groups + (1 << bucketBits) / Self.bucketsInGroup * Self.groupLength
        guard references + count * referenceLength == range.upperBound else {
            throw .corrupt(reason: "the table of spellings does not fill its section", byteOffset: range.lowerBound)
        }
    }

    /// Calls a closure with the names whose skeleton has that hash, and with a few others; those of the more important places
    /// come first. The closure gets how many came before and the name's number.
    ///
    /// - Complexity: O(1) and O(k) in the number of names in the bucket, at most 255.
    @inline(__always)
    func forEachName(
        _ hash: UInt32, atMost limit: Int, _ body: (_ rank: Int, _ name: Int) throws(GazetteerError) -> Void
    ) throws(GazetteerError) {
        let bucket = Int(hash) >> (32 - bucketBits)
        let tag = UInt32(Int(hash) >> (32 - bucketBits - Self.tagBits)) & Self.tagMask
        let group = groups + bucket / Self.bucketsInGroup * Self.groupLength
        let place = UInt64(bucket % Self.bucketsInGroup)
        let counts = try source.load(UInt64.self, at: group + 4)
        let length = Int(counts >> (8 * place) & 0xFF)
        guard length > 0 else { return }
        // The sum of the bytes before the bucket's: in pairs, then all at once.
        let before = counts & (1 << (8 * place) - 1)
        let pairs = before & 0x00FF_00FF_00FF_00FF + before >> 8 & 0x00FF_00FF_00FF_00FF
        let start = Int(try source.load(UInt32.self, at: group)) + Int((pairs &* 0x0001_0001_0001_0001) >> 48)
        guard start + length <= count else {
            throw .corrupt(reason: "a bucket of spellings lies outside its section", byteOffset: group)
        }
        var rank = 0
        for index in start..<start + length {
            let reference = try reference(index)
            guard reference & Self.tagMask == tag else { continue }
            try body(rank, Int(reference >> UInt32(Self.tagBits)))
            rank += 1
            if rank == limit { return }
        }
    }

    @inline(__always)
    private func reference(_ index: Int) throws(GazetteerError) -> UInt32 {
        let offset = references + index * referenceLength
        if referenceLength == 4 { return try source.load(UInt32.self, at: offset) }
        return try UInt32(source.load(UInt16.self, at: offset))
            | UInt32(source.load(UInt8.self, at: offset + 2)) << 16
    }
}
