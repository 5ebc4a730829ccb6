import Foundation
import IncidentIndex
import MappedFiles

/// Where data goes: standard output, or a file that appears under its name only when it is complete.
final class OutputFile {
    private let descriptor: Int32
    private let path: String?
    /// The file itself, wherever links lead, and what it is called until it is complete; nil for a pipe or a device.
    private let place: (final: String, temporary: String)?
    private var filter: TerminalFilter?
    private var isFinished = false

    /// Opens a file for writing; nil or `-` is standard output. A pipe or device is written as it is.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - escapes: how what a terminal would obey is escaped, where it goes to one.
    /// - Throws: ``Outcome`` with the system's reason.
    init(path: String?, escapes: TerminalFilter.Escapes) throws {
        guard let path, !OutputFile.isStandardOutput(path) else {
            descriptor = StandardStreams.output
            if StandardStreams.isTerminal(descriptor) { filter = TerminalFilter(escapes) }
            self.path = nil
            place = nil
            return
        }
        self.path = path
        if try FileProbe(path: path)?.isRegular ?? true {
            let final = FileLocation(path).path
            let temporary = "\(final).\(ProcessInfo.processInfo.processIdentifier).part"
            place = (final, temporary)
            TemporaryFiles.note(temporary)
        } else {
            place = nil
        }
        let flags = O_WRONLY | O_CLOEXEC | (place == nil ? 0 : O_CREAT | O_TRUNC)
        // The path is a Swift string, which the call sees as a C text.
        descriptor = unsafe open(place?.temporary ?? path, flags, 0o666)
        guard descriptor >= 0 else {
            throw Outcome.failed("cannot write '\(path)': \(StandardStreams.systemMessage(errno))")
        }
    }

    /// Makes sure that writing to a path replaces no file in use.
    static func check(_ path: String, against files: FilesInUse) throws {
        if !isStandardOutput(path) { try files.checkOutput(path) }
    }

    /// Whether a path names a file, there or to be made, and no pipe or device.
    static func isRegular(_ path: String) -> Bool {
        !isStandardOutput(path) && ((try? FileProbe(path: path)?.isRegular ?? true) ?? false)
    }

    private static func isStandardOutput(_ path: String) -> Bool { path == "-" || path == "/dev/stdout" }

    func write(_ bytes: [UInt8]) throws {
        let bytes = filter?.pass(bytes) ?? bytes
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
        guard let place else { return }
        defer { TemporaryFiles.forget(place.temporary) }
        // Both paths are Swift strings, which the calls see as C texts.
        if unsafe rename(place.temporary, place.final) != 0 {
            let reason = StandardStreams.systemMessage(errno)
            unsafe unlink(place.temporary)
            throw Outcome.failed("cannot write '\(path)': \(reason)")
        }
    }

    deinit {
        // An unfinished file is incomplete and must not be taken for a result.
        if !isFinished, path != nil {
            close(descriptor)
            if let place {
                unsafe unlink(place.temporary)
                TemporaryFiles.forget(place.temporary)
            }
        }
    }
}
