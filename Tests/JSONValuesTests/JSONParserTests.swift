import JSONValues
import Testing

@Suite("JSON parser")
struct JSONParserTests {
    private func failure(_ text: String) -> JSONError? {
        failure(Array(text.utf8))
    }

    private func failure(_ bytes: [UInt8]) -> JSONError? {
        do {
            _ = try JSONParser().parse(bytes.span)
            return nil
        } catch {
            return error
        }
    }

    @Test("members keep their order and a key may occur twice")
    func order() throws {
        let value = try JSONParser().parse(#"{"b": 1, "a": [true, null], "b": "x"}"#)
        #expect(
            value
                == .object([
                    JSONMember("b", .integer(1)), JSONMember("a", .array([.bool(true), .null])),
                    JSONMember("b", .string("x")),
                ]))
        #expect(value.duplicateKey == "b")
        #expect(try JSONParser().parse(#"[{"a": {"k": 1, "l": 2, "k": 3}}]"#).duplicateKey == "k")
        #expect(try JSONParser().parse(#"{"a": {"a": 1}}"#).duplicateKey == nil)
    }

    @Test("keys that differ only in normalisation are two keys")
    func normalisation() throws {
        let value = try JSONParser().parse("{\"\u{E9}\": 1, \"e\u{301}\": 2}")
        #expect(value.duplicateKey == nil)
        #expect(value["e\u{301}"] == .integer(2))
    }

    @Test("a duplicate among many keys is found")
    func manyKeys() throws {
        let members = (0..<100).map { "\"k\($0)\": \($0)" }
        #expect(try JSONParser().parse("{\(members.joined(separator: ","))}").duplicateKey == nil)
        let twice = members + ["\"k57\": 0"]
        #expect(try JSONParser().parse("{\(twice.joined(separator: ","))}").duplicateKey == "k57")
    }

    @Test(
        "integers are exact, those beyond 64 bits as their digits",
        arguments: [
            ("9223372036854775807", JSONValue.integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .bigInteger("9223372036854775808")),
            ("18446744073709551615", .bigInteger("18446744073709551615")),
            ("18446744073709551616", .bigInteger("18446744073709551616")),
            ("-100000000000000000000000", .bigInteger("-100000000000000000000000")),
            ("9007199254740993", .integer(9_007_199_254_740_993)),
            ("1.0", .real(1)), ("1e2", .real(100)), ("0.1", .real(0.1)), ("5e-324", .real(.leastNonzeroMagnitude)),
            ("1e-400", .real(0)),
        ])
    func numbers(text: String, expected: JSONValue) throws {
        #expect(try JSONParser().parse(text) == expected)
        #expect(
            try JSONParser().parse("[\(text), 99999999999999999999]")
                == .array([expected, .bigInteger("99999999999999999999")]))
    }

    @Test("a number beyond the doubles is refused, with its place")
    func hugeNumber() {
        #expect(failure("[1, 1e400]")?.byteOffset == 4)
    }

    @Test(
        "an error names the byte where the text goes wrong",
        arguments: [
            ("[1, 2,]", 6, "']' where a value is expected"), ("[1 2]", 3, "'2' where a comma or ] is expected"),
            ("{\"a\" 1}", 5, "'1' where a colon is expected"), ("{a: 1}", 1, "'a' where a key in quotes is expected"),
            ("", 0, "the JSON text ends where a value is expected"), ("  ", 2, "ends where a value"),
            ("[1]]", 3, "text after the end"), ("\"a\nb\"", 2, "a control character"), ("\"a\\x\"", 3, "an escape"),
            ("\"\\ud800\"", 1, "half of a surrogate pair"), ("[01]", 2, "must not begin with 0"),
            ("[1.]", 3, "a digit"), ("[tru]", 4, "the word true"), ("{\"a\":1", 6, "the JSON text ends"),
            ("\"abc", 4, "ends within a string"),
        ])
    func offsets(text: String, offset: Int, reason: String) {
        let error = failure(text)
        #expect(error?.byteOffset == offset)
        #expect(error?.reason.contains(reason) == true, "\(String(describing: error))")
    }

    @Test("invalid UTF-8 is refused, naming the byte offset")
    func invalidUTF8() {
        let prefix = Array("{\"name\": \"Al".utf8)
        for bad: [UInt8] in [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xF8, 0x88],
        ] {
            let error = failure(prefix + bad + Array("\"}".utf8))
            #expect(error?.byteOffset == prefix.count)
            #expect(error?.reason == "invalid UTF-8")
        }
    }

    @Test("an escaped NUL is read and can be detected")
    func nul() throws {
        let value = try JSONParser().parse("{\"a\": [\"x\\u0000y\"]}")
        #expect(value.containsNUL)
        #expect(value["a"] == .array([.string("x\u{0}y")]))
        #expect(try !JSONParser().parse("{\"a\": \"0\"}").containsNUL)
        #expect(try JSONParser().parse("{\"a\\u0000\": 1}").containsNUL)
    }

    @Test("a byte order mark is skipped and counts in offsets")
    func byteOrderMark() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(try JSONParser().parse((mark + Array("[1]".utf8)).span) == .array([.integer(1)]))
        #expect(failure(mark + Array("[1}".utf8))?.byteOffset == 5)
        #expect(failure(mark)?.byteOffset == 3)
    }

    @Test("texts nested to the limit are read, deeper ones refused")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try JSONParser().parse(nested(JSONParser.depthLimit)) }
        #expect(failure(nested(JSONParser.depthLimit + 1))?.reason.contains("nesting deeper") == true)
        #expect(failure(String(repeating: "[{\"a\":", count: 200_000))?.reason.contains("nesting deeper") == true)
    }

    @Test("a parser reads many texts, long and short, after failures too")
    func reuse() throws {
        let parser = JSONParser()
        for length in [0, 10_000, 1, 300_000, 5] {
            let text = "[\"" + String(repeating: "é", count: length) + "\"]"
            #expect(try parser.parse(text) == .array([.string(String(repeating: "é", count: length))]))
            #expect(throws: JSONError.self) { try parser.parse("[1,") }
        }
    }

    @Test("no prefix of a text is taken for a whole one, and none crashes")
    func truncations() throws {
        let text = Array(#"{"a":[1.5e3,"é\u00e9\ud83d\ude00",true,null,{"b":-12}],"c":""}"#.utf8)
        let parser = JSONParser()
        var accepted: [Int] = []
        for length in 0..<text.count {
            if (try? parser.parse(text.span.extracting(first: length))) != nil { accepted.append(length) }
        }
        #expect(accepted == [])
        #expect(throws: Never.self) { try parser.parse(text.span) }
    }
}
