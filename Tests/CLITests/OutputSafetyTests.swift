import Foundation
import TestSupport
import Testing

/// What is written never takes the place of what is read or kept.
@Suite("output that would destroy something")
struct OutputSafetyTests {
    /// A store, a region file, links to both, and everything's bytes.
    private struct Scene {
        let work: Workspace
        let region: String
        let input: String
        let before: [String: Data]

        init() async throws {
            work = try Workspace()
            region = try work.folder.write(Samples.polygon, to: "iraq.geojson")
            input = try work.folder.write(Samples.mixed, to: "mixed.csv")
            try await work.succeed("import", "-", input: Samples.csv)
            try await work.succeed("rebuild-index")
            let files = FileManager.default
            try files.createSymbolicLink(atPath: work.folder.file("symbolic"), withDestinationPath: "incidents.gpkg")
            try files.createSymbolicLink(atPath: work.folder.file("chain"), withDestinationPath: "symbolic")
            try files.linkItem(atPath: work.store, toPath: work.folder.file("hard"))
            try files.createDirectory(atPath: work.folder.file("folder"), withIntermediateDirectories: false)
            before = try Scene.bytes(in: work)
        }

        static func bytes(in work: Workspace) throws -> [String: Data] {
            var bytes: [String: Data] = [:]
            for name in try work.folder.contents() {
                bytes[name] = try? Data(contentsOf: URL(fileURLWithPath: work.folder.file(name)))
            }
            return bytes
        }

        func expectUnchanged(_ what: [String]) throws {
            #expect(try Scene.bytes(in: work) == before, "\(what)")
        }
    }

