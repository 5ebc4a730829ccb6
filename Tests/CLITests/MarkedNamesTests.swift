import Foundation
import TestSupport
import Testing

/// `incidents locate --spans`.
@Suite("incidents locate --spans")
struct MarkedNamesTests {
    private struct Line: Decodable {
        struct Toponym: Decodable {
            var start: Int
            var end: Int
            var name: String
            var latitude: Double?
            var longitude: Double?
            var country: String?
        }
        var id: String
        var toponyms: [Toponym]
    }

    private static let articles = """
        {"id": "a", "text": "😀 Tripoli and Sidon", "toponyms": [{"start": 14, "end": 19}, {"start": 2, "end": 9}]}
        {"id": 2, "text": "Nowhere", "toponyms": []}

        {"id": "c", "text": "Xqzzvw", "toponyms": [{"start": 0, "end": 6, "latitude": 1, "longitude": 2}]}
        """

    @Test("each line is answered in its order, and the answers stand in the order of the spans")
    func answers() async throws {
        let work = try Workspace()
        let run = try await work.run(["locate", "--spans", "-"], input: MarkedNamesTests.articles)
        #expect(run.code == 0, "\(run.errorText)")
        let lines = try run.lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        #expect(lines.map(\.id) == ["a", "2", "c"])
        #expect(lines.map { $0.toponyms.map(\.name) } == [["Sidon", "Tripoli"], [], ["Xqzzvw"]])
        #expect(lines[0].toponyms.map(\.country) == ["LB", "LB"])
        #expect(lines[0].toponyms.map(\.start) == [14, 2])
        // Where the file says that a name lies is no hint.
        #expect(lines[2].toponyms[0].latitude == nil)
        let again = try await work.run(["locate", "--spans", "-"], input: MarkedNamesTests.articles)
        #expect(again.output == run.output)
    }

    @Test("a file without marks ends with 1, and one with wrong marks with 2 and the line")
    func faults() async throws {
        let work = try Workspace()
        #expect(try await work.run(["locate", "--spans", "-"], input: #"{"text": "Mosul", "toponyms": []}"#).code == 1)
        for toponyms in [
            #"[{"start": 0, "end": 6}]"#, #"[{"start": -1, "end": 3}]"#, #"[{"start": 2, "end": 2}]"#,
            #"[{"start": 3, "end": 1}]"#, #"[{"start": 0.5, "end": 3}]"#, "[5]", "7", "null",
            #"[{"start": 0, "end": 9223372036854775807}]"#,
        ] {
            let input = #"{"text": "Erbil", "toponyms": []}"# + "\n" + #"{"text": "Mosul", "toponyms": \#(toponyms)}"#
            let run = try await work.run(["locate", "--spans", "-"], input: input)
            #expect(run.code == 2 && run.errorLines.count == 1, "\(toponyms): \(run.errorText)")
            #expect(run.errorText.contains("line 2"), "\(toponyms): \(run.errorText)")
        }
        try await work.fail(2, ["locate"])
        try await work.fail(2, ["locate", "Mosul", "--spans", "-"])
        try await work.fail(2, ["locate", "--spans", "-", "--country", "IQ"])
        try await work.fail(2, ["locate", "--spans", "missing.jsonl"])
        try await work.fail(2, ["locate", "Mosul", "-o", "found.jsonl"])
    }

    @Test("the answer may go to a file, but not to the one that is read")
    func output() async throws {
        let work = try Workspace()
        let file = work.folder.path + "/articles.jsonl"
        try MarkedNamesTests.articles.write(toFile: file, atomically: true, encoding: .utf8)
        try await work.fail(2, ["locate", "--spans", file, "-o", file])
        let printed = try await work.succeed("locate", "--spans", file).output
        try await work.succeed("locate", "--spans", file, "-o", work.folder.path + "/found.jsonl")
        #expect(try String(contentsOfFile: work.folder.path + "/found.jsonl", encoding: .utf8) == printed)
    }
}
