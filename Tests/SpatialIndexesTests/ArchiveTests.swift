import Geometries
import SpatialIndexes
import TestSupport
import Testing

/// Memory at a multiple of 64, as a mapped file has.
@safe
private final class Memory: @unchecked Sendable {
    let buffer: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 64)
        unsafe buffer.copyBytes(from: bytes)
        unsafe self.buffer = UnsafeMutableRawBufferPointer(rebasing: buffer[..<bytes.count])
    }

    deinit { unsafe buffer.deallocate() }

    func open() throws(TreeArchiveError) -> TreeArchive {
        try unsafe TreeArchive(validating: UnsafeRawBufferPointer(buffer), owner: self)
    }
}

@Suite("Archives of trees")
struct ArchiveTests {
    static let stamp = ArchiveStamp(storeID: 0x0123_4567_89AB_CDEF_0011_2233_4455_6677, changeNumber: -5, nonce: 77)

    static func bytes(_ trees: [PackedTree], stamp: ArchiveStamp = stamp) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try unsafe TreeArchive.write(trees, stamp: stamp) { unsafe bytes.append(contentsOf: $0) }
        return bytes
    }

    /// A little of every kind of entry.
    static func variety(_ count: Int, using random: inout IndexRandom) -> [IndexEntry] {
        let kinds = [
            IndexData(places: .clustered, times: .mixed, extents: 0.3),
            IndexData(places: .ugly, times: .closed, extents: 0.2),
            IndexData(places: .uniform, times: .undated, extents: 0.2),
        ]
        return kinds.flatMap { $0.entries(count / kinds.count, using: &random) }
    }

    @Test("a written archive opens with the same trees, stamp and answers")
    func roundTrip() throws {
        var random = IndexRandom(seed: 1)
        for count in [0, 3, 200, 4_000] {
            let data = IndexData(places: .clustered, times: .someDated, extents: 0.2)
            let first = Self.variety(count, using: &random)
            let second = data.entries(count / 2, using: &random)
            let trees = [
                try PackedTree(bulkLoading: first, orders: .both), PackedTree(), try PackedTree(bulkLoading: second),
            ]
            let archive = try Memory(Self.bytes(trees)).open()
            try archive.verify()
            #expect(archive.trees.flatMap { $0.violations() }.isEmpty)
            #expect(archive.stamp == Self.stamp)
            #expect(archive.trees.map(\.count) == [first.count, 0, second.count])
            var failures: [String] = []
            for (tree, entries) in [(archive.trees[0], first), (archive.trees[2], second)] {
                for _ in 0..<50 {
                    let window = data.window(over: entries, using: &random)
                    let failure = SearchTests.disagreement(of: tree, with: IndexOracle(entries), in: window)
                    if let failure { failures.append(failure) }
                }
            }
            #expect(failures.isEmpty, "\(failures.first ?? "")")
            let again = try Self.bytes(archive.trees)
            #expect(try again == Self.bytes(trees), "the same trees are written to the same bytes")
        }
    }

    @Test("a tree of which entries were deleted is written without them")
    func deleted() throws {
        var random = IndexRandom(seed: 730)
        let entries = Self.variety(400, using: &random).enumerated().map {
            IndexEntry(id: Int64($0.offset), envelope: $0.element.envelope)
        }
        let index = MutableIndex(try PackedTree(bulkLoading: entries, orders: .both))
        for entry in entries where entry.id % 3 == 0 { index.remove(entry.id) }
        let archive = try Memory(Self.bytes(index.snapshot.base)).open()
        let left = entries.filter { $0.id % 3 != 0 }
        #expect(archive.trees.reduce(0) { $0 + $1.count } == left.count && left.count < entries.count)
        #expect(archive.trees.flatMap { $0.ids(in: QueryWindow()) }.sorted() == left.map(\.id).sorted())
        #expect(archive.trees.flatMap { $0.violations() }.isEmpty)
    }

    @Test("trees keep the memory alive that they live on")
    func ownership() throws {
        var random = IndexRandom(seed: 2)
        let entries = Self.variety(300, using: &random)
        var archive: TreeArchive? = try Memory(Self.bytes([PackedTree(bulkLoading: entries, orders: .both)])).open()
        let tree = try #require(archive?.trees.first)
        archive = nil
        #expect(tree.count(in: QueryWindow()) == entries.count)
    }

    @Test("every flipped bit is found by opening or verifying, and none traps")
    func flippedBits() throws {
        var random = IndexRandom(seed: 3)
        // Two parts: points with exact columns, and boxes without a time.
        let entries =
            IndexData(places: .ugly, times: .closed, extents: 0).entries(9, using: &random)
            + IndexData(places: .clustered, times: .undated, extents: 1).entries(3, using: &random)
        let good = try Self.bytes([PackedTree(bulkLoading: entries, orders: .both)])
        let memory = Memory(good)
        let archive = try memory.open()
        let headerLength = Int(good[40]) | Int(good[41]) << 8
        var undetected: [Int] = []
        for bit in 0..<good.count * 8 {
            let byte = bit / 8
            unsafe memory.buffer[byte] ^= 1 << UInt8(bit % 8)
            if byte < headerLength {
                if (try? memory.open()) != nil { undetected.append(bit) }
            } else {
                if (try? archive.verify()) != nil { undetected.append(bit) }
                // Damage that was not looked for may change answers, but nothing else. One bit a byte is enough here.
                if bit % 8 == byte % 8 { Self.use(archive.trees[0], entries, using: &random) }
            }
            unsafe memory.buffer[byte] ^= 1 << UInt8(bit % 8)
        }
        try archive.verify()
        #expect(undetected.isEmpty)
    }

    /// Runs every kind of search, whatever it answers.
    static func use(_ tree: PackedTree, _ entries: [IndexEntry], using random: inout IndexRandom) {
        let data = IndexData(places: .clustered, times: .mixed, extents: 0)
        let window = data.window(over: entries, using: &random)
        var statistics = QueryStatistics()
        var ids: [Int64] = []
        tree.collect(window, into: &ids, statistics: &statistics)
        var visitor = RectangleVisitor(.init(minLongitude: -30, minLatitude: -20, maxLongitude: 40, maxLatitude: 40))
        try? tree.walk(window, visitor: &visitor, statistics: &statistics)
        _ = tree.nearest(
            NearestSearch(count: 5, time: window.time), from: SphericalRuler(from: data.place(using: &random)))
    }

    @Test("an archive that was cut anywhere does not open")
    func truncation() throws {
        var random = IndexRandom(seed: 4)
        let good = try Self.bytes([PackedTree(bulkLoading: Self.variety(60, using: &random), orders: .both)])
        var opened: [Int] = []
        for length in 0..<good.count where (try? Memory(Array(good[..<length])).open()) != nil { opened.append(length) }
        #expect(opened.isEmpty)
        #expect((try? Memory(good + [0]).open()) == nil, "nor does one with bytes too many")
    }

    @Test("an archive of another version, byte order or kind is refused by name")
    func foreign() throws {
        let good = try Self.bytes([PackedTree()])
        #expect(throws: TreeArchiveError.notAnArchive) { try Memory(Array("SQLite format 3".utf8)).open() }
        #expect(throws: TreeArchiveError.notAnArchive) { try Memory([]).open() }
        var newer = good
        newer[8] = 2
        #expect(throws: TreeArchiveError.unknownVersion(2)) { try Memory(newer).open() }
        var foreign = good
        foreign.swapAt(12, 15)
        foreign.swapAt(13, 14)
        #expect(throws: TreeArchiveError.foreignByteOrder) { try Memory(foreign).open() }
        #expect(throws: TreeArchiveError.wrongLength(expected: 128, actual: 127)) {
            try Memory(Array(good.dropLast())).open()
        }
    }

    @Test("headers of random bytes with a right beginning never trap")
    func randomHeaders() throws {
        var random = IndexRandom(seed: 5)
        let good = try Self.bytes([PackedTree(bulkLoading: Self.variety(90, using: &random), orders: .both)])
        for _ in 0..<3_000 {
            var bytes = good
            for _ in 0..<random.int(1...4) { bytes[random.int(16...600)] = UInt8(truncatingIfNeeded: random.next()) }
            #expect((try? Memory(bytes).open().verify()) == nil || bytes == good)
        }
    }
}
