#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension FileReplacement {
    /// Removes the temporary files that replacements of a file left when their process was killed.
    ///
    /// Whoever writes one holds a lock on it, which the system takes away with the process, in whatever container that ran.
    /// What cannot be locked, read or removed stays.
    ///
    /// - Parameter path: The file that they were to replace.
    /// - Complexity: O(files in the folder).
    public static func removeAbandoned(beside path: String) {
        let folder = FileProbe.folder(of: path)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        for entry in names(in: folder) where isTemporary(entry, of: name) {
            let path = folder + "/" + entry
            // The path is read up to its NUL during the calls.
            let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
            guard file >= 0 else { continue }
            defer { close(file) }
            if flock(file, LOCK_EX | LOCK_NB) == 0 { _ = unsafe unlink(path) }
        }
    }

    /// Whether a name is `NAME.PROCESS-NUMBER.tmp`.
    private static func isTemporary(_ entry: String, of name: String) -> Bool {
        guard entry.hasPrefix(name + "."), entry.hasSuffix(".tmp") else { return false }
        let middle = entry.dropFirst(name.count + 1).dropLast(4)
        let numbers = middle.split(separator: "-", omittingEmptySubsequences: false)
        return numbers.count == 2 && numbers.allSatisfy { UInt32($0) != nil }
    }

    private static func names(in folder: String) -> [String] {
        // The path is read up to its NUL during the call; the stream is closed before the function returns.
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            // The name ends with a NUL inside the entry, which is valid until the next call.
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee))
                {
                    unsafe String(cString: $0)
                }
            }
            names.append(name)
        }
        return names
    }
}
