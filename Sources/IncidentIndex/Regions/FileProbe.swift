import Foundation

/// Whether files are there.
enum FileProbe {
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
