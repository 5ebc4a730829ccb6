/// Finds the names that are alike but for their spelling, by the hashes of their skeletons.
///
/// The highest bits of a hash choose a bucket, the next ones are kept with each reference, so that few names of other
/// skeletons need to be looked at. A reference leads to a block of names and says how important the place is, in sixteen
/// levels. In each bucket the more important places come first.
struct SkeletonTable: Sendable {
    private static let headerLength = 16
    private static let bucketsInGroup = 8
    private static let levelBits = 4
    private static let groupLength = 12

    private let source: ByteSource
    private let groups: Int
    private let references: Int
    private let bucketBits: Int
    private let tagBits: Int
    private let count: Int
    private let referenceLength: Int

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        let range = try file.range("SKEL")
        guard range.count >= Self.headerLength else {
            throw .corrupt(reason: "the table of spellings is too short", byteOffset: range.lowerBound)
        }
        bucketBits = Int(try source.load(UInt32.self, at: range.lowerBound))
        tagBits = Int(try source.load(UInt32.self, at: range.lowerBound + 4))
        count = Int(try source.load(UInt32.self, at: range.lowerBound + 8))
        referenceLength = Int(try source.load(UInt32.self, at: range.lowerBound + 12))
        guard (3...24).contains(bucketBits), tagBits >= 0, bucketBits + tagBits <= 32,
            tagBits + Self.levelBits <= 24,
            referenceLength == 3 || referenceLength == 4
        else {
            throw .corrupt(reason: "the table of spellings has an impossible size", byteOffset: range.lowerBound)
        }
        groups = range.lowerBound + Self.headerLength
        references = groups + (1 << bucketBits) / Self.bucketsInGroup * Self.groupLength
        guard references + count * referenceLength == range.upperBound else {
            throw .corrupt(reason: "the table of spellings does not fill its section", byteOffset: range.lowerBound)
        }
    }

    /// How many levels of importance there are.
    static let levelCount = 1 << levelBits

    /// The importance that no place of a level exceeds.
    static func greatestImportance(ofLevel level: Int) -> Double {
        Double((level + 1) << (8 - levelBits) - 1) / 255
    }

    /// Calls a closure with the blocks that hold names of skeletons with that hash, and with a few others; those of the more
    /// important places come first. The closure gets the level of importance and the block's number.
    ///
    /// - Complexity: O(k) in the number of references in the bucket, at most 255.
    @inline(__always)
    func forEachBlock(
        _ hash: UInt32, atMost limit: Int, fromLevel least: Int = 0,
        _ body: (_ level: Int, _ block: Int) throws(GazetteerError) -> Void
    ) throws(GazetteerError) {
        let bucket = Int(hash) >> (32 - bucketBits)
        let tagMask: UInt32 = 1 << UInt32(tagBits) - 1
        let tag = UInt32(Int(hash) >> (32 - bucketBits - tagBits)) & tagMask
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
        var found = 0
        for index in start..<start + length {
            let reference = try reference(index)
            guard reference & tagMask == tag else { continue }
            let level = Int(reference >> UInt32(tagBits)) & (Self.levelCount - 1)
            guard level >= least else { return }
            try body(level, Int(reference >> UInt32(tagBits + Self.levelBits)))
            found += 1
            if found == limit { return }
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
