/// Bytes that somebody keeps alive, read little-endian and with every access checked.
///
/// This is the only file of the room that touches memory by address.
@safe struct ByteSource: @unchecked Sendable {
    // Sendable holds: the bytes are never written while the owner lives, and the owner is Sendable itself.
    private let bytes: UnsafeRawBufferPointer
    private let owner: (any Sendable & AnyObject)?

    /// Borrows bytes that live as long as `owner`, or for ever where it is nil.
    init(_ bytes: UnsafeRawBufferPointer, owner: (any Sendable & AnyObject)?) {
        unsafe self.bytes = bytes
        self.owner = owner
    }

    /// Copies the bytes.
    init(copying bytes: [UInt8]) {
        let copy = OwnedBytes(bytes)
        unsafe self.init(copy.bytes, owner: copy)
    }

    /// How many bytes there are.
    var count: Int { unsafe bytes.count }

    /// The number at a position.
    @inline(__always)
    func load<T: FixedWidthInteger & BitwiseCopyable>(
        _ type: T.Type, at offset: Int
    ) throws(GazetteerError) -> T {
        guard offset >= 0, count >= MemoryLayout<T>.size, offset <= count - MemoryLayout<T>.size else {
            throw .corrupt(reason: "a number lies outside the file", byteOffset: offset)
        }
        // In bounds by the guard; an unaligned load of a trivial type is valid at any address.
        return unsafe T(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: T.self))
    }

    /// The bytes of a range.
    func array(_ range: Range<Int>) throws(GazetteerError) -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= count else {
            throw .corrupt(reason: "a text lies outside the file", byteOffset: range.lowerBound)
        }
        // In bounds by the guard; the array is a copy.
        return unsafe Array(bytes[range])
    }

    /// The CRC-32 (IEEE 802.3) of a range.
    func checksum(_ range: Range<Int>) throws(GazetteerError) -> UInt32 {
        guard range.lowerBound >= 0, range.upperBound <= count else {
            throw .corrupt(reason: "a section lies outside the file", byteOffset: range.lowerBound)
        }
        var checksum = CyclicRedundancyCheck()
        for index in range {
            // In bounds by the guard.
            unsafe checksum.update(bytes[index])
        }
        return checksum.value
    }
}

/// A copy of bytes at an address that does not change.
@safe private final class OwnedBytes: @unchecked Sendable {
    // Sendable holds: written once, before anyone else sees the object.
    let bytes: UnsafeRawBufferPointer

    init(_ source: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 16)
        unsafe copy.copyBytes(from: source)
        unsafe bytes = UnsafeRawBufferPointer(copy)
    }

    deinit {
        // Allocated in init, and whoever borrows the bytes keeps this object alive.
        unsafe bytes.deallocate()
    }
}

/// The CRC-32 of IEEE 802.3 (reflected polynomial 0xEDB88320), a byte at a time through a table.
struct CyclicRedundancyCheck {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    private let table = Self.table
    private var state: UInt32 = 0xFFFF_FFFF

    /// Takes in one byte.
    mutating func update(_ byte: UInt8) {
        state = table[Int((state ^ UInt32(byte)) & 0xFF)] ^ state >> 8
    }

    /// The checksum of the bytes so far.
    var value: UInt32 { ~state }
}
