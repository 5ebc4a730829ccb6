import Incidents
import JSONValues
import TestSupport
import Testing

/// The cases of date-time that the authors of JSON Schema collected.
@Suite("RFC 3339 conformance")
struct RFC3339ConformanceTests {
    @Test("every valid date-time is a moment, and every invalid one is refused", .sharedData("conformance/rfc3339"))
    func cases() throws {
        let bytes = try SharedData.bytes("conformance/rfc3339/date-time.json")
        guard case .array(let groups) = try JSONParser().parse(bytes.span) else {
            Issue.record("the file is no array")
            return
        }
        var counts = (valid: 0, invalid: 0)
        for group in groups {
            guard case .array(let tests)? = group["tests"] else { continue }
            for test in tests {
                // Other values than texts are none of a format's business, as the collection has it.
                guard case .string(let text)? = test["data"], case .bool(let isValid)? = test["valid"] else { continue }
                let reading = try? TemporalText.parse(text)
                #expect((reading != nil) == isValid, "\(text)")
                if let reading { #expect(reading.interval.isInstant && reading.precision == .second, "\(text)") }
                if isValid { counts.valid += 1 } else { counts.invalid += 1 }
            }
        }
        #expect(counts.valid == 8 && counts.invalid == 19)
    }
}
