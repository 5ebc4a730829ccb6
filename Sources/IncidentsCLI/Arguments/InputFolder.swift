import Foundation
import MappedFiles

/// Folders as input: the files right in them.
enum InputFolder {
    /// The files that a path means: itself or, where it is a folder, those in it by the bytes of their names. Hidden files and
    /// folders in the folder are passed over.
    static func files(at path: String) throws -> [String] {
        guard path != "-", (try? FileProbe(path: path)?.isFolder) == true else { return [path] }
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
            .filter { !$0.hasPrefix(".") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let folder = path.hasSuffix("/") ? path : path + "/"
        let files = names.map { folder + $0 }.filter { (try? FileProbe(path: $0)?.isRegular) == true }
        guard !files.isEmpty else { throw Outcome.failed("there is no file in the folder '\(path)'") }
        return files
    }
}
