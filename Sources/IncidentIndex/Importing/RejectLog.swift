import Formats
import Foundation
import JSONValues
import MappedFiles

/// The file of rejected rows. It appears under its name when the import has succeeded, and only if a row was rejected.
final class RejectLog {
    private let path: String?
    private let keepsEarlier: Bool
    private var file: FileReplacement?
    private var hasFile = false
    /// A pipe or a device, which is written to and never replaced.
    private var stream: FileHandle?
    private var writer = JSONWriter()

    private static let bufferedBytes = 64 << 10

    /// - Parameters:
    ///   - path: the file; nil drops the rows.
    ///   - keepsEarlier: whether a file that is there stays and this one takes the next free number.
    init(path: String?, keepsEarlier: Bool) {
        self.path = path
        self.keepsEarlier = keepsEarlier
    }

    func append(_ row: RejectedRow) throws {
        guard path != nil else { return }
        row.append(to: &writer)
        if writer.bytes.count >= RejectLog.bufferedBytes { try flush() }
    }

    /// Puts the file in its place.
    ///
    /// - Returns: the place; nil where nothing was rejected.
    func finish() throws -> String? {
        try flush()
        if let stream {
            try stream.close()
            return path
        }
        guard let path, let file = file.take() else { return nil }
        do {
            guard keepsEarlier else {
                try file.commit()
                return path
            }
            let (place, isKnown) = try RejectLog.place(for: file.temporaryPath, at: path)
            // The same rows again, as when an import is repeated: the file is there already.
            if !isKnown { try file.commit(as: place) }
            return place
        } catch {
            throw RejectLog.failure(path, error)
        }
    }

    private func flush() throws {
        guard !writer.bytes.isEmpty, let path else { return }
        do {
            if try stream != nil || FileProbe(path: path)?.isRegular == false {
                let stream = try stream ?? FileHandle(forWritingTo: URL(fileURLWithPath: path))
                self.stream = stream
                try stream.write(contentsOf: writer.bytes)
                return writer.removeAll()
            }
            if !hasFile {
                file = try FileReplacement(of: FileLocation(path).path)
                hasFile = true
            }
            // The bytes are written before the call returns.
            try unsafe writer.bytes.withUnsafeBytes { bytes in try unsafe file?.write(bytes) }
        } catch {
            throw RejectLog.failure(path, error)
        }
        writer.removeAll()
    }

    /// The first name that is free, now taken by an empty file, or that of a file with this very content.
    private static func place(
        for content: String, at path: String
    ) throws(FileError) -> (path: String, isKnown: Bool) {
        var number = 1
        while true {
            let candidate = number == 1 ? path : numbered(path, number)
            if try FileReplacement.reserve(candidate) { return (candidate, false) }
            if FileManager.default.contentsEqual(atPath: content, andPath: candidate) { return (candidate, true) }
            number += 1
        }
    }

    /// `rejects.jsonl` becomes `rejects-2.jsonl`.
    private static func numbered(_ path: String, _ number: Int) -> String {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) } ?? path.startIndex
        guard let dot = path[name...].lastIndex(of: "."), dot != name else { return "\(path)-\(number)" }
        return "\(path[..<dot])-\(number)\(path[dot...])"
    }

    private static func failure(_ path: String, _ error: any Error) -> FormatError {
        var reason = (error as? FileError)?.description ?? error.localizedDescription
        // What Foundation says of a device is a sentence.
        if reason.hasSuffix(".") { reason.removeLast() }
        return FormatError(
            "cannot write the rejects file '\(path)': \(reason)", advice: "name another one with --rejects")
    }
}
