import Formats
import Foundation
import JSONValues

/// The file of rejected rows. It appears under its name when the import has succeeded, and only if a row was rejected.
final class RejectLog {
    private let path: String?
    private var temporaryPath: String?
    private var file: FileHandle?
    private var writer = JSONWriter()

    private static let bufferedBytes = 64 << 10

    init(path: String?) {
        self.path = path
    }

    func append(_ row: RejectedRow) throws {
        guard path != nil else { return }
        row.append(to: &writer)
        if writer.bytes.count >= RejectLog.bufferedBytes { try flush() }
    }

    /// Puts the file in its place.
    func finish() throws {
        try flush()
        guard let file, let path, let temporaryPath else { return }
        try file.synchronize()
        try file.close()
        self.file = nil
        // The paths are Swift strings, which the call sees as C texts.
        guard unsafe rename(temporaryPath, path) == 0 else { throw RejectLog.failure(path, errno) }
        self.temporaryPath = nil
    }

    private func flush() throws {
        guard !writer.bytes.isEmpty, let path else { return }
        if file == nil {
            let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier).part"
            guard FileManager.default.createFile(atPath: temporary, contents: nil),
                let handle = FileHandle(forWritingAtPath: temporary)
            else { throw RejectLog.failure(path, errno) }
            temporaryPath = temporary
            file = handle
        }
        try file?.write(contentsOf: Data(writer.bytes))
        writer.removeAll()
    }

    private static func failure(_ path: String, _ code: Int32) -> FormatError {
        // strerror answers every number with a text of its own, which is copied at once.
        let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return FormatError(
            "cannot write the rejects file '\(path)': \(reason)",
            advice: "name another one with --rejects")
    }

    deinit {
        // The import failed: what it rejected is of no use.
        try? file?.close()
        if let temporaryPath { try? FileManager.default.removeItem(atPath: temporaryPath) }
    }
}
