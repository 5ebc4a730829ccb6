import Formats
import Incidents
import JSONValues
import TestSupport
import Testing

/// Files that were cut, damaged or made to harm: they end in records and errors, never in a trap.
@Suite("Hostile input")
struct HostileInputTests {
    private static let seeds = [
        "id,date,lon,lat,type,note\n1,2022-01-04,44.2,33.3,a,\"x\ny\"\n2,2022-01-05T02:30:00Z,44,33,b,\"\"\"q\"\"\"\n",
        "date;place\r\n2022;Erbil\r\n2022-01;Taji\r\n",
        "{\"type\":\"FeatureCollection\",\"crs\":null,\"features\":[{\"type\":\"Feature\",\"id\":1,\"geometry\":{\"type\":\"Point\",\"coordinates\":[1.5,-2e1,3]},\"properties\":{\"date\":\"2022-01-04\",\"a\":[\"\\u00e9\\\\\",{}]}}]}",
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]},\"properties\":null}\n{\"type\":\"Point\",\"coordinates\":[1,2]}\n",
        "\u{1E}{\"type\":\"Point\",\"coordinates\":[1,2]}\n\u{1E}{\"type\":\"Point\",\"coordinates\":[3,4]}\n",
        "{\"file\":\"f\",\"line\":2,\"reason\":\"r\",\"format\":\"csv\",\"header\":[\"lon\",\"lat\"],\"delimiter\":\";\",\"mapping\":{\"longitude\":\"lon\",\"latitude\":\"lat\"},\"row\":\"1;2\"}\n",
    ]

    /// Reads to the end; returns what went wrong apart from errors.
    private func fault(_ bytes: [UInt8], chunkSize: Int = .max) -> String? {
        do {
            let run = try Reading.bytes(bytes, chunkSize: chunkSize)
            for record in run.records {
                guard record.location.line >= 1, (0...bytes.count).contains(record.location.byteOffset) else {
                    return "a record lies outside of the file"
                }
                if case .failure(let error) = record.content, let offset = error.byteOffset, run.format != .rejects,
                    !(0...bytes.count).contains(offset)
                {
                    return "a fault lies outside of the file"
                }
            }
            return nil
        } catch let error as FormatError {
            if let offset = error.byteOffset, !(0...bytes.count).contains(offset) { return "an error lies outside" }
            return error.reason.isEmpty ? "an error says nothing" : nil
        } catch {
            return "another error: \(error)"
        }
    }

    @Test("every prefix of every format ends in records or an error", arguments: HostileInputTests.seeds)
    func truncations(text: String) {
        let bytes = Array(text.utf8)
        var faults: [String] = []
        for length in 0...bytes.count {
            if let fault = fault(Array(bytes[..<length])) { faults.append("\(length): \(fault)") }
            if let fault = fault(Array(bytes[..<length]), chunkSize: 5) {
                faults.append("\(length) in pieces: \(fault)")
            }
        }
        #expect(faults == [])
    }

    @Test("files with random damage end in records or an error", arguments: HostileInputTests.seeds)
    func damage(text: String) {
        var random = SeededGenerator(seed: 99)
        var faults: [String] = []
        let nasty: [UInt8] = Array("{}[]\",:;\n\r\\u0-.e9'= \t|".utf8) + [0, 0xFF, 0xC3, 0x1E, 0xEF, 0x80]
        for _ in 0..<400 * TestScale.factor {
            var bytes = Array(text.utf8)
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = nasty.randomElement(using: &random) ?? 0
                case 1: bytes.insert(nasty.randomElement(using: &random) ?? 0, at: index)
                default: bytes.remove(at: index)
                }
                if bytes.isEmpty { break }
            }
            if let fault = fault(bytes, chunkSize: Int.random(in: 1...64, using: &random)) {
                faults.append("\(fault): \(String(decoding: bytes, as: UTF8.self))")
            }
        }
        #expect(faults == [])
    }

    @Test("random bytes of any kind end in records or an error")
    func randomBytes() {
        var random = SeededGenerator(seed: 7)
        var faults: [String] = []
        for _ in 0..<400 * TestScale.factor {
            let bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if let fault = fault(bytes) { faults.append(fault) }
        }
        #expect(faults == [])
    }

    @Test("deeply nested JSON does not exhaust the stack, in whatever member it hides")
    func nesting() {
        let deep = String(repeating: "[", count: 300_000)
        for text in [
            deep, "{\"type\":" + deep, "{\"type\":\"FeatureCollection\",\"features\":" + deep,
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":\(deep)",
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":\(deep)\(String(repeating: "]", count: 300_000))},\"properties\":{}}",
        ] {
            #expect(fault(Array(text.utf8)) == nil)
        }
    }

    @Test("a table of one endless line or endless cell is given up, not swallowed")
    func endless() {
        struct Endless: ByteSource {
            let unit: [UInt8]
            var limit = 200 << 20
            mutating func read(appendingTo buffer: inout [UInt8]) throws(FormatError) -> Bool {
                limit -= unit.count
                buffer.append(contentsOf: unit)
                return limit > 0
            }
        }
        let cells = Endless(unit: [UInt8](repeating: UInt8(ascii: ","), count: 1 << 20))
        #expect(throws: FormatError.self) { try Reading.of(cells) }
        let cell = Endless(unit: [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20))
        #expect(throws: FormatError.self) { try Reading.of(cell) }
    }
}
