import Foundation
import TestSupport
import Testing

/// A folder with a store of its own, in which the built command `incidents` runs.
struct Workspace {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The store, which exists once something was imported or added.
    var store: String { folder.file("incidents.gpkg") }
    /// The index beside it.
    var index: String { folder.file("incidents.gpkg.index") }

    /// The built command: the one that `INCIDENTS_BINARY` names, or the one beside the tests.
    static let binary: String? = {
        if let named = ProcessInfo.processInfo.environment["INCIDENTS_BINARY"], !named.isEmpty { return named }
        var folders: [String] = []
        for argument in ProcessInfo.processInfo.arguments where argument.contains(".xctest") {
            // Linux runs …/release/Name.xctest itself, macOS loads …/release/Name.xctest/Contents/MacOS/Name.
            let bundle = argument.components(separatedBy: ".xctest")[0]
            folders.append(URL(fileURLWithPath: bundle).deletingLastPathComponent().path)
        }
        folders += ["release", "debug"].map { SharedData.packageRoot + "/.build/" + $0 }
        return folders.map { $0 + "/incidents" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// Runs the command in the folder.
    func run(
        _ arguments: [String], input: String? = nil, environment: [String: String?] = [:], within seconds: Double = 300
    ) async throws -> ChildProcess {
        let binary = try #require(Workspace.binary, "the command is not built: swift build --product incidents")
        var variables: [String: String?] = ["INCIDENTS_STORE": store, "INCIDENTS_CONFIG": "", "TZ": "UTC"]
        variables.merge(environment) { $1 }
        return try await ChildProcess.run(
            binary, arguments, input: input.map { Data($0.utf8) }, environment: variables, folder: folder.path,
            within: seconds)
    }

    /// Runs the command and expects that it ends with 0 and says nothing on standard error.
    @discardableResult
    func succeed(
        _ arguments: String..., input: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> ChildProcess {
        let run = try await run(arguments, input: input)
        #expect(
            run.code == 0 && run.errorText.isEmpty,
            "\(arguments.joined(separator: " ")): \(run.code), \(run.errorText)",
            sourceLocation: sourceLocation)
        return run
    }

    /// Runs the command and expects this exit code, nothing on standard output, and one sentence on standard error.
    @discardableResult
    func fail(
        _ code: Int32, _ arguments: [String], input: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> ChildProcess {
        let run = try await run(arguments, input: input)
        let what = "\(arguments.joined(separator: " ")): \(run.code), \(run.errorText)"
        #expect(run.code == code, "\(what)", sourceLocation: sourceLocation)
        #expect(run.errorLines.count == 1, "one sentence: \(what)", sourceLocation: sourceLocation)
        #expect(run.output.isEmpty, "no data: \(run.output.prefix(200))", sourceLocation: sourceLocation)
        return run
    }

    /// Runs SQL on the store with the sqlite3 program, as somebody would who never heard of us.
    @discardableResult
    func sql(_ statements: String) async throws -> String {
        let run = try await ExternalTool.run("sqlite3", ["-bail", store], input: Data(statements.utf8))
        try #require(run.code == 0, "sqlite3: \(run.errorText)")
        return run.output
    }

    /// How many incidents a query has, by `count`.
    func count(_ arguments: String...) async throws -> Int {
        let run = try await run(["count", "--json"] + arguments)
        try #require(run.code == 0 || run.code == 1, "\(run.errorText)")
        return try JSONDecoder().decode(CountReport.self, from: run.outputData).count
    }

    /// The features of a query, by `query`.
    func features(_ arguments: String...) async throws -> [FeatureCollection.Feature] {
        let run = try await run(["query"] + arguments)
        try #require(run.code == 0 || run.code == 1, "\(run.errorText)")
        return try JSONDecoder().decode(FeatureCollection.self, from: run.outputData).features
    }

    /// Everything about the store that must stay when a command fails: its rows, in order.
    func contents() async throws -> String {
        try await run(["export", "--format", "csv", "--raw-cells"]).output
    }
}
