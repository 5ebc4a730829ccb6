import Foundation
import TestSupport
import Testing

/// The commands that the README shows do what it says.
@Suite("the README", .tools("bash"))
struct ReadmeTests {
    /// The shell blocks of a document, in order. Lines that begin with `$ ` are commands; what follows is what they print.
    private func consoleBlocks(of document: String) throws -> [[(command: String, output: [String])]] {
        let text = try String(contentsOfFile: SharedData.packageRoot + "/" + document, encoding: .utf8)
        var blocks: [[(command: String, output: [String])]] = []
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                isInside = line == "```console"
                if isInside { blocks.append([]) }
            } else if isInside, line.hasPrefix("$ ") {
                blocks[blocks.count - 1].append((String(line.dropFirst(2)), []))
            } else if isInside, let last = blocks[blocks.count - 1].indices.last {
                blocks[blocks.count - 1][last].output.append(line)
            }
        }
        return blocks
    }

    @Test("each command of the README ends well and prints what stands below it")
    func commands() async throws {
        let binary = try #require(Workspace.binary)
        let work = try Workspace()
        try FileManager.default.createSymbolicLink(
            atPath: work.folder.file("docs"), withDestinationPath: SharedData.packageRoot + "/docs")
        let path = URL(fileURLWithPath: binary).deletingLastPathComponent().path
        let inherited = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        var commands = 0
        for (command, expected) in try consoleBlocks(of: "README.md").joined() where !command.hasPrefix("make ") {
            let bash = try #require(ExternalTool.path("bash"))
            let run = try await ChildProcess.run(
                bash, ["-c", command],
                environment: ["PATH": path + ":" + inherited, "INCIDENTS_STORE": nil, "INCIDENTS_CONFIG": ""],
                folder: work.folder.path)
            #expect(run.code == 0, "\(command): \(run.errorText)")
            var printed = run.output.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(
                String.init)
            while printed.last == "" { printed.removeLast() }
            let shown = expected.reversed().drop { $0.isEmpty }.reversed()
            if !shown.isEmpty { #expect(matches(printed, Array(shown)), "\(command) printed\n\(run.output)") }
            commands += 1
        }
        #expect(commands >= 8, "the README shows the tour of the command")
    }

    /// Compares line by line; a shown line `…` stands for any number of lines, and a shown `…` at a line's end for its rest.
    private func matches(_ printed: [String], _ shown: [String]) -> Bool {
        guard let first = shown.first else { return printed.isEmpty }
        if first == "…" {
            return (0...printed.count).contains { matches(Array(printed.dropFirst($0)), Array(shown.dropFirst())) }
        }
        guard let line = printed.first else { return false }
        let agrees = first.hasSuffix("…") ? line.hasPrefix(first.dropLast()) : line == first
        return agrees && matches(Array(printed.dropFirst()), Array(shown.dropFirst()))
    }
}
