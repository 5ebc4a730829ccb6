public import Foundation

/// A program run to its end, with what it printed.
///
///     let run = try await ChildProcess.run("/usr/bin/sort", ["-n"], input: Data("2\n1\n".utf8))
///     run.output    // "1\n2\n"
public struct ChildProcess: Sendable {
    /// Its exit code, or 128 and the signal's number when a signal ended it, as shells have it.
    public let code: Int32
    /// Its standard output.
    public let outputData: Data
    /// Its standard error.
    public let errorData: Data

    /// Its standard output as text.
    public var output: String { String(decoding: outputData, as: UTF8.self) }
    /// Its standard error as text.
    public var errorText: String { String(decoding: errorData, as: UTF8.self) }

    /// The lines of its standard output.
    public var lines: [String] { output.split(separator: "\n").map(String.init) }
    /// The lines of its standard error.
    public var errorLines: [String] { errorText.split(separator: "\n").map(String.init) }

    /// Why no result came back.
    public enum Failure: Error, CustomStringConvertible {
        /// The program ran longer than it may.
        case timedOut(program: String, seconds: Double)

        /// One sentence.
        public var description: String {
            switch self {
            case .timedOut(let program, let seconds): "\(program) did not end within \(seconds) s"
            }
        }
    }

    /// Runs a program and waits for its end without holding a thread.
    ///
    /// - Parameters:
    ///   - program: The path of an executable file.
    ///   - arguments: What to pass, without the program's own name.
    ///   - input: Its standard input; nil is an empty one.
    ///   - environment: Variables to set; those of the test's own process stay, a nil value removes one.
    ///   - folder: Its working directory.
    ///   - seconds: How long it may run before it is killed.
    /// - Returns: What it printed and how it ended.
    /// - Throws: ``Failure/timedOut(program:seconds:)``, or Foundation's error when it cannot be started.
    public static func run(
        _ program: String, _ arguments: [String] = [], input: Data? = nil, environment: [String: String?] = [:],
        folder: String? = nil, within seconds: Double = 300
    ) async throws -> ChildProcess {
        // Files rather than pipes: nothing to drain meanwhile, and a grandchild that lives on cannot hold them open.
        let scratch = try TemporaryFolder()
        let inputPath = try scratch.write(input ?? Data(), to: "input")
        let outputPath = try scratch.write(Data(), to: "output")
        let errorPath = try scratch.write(Data(), to: "error")
        let files = [
            try FileHandle(forReadingFrom: URL(fileURLWithPath: inputPath)),
            try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath)),
            try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath)),
        ]
        defer { for file in files { try? file.close() } }

        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = files[0]
        process.standardOutput = files[1]
        process.standardError = files[2]
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder, isDirectory: true) }
        var variables = ProcessInfo.processInfo.environment
        for (name, value) in environment { variables[name] = value }
        process.environment = variables

        let ended = try await end(of: process, within: seconds)
        guard ended else { throw Failure.timedOut(program: program, seconds: seconds) }
        let signalled = process.terminationReason == .uncaughtSignal
        let code = process.terminationStatus + (signalled ? 128 : 0)
        return try ChildProcess(
            code: code, outputData: Data(contentsOf: URL(fileURLWithPath: outputPath)),
            errorData: Data(contentsOf: URL(fileURLWithPath: errorPath)))
    }

    /// Starts a process and waits for it; false when it had to be killed.
    private static func end(of process: Process, within seconds: Double) async throws -> Bool {
        let (ends, continuation) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
        let killer = Task {
            try await Task.sleep(for: .seconds(seconds))
            kill(process.processIdentifier, SIGKILL)
        }
        for await _ in ends {}
        killer.cancel()
        if case .success = await killer.result { return false }
        return true
    }
}
