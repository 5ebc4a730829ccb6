import Foundation
import TestSupport

/// The program `CrashWriter`, run until it is killed, with what it acknowledged before.
struct CrashWriterRun {
    /// The lines that it wrote, whole ones only.
    let lines: [String]
    /// Whether a signal ended it.
    let wasKilled: Bool

    /// The last batch that it acknowledged; nil when it acknowledged none.
    var acknowledged: Int? { lines.compactMap { Int($0) }.last }
    /// What it could not do, in its own words.
    var error: String? { lines.first { $0.hasPrefix("error") } }
    /// What it could not do the second time either.
    var secondError: String? { lines.first { $0.hasPrefix("again") } }

    /// When the program is killed.
    enum KillInstant {
        /// Not by us.
        case never
        /// So many microseconds after its start.
        case afterStart(microseconds: UInt32)
        /// So many microseconds after it wrote so many lines.
        case afterLines(Int, microseconds: UInt32)
    }

    /// The built program.
    static let program = path(ofProgram: "CrashWriter")

    /// The path of a program that was built beside the tests; nil where it was not.
    static func path(ofProgram name: String) -> String? {
        var folders: [String] = []
        for argument in ProcessInfo.processInfo.arguments where argument.contains(".xctest") {
            let bundle = argument.components(separatedBy: ".xctest")[0]
            folders.append(URL(fileURLWithPath: bundle).deletingLastPathComponent().path)
        }
        folders += ["release", "debug"].map { SharedData.packageRoot + "/.build/" + $0 }
        return folders.map { $0 + "/" + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs the program on a store and kills it.
    ///
    /// - Parameters:
    ///   - program: Its path.
    ///   - arguments: What to pass to it.
    ///   - instant: When to kill it; it may have ended before.
    /// - Throws: Foundation's error when it cannot be started.
    init(_ program: String, _ arguments: [String], killed instant: KillInstant) throws {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        var bytes: [UInt8] = []
        switch instant {
        case .never:
            while CrashWriterRun.readMore(descriptor, &bytes) {}
        case .afterStart(let microseconds):
            usleep(microseconds)
        case .afterLines(let count, let microseconds):
            while bytes.count(where: { $0 == 0x0A }) < count, CrashWriterRun.readMore(descriptor, &bytes) {}
            usleep(microseconds)
        }
        if case .never = instant {} else { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        while CrashWriterRun.readMore(descriptor, &bytes, waitingMilliseconds: 0) {}
        let text = String(decoding: bytes, as: UTF8.self)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        wasKilled = process.terminationReason == .uncaughtSignal
    }

    /// Reads what is there, after waiting for it; false at the end or when nothing comes for a minute.
    private static func readMore(
        _ descriptor: Int32, _ bytes: inout [UInt8], waitingMilliseconds: Int32 = 60_000
    ) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // The structure is read and written during the call.
        guard unsafe poll(&waiting, 1, waitingMilliseconds) == 1 else { return false }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        // The buffer is valid during the call and as long as its count says.
        let count = unsafe read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return false }
        bytes += buffer.prefix(count)
        return true
    }
}
