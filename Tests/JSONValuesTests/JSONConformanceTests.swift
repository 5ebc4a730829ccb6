import JSONValues
import TestSupport
import Testing

@Suite("JSON conformance")
struct JSONConformanceTests {
    @Test("every y_ file of JSONTestSuite is read and every n_ file is refused", .sharedData("conformance/json"))
    func testSuite() throws {
        let folder = try SharedData.required("conformance/json")
        let names = try FileNames.inFolder(folder).filter { $0.hasSuffix(".json") }
        #expect(names.count > 280)
        let parser = JSONParser()
        var wrong: [String] = []
        for name in names {
            let bytes = try SharedData.bytes("conformance/json/\(name)")
            do {
                _ = try parser.parse(bytes.span)
                if name.hasPrefix("n_") { wrong.append(name) }
            } catch {
                if name.hasPrefix("y_") { wrong.append("\(name): \(error)") }
                if error.byteOffset > bytes.count { wrong.append("\(name): offset beyond the text") }
            }
        }
        #expect(wrong == [])
    }

    @Test("the fast and the strict parser read the same values", .sharedData("conformance/json"))
    func parsersAgree() throws {
        let folder = try SharedData.required("conformance/json")
        let parser = JSONParser()
        var wrong: [String] = []
        for name in try FileNames.inFolder(folder) where name.hasPrefix("y_") {
            let bytes = try SharedData.bytes("conformance/json/\(name)")
            let fast = try parser.parse(bytes.span)
            // A number too large for 64 bits makes the fast parser give up, and the strict one takes over.
            let forced = Array("[".utf8) + bytes + Array(",123456789012345678901234567890]".utf8)
            guard case .array(let pair) = try parser.parse(forced.span), pair.count == 2, pair[0] == fast else {
                wrong.append(name)
                continue
            }
        }
        #expect(wrong == [])
    }
}
