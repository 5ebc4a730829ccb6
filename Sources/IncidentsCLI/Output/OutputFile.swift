import Foundation
import IncidentIndex

/// Where data goes: standard output, or a file that appears under its name only when it is complete.
final class OutputFile {
    private let descriptor: Int32
    private let path: String?
    private let temporaryPath: String?
    private var isFinished = false

    /// Opens a file for writing; nil or `-` is standard output. A pipe or device is written as it is.
    ///
    /// - Throws: ``Outcome`` with the system's reason.
    init(path: String?) throws {
        guard let path, path != "-" else {
            descriptor = StandardStreams.output
            self.path = nil
            temporaryPath = nil
            return
        }
        self.path = path
        let exists = FileManager.default.fileExists(atPath: path)
        let attributes = exists ? try FileManager.default.attributesOfItem(atPath: path) : [:]
        let isRegular =
            !exists || attributes[.type] as? FileAttributeType == .typeRegular
        temporaryPath = isRegular ? "\(path).\(ProcessInfo.processInfo.processIdentifier).part" : nil
        let flags = O_WRONLY | O_CLOEXEC | (isRegular ? O_CREAT | O_TRUNC : 0)
        // The path is a Swift string, which the call sees as a C text.
        descriptor = unsafe open(temporaryPath ?? path, flags, 0o666)
        guard descriptor >= 0 else {
            throw Outcome.failed("cannot write '\(path)': \(StandardStreams.systemMessage(errno))")
        }
    }

    func write(_ bytes: [UInt8]) throws {
        try StandardStreams.write(bytes, to: descriptor, name: path.map { "'\($0)'" } ?? "standard output")
    }

    /// Puts the complete file in its place.
    func finish() throws {
        guard !isFinished else { return }
        isFinished = true
        guard let path else { return }
        guard close(descriptor) == 0 else {
            throw Outcome.failed("cannot write '\(path)': \(StandardStreams.systemMessage(errno))")
        }
        // Both paths are Swift strings, which the calls see as C texts.
        if let temporaryPath, unsafe rename(temporaryPath, path) != 0 {
            let reason = StandardStreams.systemMessage(errno)
            unsafe unlink(temporaryPath)
            throw Outcome.failed("cannot write '\(path)': \(reason)")
        }
    }

    deinit {
        // An unfinished file is incomplete and must not be taken for a result.
        if !isFinished, path != nil {
            close(descriptor)
            if let temporaryPath { unsafe unlink(temporaryPath) }
        }
    }
}
