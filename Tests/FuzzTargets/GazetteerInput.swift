import Gazetteers
import Geometries
import MappedFiles
import Synchronization

/// Gazetteer files: an error, or answers, or errors of lookups.
///
/// A file of 22 MB is no input for a fuzzer. The input says what is changed in the bundled file, and which name is then
/// looked up in it: a byte that counts the changes, six bytes a change (section, three bytes of offset, what to put there,
/// how often), and the name. Bytes that begin like a gazetteer file are taken for one as they are.
enum GazetteerInput {
    static func fault(in input: [UInt8]) -> String? {
        if input.starts(with: [0x89, 0x49, 0x47, 0x41]) {
            if let gazetteer = try? Gazetteer(copying: input) { ask(gazetteer, "Baghdad") }
            return nil
        }
        guard let file else { return "the bundled gazetteer cannot be read" }
        guard let first = input.first else { return nil }
        let changes = min(Int(first) % 16, (input.count - 1) / 6)
        let name = String(decoding: input[(1 + 6 * changes)...], as: UTF8.self)
        lock.withLock { _ in
            unsafe file.withChanges((0..<changes).map { Array(input[(1 + 6 * $0)..<(7 + 6 * $0)]) }) {
                // The bytes stay as they are until the gazetteer is gone.
                if let gazetteer = try? unsafe Gazetteer(bytes: $0, owner: nil) { ask(gazetteer, name) }
            }
        }
        return nil
    }

    /// Asks everything that can be asked; what it answers may be wrong where the file is.
    private static func ask(_ gazetteer: Gazetteer, _ name: String) {
        let context = LookupContext(near: Coordinate(longitude: 44, latitude: 33))
        for name in [name, "Tripoli, Lebanon"] {
            _ = try? gazetteer.normalised(name)
            _ = try? gazetteer.candidates(for: name, in: context)
            _ = try? gazetteer.suggestions(for: name)
            _ = try? gazetteer.resolve(name)
        }
        _ = try? gazetteer.region(named: name)
        _ = try? gazetteer.country(named: name)
        _ = try? gazetteer.dataVersion
        for number in [0, gazetteer.count / 2, gazetteer.count - 1] {
            guard let entry = try? gazetteer.entry(number) else { continue }
            _ = try? gazetteer.region(of: entry)
        }
    }

    /// One input at a time may change the file.
    private static let lock = Mutex(())

    /// The bundled file, in bytes that can be changed; docs/formats/gazetteer.md has its layout.
    private static let file: ChangeableFile? = {
        let folders = #filePath.split(separator: "/").dropLast(3)
        return try? ChangeableFile(path: "/" + folders.joined(separator: "/") + "/gazetteer/gazetteer.bin")
    }()
}

/// A file in memory that is changed for as long as one input needs it.
@safe private final class ChangeableFile: @unchecked Sendable {
    // Sendable holds: whoever uses it holds the lock.
    private let bytes: UnsafeMutableRawBufferPointer
    private let sections: [Range<Int>]

    init(path: String) throws {
        let file = try MappedFile(path: path)
        let bytes = unsafe UnsafeMutableRawBufferPointer.allocate(byteCount: file.bytes.count, alignment: 16)
        unsafe bytes.copyMemory(from: file.bytes)
        unsafe self.bytes = bytes
        func number(_ offset: Int) -> Int { Int(unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
        let table = 32..<(32 + 24 * number(12))
        // The header and the table of the sections can be changed too.
        sections =
            [0..<table.upperBound]
            + stride(from: table.lowerBound, to: table.upperBound, by: 24).map { entry in
                number(entry + 8)..<(number(entry + 8) + number(entry + 16))
            }
    }

    /// Lends the bytes with changes made, the checksum of the header among them, and takes the changes back.
    func withChanges(_ changes: [[UInt8]], _ body: (UnsafeRawBufferPointer) -> Void) {
        var before: [(Int, UInt8)] = []
        func put(_ byte: UInt8, at offset: Int) {
            before.append((offset, unsafe bytes[offset]))
            unsafe bytes[offset] = byte
        }
        for change in changes {
            let section = sections[Int(change[0]) % sections.count]
            guard !section.isEmpty else { continue }
            let offset = Int(change[1]) | Int(change[2]) << 8 | Int(change[3]) << 16
            for index in 0...Int(change[5]) % 8 {
                put(change[4], at: section.lowerBound + (offset + index) % section.count)
            }
        }
        if changes.contains(where: { Int($0[0]) % sections.count == 0 }) {
            let checksum = checksumOfHeader
            for index in 0..<4 { put(UInt8(truncatingIfNeeded: checksum >> UInt32(8 * index)), at: 24 + index) }
        }
        unsafe body(UnsafeRawBufferPointer(bytes))
        for (offset, byte) in before.reversed() { unsafe bytes[offset] = byte }
    }

    /// CRC-32 (ISO-HDLC) of the header's first 24 bytes and of the table of the sections.
    private var checksumOfHeader: UInt32 {
        var value = ~UInt32(0)
        for offset in Array(0..<24) + Array(32..<sections[0].upperBound) {
            value ^= UInt32(unsafe bytes[offset])
            for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~value
    }
}
