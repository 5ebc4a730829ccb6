import Foundation

enum FileNames {
    /// The names of the files in a folder, sorted.
    static func inFolder(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }
}
