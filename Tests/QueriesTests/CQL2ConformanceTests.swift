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

    @Test("every example in JSON means what its text means", .sharedData("conformance/cql2/json"))
    func json() throws {
        let texts = Dictionary(uniqueKeysWithValues: try Self.examples("text", ".txt").map { ($0.name, $0.text) })
        let examples = try Self.examples("json", ".json")
        #expect(examples.count == 109)
        for (name, json) in examples {
            let text = try #require(texts[name], "\(name) has no text")
            if let expected = Self.unsupported[name] {
                let error = try #require(throws: CQL2Error.self, "\(name)") { try Filter(cql2: json) }
                #expect(error.reason.hasPrefix("not supported: \(expected)"), "\(name): \(error)")
            } else {
                #expect(try Filter(cql2: json) == Filter(cql2: text), "\(name)")
            }
        }
    }

    @Test("an example that is written in two ways means the same", .sharedData("conformance/cql2/text"))
    func alternatives() throws {
        let texts = Dictionary(uniqueKeysWithValues: try Self.examples("text", ".txt").map { ($0.name, $0.text) })
        var count = 0
        for (name, text) in texts where name.hasSuffix("-alt01") {
            let original = try #require(texts[String(name.dropLast(6))])
            #expect(try Filter(cql2: text) == Filter(cql2: original), "\(name)")
            count += 1
        }
        #expect(count == 11)
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
