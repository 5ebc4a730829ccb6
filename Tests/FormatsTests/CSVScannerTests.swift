import Formats
import JSONValues
import TestSupport
import Testing

@Suite("CSV scanner")
struct CSVScannerTests {
    private struct Scanned: Equatable {
        var rows: [[String]] = []
        var lines: [Int] = []
        var raw: [[UInt8]] = []
        var faults: [Int] = []
        var excesses: [CSVRecord.Excess?] = []
        var error: FormatError?
    }

    private func scan(_ bytes: [UInt8], delimiter: String = ",", chunkSize: Int = .max) -> Scanned {
        var scanned = Scanned()
        var scanner = CSVScanner(
            InputWindow(MemoryByteSource(bytes, chunkSize: chunkSize)), delimiter: delimiter.utf8.first ?? 0)
        var record = CSVRecord()
        while advance(&scanner, &record, &scanned.error) {
            scanned.rows.append(record.texts)
            scanned.lines.append(record.line)
            scanned.raw.append(record.bytes)
            scanned.excesses.append(record.excess)
            if let fault = record.faultyQuote { scanned.faults.append(record.byteOffset + fault) }
        }
        return scanned
    }

    private func advance(_ scanner: inout CSVScanner, _ record: inout CSVRecord, _ error: inout FormatError?) -> Bool {
        do {
            return try scanner.next(&record)
        } catch let thrown {
            error = thrown
            return false
        }
    }

    private func scan(_ text: String, delimiter: String = ",") -> Scanned {
        scan(Array(text.utf8), delimiter: delimiter)
    }

    @Test("skipping empty lines gives what is left when empty records are dropped, whatever the pieces they come in")
    func emptyLines() {
        var random = SeededGenerator(seed: 12)
        var differences: [String] = []
        for round in 0..<TestScale.rounds(3_000) {
            let pieces = ["\n", "\n", "\r\n", "\r", "a", ",", "\"", "\"\n\""]
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            let bytes = Array(text.utf8)
            let whole = scan(bytes)
            for chunkSize in [1, 2, 3, Int.max] {
                var scanner = CSVScanner(
                    InputWindow(MemoryByteSource(bytes, chunkSize: chunkSize)), delimiter: UInt8(ascii: ","))
                var record = CSVRecord()
                var (rows, lines): ([[String]], [Int]) = ([], [])
                var error: FormatError?
                while true {
                    do {
                        try scanner.skipEmptyLines()
                    } catch let thrown {
                        error = thrown
                        break
                    }
                    guard advance(&scanner, &record, &error) else { break }
                    if record.isBlank { continue }
                    rows.append(record.texts)
                    lines.append(record.line)
                }
                let kept = whole.raw.indices.filter { !whole.raw[$0].isEmpty }
                if rows != kept.map({ whole.rows[$0] }) || lines != kept.map({ whole.lines[$0] })
                    || error != whole.error
                {
                    differences.append("round \(round), pieces of \(chunkSize): \(text.debugDescription)")
                }
            }
        }
        #expect(differences == [])
    }

    @Test(
        "csv-spectrum is read as its authors expect, whatever the pieces it comes in",
        .sharedData("conformance/csv"),
        arguments: [
            "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines",
            "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
        ])
    func spectrum(name: String) throws {
        let bytes = try SharedData.bytes("conformance/csv/\(name).csv")
        let expectedBytes = try SharedData.bytes("conformance/csv/expected/\(name).json")
        let expected = try JSONParser().parse(expectedBytes.span)
        let whole = scan(bytes)
        if name == "location_coordinates" {
            // The expected text of this one is a bare object, and has another telephone number than the table.
            #expect(whole.rows.count == 2)
            #expect(expected["Cities"] == .string(whole.rows[1][2]))
            #expect(expected["Counties"] == .string(whole.rows[1][3]))
        } else {
            #expect(objects(whole.rows) == expected)
        }
        let different = (1...40).filter { scan(bytes, chunkSize: $0) != whole }
        #expect(different == [])
    }

    /// The rows as the objects that csv-spectrum describes them by.
    private func objects(_ rows: [[String]]) -> JSONValue {
        .array(
            rows.dropFirst().map { row in
                .object(zip(rows[0], row).map { JSONMember($0, .string($1)) })
            })
    }

    @Test("LF, CRLF and CR end lines, the last one with or without")
    func lineEnds() {
        for end in ["\n", "\r\n", "\r"] {
            for last in ["", end] {
                let scanned = scan("a,b\(end)1,2\(end)\(end)3,4\(last)")
                #expect(scanned.rows == [["a", "b"], ["1", "2"], [""], ["3", "4"]])
                #expect(scanned.lines == [1, 2, 3, 4])
            }
        }
    }

