import Foundation
import TestSupport
import Testing

/// A file without content in the place of a store.
@Suite("an empty file")
struct EmptyFileTests {
    @Test(
        "an empty file is no store for a command that reads or edits, and stays empty",
        arguments: [
            ["count"], ["query"], ["info"], ["verify"], ["export"], ["rebuild-index"], ["nearest", "--to", "44,33"],
            ["delete", "a:b"], ["update", "a:b", "--title", "t"],
        ])
    func reading(arguments: [String]) async throws {
        let work = try Workspace()
        try work.folder.write("", to: "incidents.gpkg")
        let run = try await work.fail(2, arguments)
        #expect(run.errorText.contains("is empty: not a store"), "\(run.errorText)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: work.store)).isEmpty)
        #expect(try work.folder.contents() == ["incidents.gpkg"])
    }

    @Test("an import fills an empty file, and a failed one leaves it empty")
    func writing() async throws {
        let work = try Workspace()
        try work.folder.write("", to: "incidents.gpkg")
        try await work.fail(2, ["import", "missing.csv"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: work.store)).isEmpty)
        #expect(try work.folder.contents() == ["incidents.gpkg"])
        try await work.succeed("import", "-", input: Samples.csv)
        #expect(try await work.count() == 5)
    }
}