    @Test(
        "what standard output has no room for is an error of every verb",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullOutput() async throws {
        let work = try Workspace()
        let binary = try #require(Workspace.binary)
        try await work.succeed("import", "-", input: Samples.csv)
        let verbs = [
            ["verify"], ["verify", "--json"], ["bench", "--queries", "1", "--seconds", "0"], ["info"], ["query"],
            ["count", "--by", "day"], ["add", "--at", "44,33", "--date", "2022-01-04"], ["--help"], ["--version"],
        ]
        for verb in verbs {
            let run = try await ExternalTool.run(
                "bash", ["-c", #""$0" "$@" > /dev/full"#, binary] + verb, environment: ["INCIDENTS_STORE": work.store])
            #expect(run.code == 2, "\(verb)")
            #expect(run.errorText.contains("cannot write standard output"), "\(verb): \(run.errorText)")
        }
        let mixed = try work.folder.write(Samples.mixed, to: "mixed.csv")
        let refused = try await work.fail(2, ["import", mixed, "--rejects", "/dev/full"])
        #expect(
            refused.errorText.hasPrefix("incidents: cannot write the rejects file '/dev/full': ")
                && refused.errorText.hasSuffix("; name another one with --rejects\n"), "\(refused.errorText)")
    }

    @Test("a file that the command uses is refused as its output, whatever its spelling and links, and nothing changes")
    func outputs() async throws {
        let scene = try await Scene()
        let outputs = [
            ("incidents.gpkg", "the store"), (scene.work.store, "the store"),
            ("./folder/../incidents.gpkg", "the store"),
            ("symbolic", "the store"), ("chain", "the store"), ("hard", "the store"),
            ("incidents.gpkg-wal", "the store's log"), ("incidents.gpkg-shm", "the store's shared memory"),
            ("incidents.gpkg.index", "the store's index"), ("folder", "a folder"), ("folder/", "a folder"),
        ]
        let verbs = [
            ["export"], ["query"], ["query", "--format", "csv"], ["count"], ["count", "--by", "type"],
            ["nearest", "--to", "44,33"],
        ]
        for (output, use) in outputs {
            for verb in verbs {
                let run = try await scene.work.fail(2, verb + ["-o", output])
                #expect(run.errorText.contains("it is \(use);"), "\(verb) \(output): \(run.errorText)")
                try scene.expectUnchanged(verb + [output])
            }
        }
        for verb in [["query", "--region-file"], ["count", "--region-file"]] {
            let run = try await scene.work.fail(2, verb + ["iraq.geojson", "-o", "./iraq.geojson"])
            #expect(run.errorText.contains("the region file"), "\(run.errorText)")
        }
        try await scene.work.fail(2, ["count", "--by", "region-file=iraq.geojson", "-o", scene.region])
        try await scene.work.fail(2, ["count", "--by", "region-file=iraq.geojson:name", "-o", scene.region])
        try scene.expectUnchanged(["the region file"])
    }

    @Test("rejected rows never replace the store or a file to import")
    func rejects() async throws {
        let scene = try await Scene()
        for (rejects, use) in [
            ("incidents.gpkg", "the store"), ("hard", "the store"), ("incidents.gpkg.index", "the store's index"),
            ("mixed.csv", "a file to import"), ("folder/../mixed.csv", "a file to import"), ("folder", "a folder"),
        ] {
            let run = try await scene.work.fail(2, ["import", scene.input, "--rejects", rejects])
            #expect(run.errorText.contains("it is \(use);"), "\(rejects): \(run.errorText)")
            try scene.expectUnchanged([rejects])
        }
    }

    @Test("a store that is not there yet is not written over either, however the two paths are spelled")
    func notYetThere() async throws {
        let work = try Workspace()
        let input = try work.folder.write(Samples.mixed, to: "mixed.csv")
        try FileManager.default.createSymbolicLink(
            atPath: work.folder.file("link"), withDestinationPath: "./incidents.gpkg")
        for rejects in ["incidents.gpkg", "./incidents.gpkg", work.store, "link", "incidents.gpkg-wal"] {
            try await work.fail(2, ["import", input, "--rejects", rejects])
            #expect(try work.folder.contents() == ["link", "mixed.csv"], "\(rejects)")
        }
    }

    @Test("output through a link goes to the file that the link names, and a pipe or device is written to as it is")
    func links() async throws {
        let work = try Workspace()
        try await work.succeed("import", "-", input: Samples.csv)
        try work.folder.write("old", to: "target.csv")
        try FileManager.default.createSymbolicLink(
            atPath: work.folder.file("link.csv"), withDestinationPath: "target.csv")
        try await work.succeed("export", "--format", "ids", "-o", "link.csv")
        let target = try String(contentsOfFile: work.folder.file("target.csv"), encoding: .utf8)
        #expect(target.split(separator: "\n").count == 5)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: work.folder.file("link.csv")) == "target.csv")
        try await work.succeed("export", "-o", "/dev/null")
        #expect(try await work.succeed("count", "-o", "/dev/stdout").output == "5\n")
        let run = try await work.run(["import", "-", "--rejects", "/dev/null"], input: Samples.mixed)
        #expect(run.code == 3)
        let kind = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        #expect(kind == .typeCharacterSpecial)
    }

    @Test("rejects of an earlier import stay; those of the next get a number, and the same rows again no new file")
    func earlierRejects() async throws {
        let work = try Workspace()
        let first = try await work.run(["import", "-"], input: Samples.mixed)
        let name = work.store + ".rejects.jsonl"
        #expect(first.code == 3 && first.output.contains(name))
        let kept = try Data(contentsOf: URL(fileURLWithPath: name))
        let second = try await work.run(["import", "-"], input: "id,date,longitude,latitude\nx,2022-01-01,1,95\n")
        let numbered = work.store + ".rejects-2.jsonl"
        #expect(second.code == 3 && second.output.contains(numbered), "\(second.output)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: name)) == kept)
        #expect(try String(contentsOfFile: numbered, encoding: .utf8).contains("95"))
        let again = try await work.run(["import", "-"], input: Samples.mixed)
        #expect(again.code == 3 && again.output.contains(name), "\(again.output)")
        #expect(
            try work.folder.contents().filter { $0.contains("rejects") }
                == ["incidents.gpkg.rejects-2.jsonl", "incidents.gpkg.rejects.jsonl"])
        // Mended rejects can be imported from where they are, though a new file of them would have that name.
        let mended = try await work.run(["import", numbered])
        #expect(mended.code == 3, "\(mended.errorText)")
    }

    @Test("a file named by --rejects is replaced, as it says")
    func namedRejects() async throws {
        let work = try Workspace()
        let path = try work.folder.write("old", to: "bad.jsonl")
        let run = try await work.run(["import", "-", "--rejects", "bad.jsonl"], input: Samples.mixed)
        #expect(run.code == 3)
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("latitude"))
        #expect(try work.folder.contents() == ["bad.jsonl", "incidents.gpkg"])
    }
}