    @Test("the line of a record is right after line ends in quotes")
    func lineNumbers() {
        #expect(scan("a\n\"1\n2\r\n3\r4\"\nb\n\n\"\n\"\nc").lines == [1, 2, 6, 7, 8, 10])
    }

    @Test("quotes open a cell only at its beginning")
    func strayQuotes() {
        #expect(scan("5\" gun,b\"c\"\n").rows == [["5\" gun", "b\"c\""]])
        #expect(scan("\"a\" b,c\n").faults == [3])
        #expect(scan("\"\"\"a\"\"\",\"\",\"\"\"\"\n").rows == [["\"a\"", "", "\""]])
    }

    @Test("a quote that is never closed is an error that names its line")
    func unterminatedQuote() {
        let error = scan("a,b\n1,2\n3,\"4\n5,6\n").error
        #expect(error?.line == 3)
        #expect(error?.byteOffset == 10)
        #expect(error?.description.contains("within quotes") == true)
        let second = scan("a\n\"x\ny\",\"z").error
        #expect(second?.line == 3)
    }

    @Test("a cell beyond the limit marks its record, one at the limit does not, and the next record is whole")
    func cellLimit() {
        let fine = [UInt8](repeating: 0x61, count: CSVScanner.cellLimit)
        let scanned = scan(
            fine + Array(",b\n1,\"".utf8) + fine + Array("\n\"\n3,4\n".utf8), chunkSize: 65_536)
        #expect(scanned.error == nil)
        #expect(scanned.excesses == [nil, .bytesOfCell(number: 2), nil])
        #expect(scanned.rows.last == ["3", "4"])
        #expect(scanned.lines == [1, 2, 4])
    }

    @Test("a record with too many cells is marked and holds no more of them than the limit")
    func columnLimit() {
        let many = [UInt8](repeating: UInt8(ascii: ","), count: CSVScanner.columnLimit)
        let scanned = scan(many.dropLast() + Array("\n".utf8) + many + Array("\na\n".utf8), chunkSize: 4_096)
        #expect(scanned.error == nil)
        #expect(scanned.excesses == [nil, .cells, nil])
        #expect(scanned.rows.map(\.count) == [CSVScanner.columnLimit, CSVScanner.columnLimit, 1])
    }

    @Test("a record beyond the limit of bytes ends the scan and names where the quote opened")
    func recordLimit() {
        let error = scan(
            Array("a\n\"".utf8) + [UInt8](repeating: 0x61, count: CSVScanner.recordLimit + 1), chunkSize: 1 << 20
        ).error
        #expect(error?.line == 2)
        #expect(error?.description.contains("a record is longer than") == true)
    }

    @Test("nasty tables are read alike in pieces of every size, and no prefix of them traps")
    func pieces() {
        let text = "a,\"b\",c\r\n\"1\"\"\",,\r\r\n\"x\r\ny\",\"\",é\n\n,\n\"\"\"\",\"a\"b,\"c\r\"\r\nlast"
        let bytes = Array(text.utf8)
        let whole = scan(bytes)
        #expect(whole.error == nil)
        var different: [Int] = []
        for chunkSize in 1...bytes.count where scan(bytes, chunkSize: chunkSize) != whole {
            different.append(chunkSize)
        }
        #expect(different == [])
        for length in 0...bytes.count {
            let prefix = Array(bytes[..<length])
            if scan(prefix, chunkSize: 3) != scan(prefix) { different.append(length) }
        }
        #expect(different == [])
    }

    @Test("random bytes are read alike in pieces of every size")
    func randomBytes() {
        var random = SeededGenerator(seed: 42)
        let alphabet = Array("ab,\"\"\r\n;é".utf8)
        var different: [[UInt8]] = []
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &random)).compactMap { _ in
                alphabet.randomElement(using: &random)
            }
            let whole = scan(bytes)
            for chunkSize in [1, 2, 3, 7] where scan(bytes, chunkSize: chunkSize) != whole { different.append(bytes) }
        }
        #expect(different == [])
    }

    @Test(
        "the separator is found",
        arguments: [
            ("a,b,c\n1,2,3\n", ","), ("a;b;c\n1,5;2,5;3,5\n", ";"), ("a\tb\n1,2,3\t2\n", "\t"), ("a|b|c\n1|2|3\n", "|"),
            ("a,b\n\"1;2;3\",4\n", ","), ("name\nx\n", ","), ("a;b\n\"x,y,z\";\"p,q,r\"\n", ";"),
            ("date;place\n2022-01-04;Erbil, Iraq\n2022-01-05;Taji\n", ";"),
        ])
    func delimiter(text: String, expected: String) {
        #expect(CSVDialect(detectingIn: Array(text.utf8)[...]).delimiter == expected.utf8.first)
    }
}
