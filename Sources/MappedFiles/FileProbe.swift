#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What can be known of a file without mapping it.
public struct FileProbe: Hashable, Sendable {
    /// Bytes.
    public let size: Int64
    /// Whether it is a regular file, not a folder, a device or a pipe.
    public let isRegular: Bool
    /// Whether it is a folder.
    public let isFolder: Bool
    /// When the content was last changed, in nanoseconds since 1970, as finely as the file system notes it.
    public let modified: Int64
    /// The device and the file's number on it, which name the file whatever its path.
    public let identity: Identity

    /// What names a file whatever its path.
    public struct Identity: Hashable, Sendable {
        /// The device.
        public let device: UInt64
        /// The file's number on it.
        public let number: UInt64
    }

    /// Looks at a file; nil where there is none.
    ///
    /// - Throws: ``FileError`` when even that is not allowed.
    public init?(path: String) throws(FileError) {
        var status = stat()
        // The path is read up to its NUL and the status is written, both during the call.
        guard unsafe stat(path, &status) == 0 else {
            let error = FileError(path: path, operation: .open)
            if error.isMissing { return nil }
            throw error
        }
        size = Int64(status.st_size)
        #if canImport(Darwin)
        let time = status.st_mtimespec
        #else
        let time = status.st_mtim
        #endif
        // A file system may note any number; a wrapped one tells two states apart as well.
        modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
    }

    /// Whether there is anything at the path.
    ///
    /// - Throws: ``FileError`` when even looking is not allowed.
    public static func exists(_ path: String) throws(FileError) -> Bool { try FileProbe(path: path) != nil }

    /// Whether this process may write the file and make files in its folder.
    public static func isWritable(_ path: String) -> Bool {
        // Both paths are read up to their NUL during the calls.
        unsafe access(path, W_OK) == 0 && access(folder(of: path), W_OK) == 0
    }

    /// The folder that a path lies in.
    public static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
