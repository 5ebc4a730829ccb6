import Gazetteers
import TestSupport
import Testing

@Suite("Sorting more records than memory holds")
struct ExternalSorterTests {
    private func sorted(_ records: [[UInt8]], memory: Int, beside path: String?) throws -> [[UInt8]] {
        var sorter = ExternalSorter(memory: memory, beside: path)
        for record in records { try sorter.append(record) }
        var merged = try sorter.sorted()
        var record: [UInt8] = []
        var found: [[UInt8]] = []
        while try merged.next(&record) { found.append(record) }
        return found
    }

    @Test("records come back in the order of their bytes, in memory and through any number of runs")
    func order() throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed: 11)
        for count in [0, 1, 2, 700, 20_000] {
            let records = (0..<count).map { _ -> [UInt8] in
                // Few values and many lengths: many records begin alike, and many are equal.
                (0..<Int.random(in: 0...20, using: &random)).map { _ in UInt8.random(in: 0...2, using: &random) }
            }
            let expected = records.sorted { $0.lexicographicallyPrecedes($1) }
            for memory in [1 << 12, 1 << 16, 1 << 24] {
                #expect(try sorted(records, memory: memory, beside: folder.file("out")) == expected)
            }
            #expect(try sorted(records, memory: 1, beside: nil) == expected)
        }
    }

    @Test("records longer than the pieces in which files are read come back whole")
    func longRecords() throws {
        let folder = try TemporaryFolder()
        let records = (0..<6).map { [UInt8](repeating: UInt8(9 - $0), count: 700_000 + $0) }
        #expect(try sorted(records, memory: 1_000_000, beside: folder.file("out")) == records.reversed())
    }

    @Test("a folder that cannot be written is an error once memory is full")
    func noFolder() throws {
        let records = (0..<200_000).map { [UInt8](repeating: UInt8($0 % 251), count: 20) }
        #expect(throws: (any Error).self) { try sorted(records, memory: 1 << 20, beside: "/nowhere/at/all") }
    }
}
