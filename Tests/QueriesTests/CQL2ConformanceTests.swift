import Foundation
import Queries
import TestSupport
import Testing

/// The examples of the standard itself (OGC 21-065r2), one file each.
@Suite("The standard's own examples of CQL2")
struct CQL2ConformanceTests {
    /// The examples that are not answered, and what is said of each; all others are.
    static let unsupported: [String: String] = [
        "clause6_01": "the function 'avg'",
        "clause6_02b": "the function 'avg'",
        "clause7_10": "'road' as a location",
        "clause7_18": "'road' as a location",
        "example07": "'footprint' as a location",
        "example08": "'footprint' as a location",
        "example23": "'location' as a location",
        "example68": "the function 'Foo'",
        "example69": "the function 'Bar'",
    ]

    static func examples(_ form: String, _ suffix: String) throws -> [(name: String, text: String)] {
        let folder = try SharedData.required("conformance/cql2/\(form)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }.sorted()
        return try names.map { name in
            (
                String(name.dropLast(suffix.count)),
                String(decoding: try SharedData.bytes("conformance/cql2/\(form)/\(name)"), as: UTF8.self)
            )
        }
    }

    @Test("every example in text is read, or said not to be supported", .sharedData("conformance/cql2/text"))
    func text() throws {
        let examples = try Self.examples("text", ".txt")
        #expect(examples.count == 120)
        for (name, text) in examples {
            do {
                _ = try Filter(cql2: text)
                #expect(Self.unsupported[name] == nil, "\(name) is read")
            } catch {
                let expected = try #require(Self.unsupported[name], "\(name): \(error)")
                #expect(error.reason.hasPrefix("not supported: \(expected)"), "\(name): \(error)")
            }
        }
    }
}
