import CKernels
import Geometries
import SpatialIndexes

/// Index files: an error, or trees that can be searched; and where every checksum is right and the trees are what trees must be,
/// the answers of the definition. Who forges a header with its checksum gets an answer, but not what a tree would have said.
///
/// The checksum of the header is made right first, or no change would ever come past it.
enum IndexInput {
    private static let windows: [QueryWindow] = [
        QueryWindow(),
        QueryWindow(Rectangle(minLongitude: -20, minLatitude: -10, maxLongitude: 50, maxLatitude: 40)),
        QueryWindow(
            Rectangle(minLongitude: 0, minLatitude: 0, maxLongitude: 90, maxLatitude: 60),
            time: TimeSpan(first: 1_640_995_200_000, last: 1_643_673_599_999)),
        QueryWindow(time: TimeSpan(first: 0, last: 1_700_000_000_000), timeMatch: .within),
    ]

    static func fault(in input: [UInt8]) -> String? {
        let bytes = AlignedBytes(sealed(input))
        // The bytes stay as they are, and the archive holds on to them.
        guard let archive = try? unsafe TreeArchive(validating: bytes.view, owner: bytes) else { return nil }
        let isSealed = (try? archive.verify()) != nil
        for tree in archive.trees {
            var entries: [IndexEntry] = []
            tree.forEachEntry { entries.append($0) }
            let isSound = isSealed && tree.violations().isEmpty
            for window in windows {
                let found = tree.ids(in: window)
                let count = tree.count(in: window)
                guard isSound else { continue }
                let expected = entries.filter { window.matches($0.envelope) }.map(\.id).sorted()
                if found.sorted() != expected { return "\(found.count) found instead of \(expected.count)" }
                if count != expected.count { return "\(count) counted instead of \(expected.count)" }
            }
            let nearest = tree.nearest(
                NearestSearch(count: 5), from: SphericalRuler(from: Coordinate(longitude: 44, latitude: 33)))
            if isSound, nearest.count != min(5, entries.count) { return "\(nearest.count) nearest of \(entries.count)" }
        }
        return nil
    }

    /// The bytes with the checksum that their header should have; docs/formats/index.md says where it stands.
    private static func sealed(_ input: [UInt8]) -> [UInt8] {
        let (lengthOffset, checksumOffset) = (40, 120)
        guard input.count >= 128 else { return input }
        let length = input[lengthOffset..<lengthOffset + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length >= 128, length <= UInt64(input.count) else { return input }
        var bytes = input
        for index in 0..<8 { bytes[checksumOffset + index] = 0 }
        // The array's bytes are read during the call, no more than there are.
        let checksum = unsafe bytes.withUnsafeBytes { unsafe ck_checksum($0.baseAddress, Int(length)) }
        for index in 0..<8 { bytes[checksumOffset + index] = UInt8(truncatingIfNeeded: checksum >> UInt64(8 * index)) }
        return bytes
    }
}

/// A copy of bytes as a mapped file has them: at an aligned address, and nothing of ours behind the last one.
@safe final class AlignedBytes: @unchecked Sendable {
    // Sendable holds: nothing writes the bytes once they are there.
    private let bytes: UnsafeMutableRawBufferPointer

    init(_ content: [UInt8]) {
        unsafe bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 64)
        unsafe bytes.copyBytes(from: content)
    }

    deinit { unsafe bytes.deallocate() }

    /// The bytes, for as long as the object lives.
    var view: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(bytes) }
}
