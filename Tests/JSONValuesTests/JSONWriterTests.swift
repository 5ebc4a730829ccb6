import JSONValues
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
    private func fixed(_ value: Double, _ decimals: Int = 7) -> String {
        var writer = JSONWriter()
        writer.write(value, decimals: decimals)
        return writer.text
    }

    @Test("strings are escaped as RFC 8259 demands, and line separators for JavaScript")
    func strings() {
        let text = "a\"b\\c/\u{8}\t\n\u{C}\r\u{0}\u{1F}\u{7F}é\u{2028}\u{2029}\u{2027}\u{202A}😀"
        #expect(
            JSONValue.string(text).text
                == "\"a\\\"b\\\\c/\\b\\t\\n\\f\\r\\u0000\\u001f\u{7F}é\\u2028\\u2029\u{2027}\u{202A}😀\"")
        #expect(JSONValue.string("").text == "\"\"")
    }

    /// The inside of a string, a scalar at a time.
    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: result += "\\\""
            case 0x5C: result += "\\\\"
            case 0x08: result += "\\b"
            case 0x09: result += "\\t"
            case 0x0A: result += "\\n"
            case 0x0C: result += "\\f"
            case 0x0D: result += "\\r"
            case 0..<0x20: result += (scalar.value < 0x10 ? "\\u000" : "\\u00") + String(scalar.value, radix: 16)
            case 0x2028: result += "\\u2028"
            case 0x2029: result += "\\u2029"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    @Test("texts of every length are escaped eight bytes at a time as they are a scalar at a time")
    func wordsAndScalars() throws {
        var generator = SplitMix64(state: 11)
        let odd: [UInt32] = [
            0x22, 0x5C, 0, 1, 8, 9, 10, 12, 13, 0x1F, 0x20, 0x21, 0x7F, 0xE9, 0x2027, 0x2028, 0x2029, 0x202A, 0x2102,
            0x1F525,
        ]
        var wrong: [String] = []
        for round in 0..<20_000 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<generator.next() % 40 {
                let value = generator.next() % 5 == 0 ? odd[Int(generator.next() % UInt64(odd.count))] : 0x61
                if let scalar = UnicodeScalar(value) { scalars.append(scalar) }
            }
            let text = String(scalars)
            // In the middle of other bytes too, which must not be looked at.
            let before = Array(repeating: UInt8(ascii: "\""), count: round % 9)
            let bytes = before + Array(text.utf8) + Array(repeating: UInt8(ascii: "\\"), count: round % 11)
            var writer = JSONWriter()
            writer.write(utf8: bytes[before.count..<before.count + text.utf8.count])
            var plain = JSONWriter()
            plain.write(text)
            let expected = "\"" + escaped(text) + "\""
            if writer.text != expected || plain.text != expected { wrong.append(text) }
        }
        #expect(wrong == [])
    }

    @Test("a pen without room for all takes everything back, whatever the room")
    func room() throws {
        let text = Array("a\"b\u{2028}c\u{1}défghijklmnop".utf8)
        func write(_ pen: inout JSONPen) -> Bool {
            pen.write(JSONFragment(",\"key\":"))
            unsafe text.withUnsafeBufferPointer { bytes in unsafe pen.write(bytes, bytes.indices) }
            pen.write(Int64.min)
            pen.write(-123.456, decimals: 7)
            pen.write(raw: "null")
            pen.write(byte: UInt8(ascii: "}"))
            return true
        }
        var whole = JSONWriter()
        let hasRoom = whole.append(atMost: 1_000, write)
        #expect(hasRoom)
        var fitted = 0
        for room in 0...200 {
            var writer = JSONWriter()
            writer.write(raw: "before")
            let fits = writer.append(atMost: room, write)
            if fits { fitted += 1 }
            #expect(writer.text == "before" + (fits ? whole.text : ""), "\(room)")
        }
        #expect(fitted > 80 && fitted < 200)
    }

    @Test("every scalar below U+0800 and some above read back as written")
    func stringRoundTrip() throws {
        var scalars = String.UnicodeScalarView()
        for value in Array(0..<0x800) + [0x2028, 0x2029, 0xFFFF, 0x1F600, 0x10FFFF] {
            if let scalar = UnicodeScalar(UInt32(value)) { scalars.append(scalar) }
        }
        let value = JSONValue.string(String(scalars))
        #expect(try JSONParser().parse(value.text) == value)
    }

    @Test("values are written in order, on one line")
    func values() throws {
        let text = #"{"b":1,"a":[true,false,null,-7,0.5,"x",{},[]],"b":{"c":1e+20}}"#
        #expect(try JSONParser().parse(text).text == text)
    }

    @Test(
        "integers are written whole",
        arguments: [0, 1, -1, 9, 10, 99, 100, 1_000_000_007, -10, Int64.max, Int64.min])
    func integers(value: Int64) {
        #expect(JSONValue.integer(value).text == String(value))
    }

    @Test("doubles read back bit for bit, and what is not finite becomes null")
    func doubles() throws {
        var generator = SplitMix64(state: 7)
        var wrong: [Double] = []
        let parser = JSONParser()
        for _ in 0..<20_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            if try parser.parse(JSONValue.real(value).text) != .real(value) { wrong.append(value) }
        }
        #expect(wrong == [])
        #expect(JSONValue.real(.nan).text == "null")
        #expect(JSONValue.real(-.infinity).text == "null")
        #expect(JSONValue.real(-0.0).text == "-0.0")
    }

    @Test(
        "fixed decimals are rounded right and trimmed",
        arguments: [
            (44.2346, "44.2346"), (0.1, "0.1"), (-180, "-180"), (0, "0"), (-0.0, "0"), (12.34567891, "12.3456789"),
            (0.00000004, "0"), (-0.00000004, "0"), (0.00000006, "0.0000001"), (1.99999999, "2"), (-1.5, "-1.5"),
            (180.0000000000002, "180"), (1e-7, "0.0000001"), (100.0000001, "100.0000001"), (1e300, "1e+300"),
            (123456789.5, "123456789.5"),
        ])
    func fixedDecimals(value: Double, expected: String) {
        #expect(fixed(value) == expected)
    }

    @Test("halves that are exact in binary go to the even digit, others to their nearer neighbour")
    func halves() {
        #expect(fixed(0.5, 0) == "0")
        #expect(fixed(1.5, 0) == "2")
        #expect(fixed(2.5, 0) == "2")
        #expect(fixed(0.125, 2) == "0.12")
        #expect(fixed(0.375, 2) == "0.38")
        // Just below and just above the half, though the product rounds to it.
        #expect(fixed(1.005, 2) == "1")
        #expect(fixed(1.115, 2) == "1.11")
        #expect(fixed(8.345, 2) == "8.35")
    }

    @Test("fixed decimals agree with the C library on random numbers")
    func againstPrintf() {
        var generator = SplitMix64(state: 11)
        var wrong: [String] = []
        for _ in 0..<50_000 {
            let value = Double(Int64(bitPattern: generator.next())) / 9_223_372_036_854_775_808 * 180
            let ours = fixed(value)
            let theirs = Printf.trimmed(value, decimals: 7)
            if ours != theirs { wrong.append("\(value): \(ours), not \(theirs)") }
        }
        #expect(wrong == [])
    }
}

/// SplitMix64, so that a failure can be repeated.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
