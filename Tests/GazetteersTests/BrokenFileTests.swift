import Foundation
import Gazetteers
import Geometries
import TestSupport
import Testing

/// The bundled file's bytes at an address of ours, where a test may break and mend them.
@safe private final class BreakableFile: @unchecked Sendable {
    // Sendable holds: each test has its own, and uses it from one task.
    private let bytes: UnsafeMutableRawBufferPointer

    init() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: SharedData.packageRoot + "/gazetteer/gazetteer.bin"))
        unsafe bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: data.count, alignment: 16)
        unsafe data.copyBytes(to: bytes)
    }

    deinit { unsafe bytes.deallocate() }

    var count: Int { unsafe bytes.count }

    subscript(offset: Int) -> UInt8 {
        get { unsafe bytes[offset] }
        set { unsafe bytes[offset] = newValue }
    }

    /// A gazetteer of the first so many bytes as they are now.
    func open(_ length: Int? = nil) throws(GazetteerError) -> Gazetteer {
        let view = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<(length ?? bytes.count)])
        return try unsafe Gazetteer(bytes: view, owner: self)
    }
}

@Suite("Gazetteer files that are not what they should be")
struct BrokenFileTests {
    /// Asks a gazetteer everything that it can be asked; whatever it answers, it must come back.
    private func ask(_ gazetteer: Gazetteer, _ random: inout SeededGenerator) throws {
        for name in ["Baghdad", "Tripoli, Lebanon", "محافظة الأنبار", "Zzyzzx", "Baghmad", "서울", "Ain al-Asad Airbase"]
        {
            _ = try gazetteer.candidates(for: name, in: LookupContext(near: Coordinate(longitude: 44, latitude: 33)))
            _ = try? gazetteer.region(named: name)
        }
        _ = try gazetteer.dataVersion
        for _ in 0..<8 where gazetteer.count > 0 {
            let entry = try gazetteer.entry(Int.random(in: 0..<gazetteer.count, using: &random))
            if entry.hasOutline { _ = try gazetteer.region(of: entry) }
        }
    }

    @Test("bytes of another kind are refused as such")
    func foreign() {
        for bytes in [[], [0x89], Array("GPKG".utf8), Array(repeating: 0, count: 4096), Array("{\"type\":".utf8)] {
            #expect(throws: GazetteerError.notAGazetteer) { try Gazetteer(copying: bytes) }
        }
    }

    @Test("a file of a newer version is refused, naming both versions")
    func newer() throws {
        let file = try BreakableFile()
        file[8] = 4
        #expect(throws: GazetteerError.unsupportedVersion(found: 4, supported: 3)) { try file.open() }
    }

    @Test("a file that was cut is refused, wherever it was cut")
    func cut() throws {
        let file = try BreakableFile()
        var random = SeededGenerator(seed: 1)
        var opened: [Int] = []
        let lengths = Array(0..<400) + (0..<200).map { _ in Int.random(in: 400..<file.count, using: &random) }
        for length in lengths where (try? file.open(length)) != nil { opened.append(length) }
        #expect(opened.isEmpty)
    }

    @Test("a changed byte in the header or the section table is noticed when the file is opened")
    func changedHeader() throws {
        let file = try BreakableFile()
        let length = 32 + 24 * Int(file[12])
        var unnoticed: [Int] = []
        for offset in 0..<length where !(28..<32).contains(offset) {
            let before = file[offset]
            file[offset] = before ^ 0x40
            if (try? file.open()) != nil { unnoticed.append(offset) }
            file[offset] = before
        }
        #expect(unnoticed.isEmpty)
    }

    @Test("changed bytes anywhere never trap a lookup, and verifying finds them")
    func changedAnywhere() throws {
        let file = try BreakableFile()
        var random = SeededGenerator(seed: 2)
        for _ in 0..<TestScale.rounds(100) {
            var changes: [(offset: Int, before: UInt8)] = []
            for _ in 0..<Int.random(in: 1...64, using: &random) {
                // Half of them where every lookup passes: the first and the last parts of the file.
                let offset =
                    random.oneIn(2)
                    ? Int.random(in: 400..<file.count, using: &random) : Int.random(in: 400..<120_000, using: &random)
                changes.append((offset, file[offset]))
                file[offset] = UInt8.random(in: 0...255, using: &random)
            }
            if let gazetteer = try? file.open() { try? ask(gazetteer, &random) }
            for change in changes.reversed() { file[change.offset] = change.before }
        }
        let middle = file.count / 2
        file[middle] ^= 1
        let gazetteer = try file.open()
        #expect(throws: GazetteerError.self) { try gazetteer.verify() }
        file[middle] ^= 1
        try gazetteer.verify()
    }

    @Test("a file on disk opens like the bundled one; a missing one and a foreign one say so")
    func onDisk() throws {
        let gazetteer = try Gazetteer(path: SharedData.packageRoot + "/gazetteer/gazetteer.bin")
        #expect(gazetteer.count == (try Gazetteer.bundled.count))
        let found = try gazetteer.candidates(for: "Baghdad", limit: 3)
        #expect(found == (try Gazetteer.bundled.candidates(for: "Baghdad", limit: 3)))
        #expect(throws: (any Error).self) { try Gazetteer(path: "/nowhere/at/all.bin") }
        #expect(throws: GazetteerError.notAGazetteer) { try Gazetteer(path: #filePath) }
    }
}
