import Formats
import Foundation
import Incidents
import TestSupport
import Testing

/// Packed files are read as what they hold. The system's own programs pack them.
@Suite("Compression")
struct CompressionTests {
    private static let text =
        "id,longitude,latitude,title\n" + (0..<20_000).map { "\($0),44,33,incident number \($0)\n" }.joined()

    private func packed(_ text: String, by tool: String) async throws -> [UInt8] {
        let run = try await ExternalTool.run(tool, ["-c"], input: Data(text.utf8))
        #expect(run.code == 0)
        return [UInt8](run.outputData)
    }

    @Test("gzip and Zstandard are read in pieces of every size", .tools("gzip", "zstd"), arguments: ["gzip", "zstd"])
    func formats(tool: String) async throws {
        let bytes = try await packed(CompressionTests.text, by: tool)
        for chunkSize in [1, 7, 4_096, .max] {
            let run = try Reading.bytes(bytes, chunkSize: chunkSize)
            #expect(run.rejects == [])
            #expect(run.drafts.count == 20_000)
            #expect(run.drafts.last?.incident.title == "incident number 19999")
        }
    }

    @Test(
        "members one after another are one text, and zeros behind them mean nothing", .tools("gzip", "zstd"),
        arguments: ["gzip", "zstd"])
    func members(tool: String) async throws {
        let middle = CompressionTests.text.utf8.count / 2
        let halves = [String(CompressionTests.text.prefix(middle)), String(CompressionTests.text.dropFirst(middle))]
        let bytes = try await packed(halves[0], by: tool) + packed(halves[1], by: tool)
        for chunkSize in [1, 100, .max] {
            #expect(try Reading.bytes(bytes, chunkSize: chunkSize).drafts.count == 20_000)
        }
        #expect(try Reading.bytes(bytes + [UInt8](repeating: 0, count: 512)).drafts.count == 20_000)
        // What follows is the same however much of it is at hand when a member ends.
        let zeros = [UInt8](repeating: 0, count: 5)
        let second = try await packed(halves[1], by: tool)
        let apart = try await packed(halves[0], by: tool) + zeros + second
        for chunkSize in [1, 3, 100, .max] {
            #expect(try Reading.bytes(apart, chunkSize: chunkSize).drafts.count == 20_000)
            for rest in ["something else", "x"] {
                let error = #expect(throws: FormatError.self) {
                    try Reading.bytes(bytes + Array(rest.utf8), chunkSize: chunkSize)
                }
                #expect(error?.reason.hasPrefix("there are other bytes after the end") == true)
            }
        }
    }

    @Test("what stands before damage is read however the bytes arrive", .tools("gzip"))
    func beforeDamage() async throws {
        var bytes = try await packed(CompressionTests.text, by: "gzip")
        // The checksum behind the last byte of text.
        bytes[bytes.count - 8] ^= 1
        for chunkSize in [1, 1_000, .max] {
            var reader = try RecordReaders.open(
                MemoryByteSource(bytes, chunkSize: chunkSize), options: ReadOptions(format: .csv))
            var count = 0
            #expect(throws: FormatError.self) { while try reader.next() != nil { count += 1 } }
            #expect(count == 20_000)
        }
    }

    @Test(
        "a packed file that is cut or damaged anywhere is an error", .tools("gzip", "zstd"),
        arguments: ["gzip", "zstd"])
    func damage(tool: String) async throws {
        let text = "id,longitude,latitude\n" + (0..<50).map { "\($0),44,33\n" }.joined()
        let run = try await ExternalTool.run(
            tool, tool == "zstd" ? ["-c", "--check"] : ["-c"], input: Data(text.utf8))
        let bytes = [UInt8](run.outputData)
        var silent: [Int] = []
        for length in 4..<bytes.count {
            do {
                _ = try Reading.bytes(Array(bytes[..<length]))
                silent.append(length)
            } catch is FormatError {}
        }
        #expect(silent == [], "cut at these lengths")
        var random = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            var damaged = bytes
            damaged[Int.random(in: 4..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            // Bits of a header may mean nothing, such as the time of packing; what is read must be the text then.
            if let run = try? Reading.bytes(damaged) { #expect(run.drafts.count == 50) }
        }
    }

    @Test("archives of other kinds are called by their names")
    func archives() throws {
        let archives: [([UInt8], String)] = [
            ([0x50, 0x4B, 0x03, 0x04], "a zip archive"), ([0xFD, 0x37, 0x7A, 0x58], "an xz file"),
        ]
        for (magic, name) in archives {
            let error = #expect(throws: FormatError.self) { try Reading.bytes(magic + [0x5A, 0x00, 0x14]) }
            #expect(error?.reason == "the file is \(name)")
        }
    }

    @Test("a packed GeoJSON is read too", .tools("gzip"))
    func geoJSON() async throws {
        let bytes = try await packed(
            #"{"type":"Feature","geometry":{"type":"Point","coordinates":[44,33]},"properties":{}}"#, by: "gzip")
        #expect(try Reading.bytes(bytes).format == .geojson)
    }
}
