#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Why the system refused to do something with a file.
public struct FileError: Error, Hashable, Sendable {
    /// What was to be done.
    public enum Operation: String, Hashable, Sendable {
        case open = "opened"
        case map = "mapped"
        case write = "written"
        case rename = "renamed"
        case remove = "removed"
        case synchronise = "brought to the disk"
    }

    /// The file.
    public let path: String
    /// What was to be done with it.
    public let operation: Operation
    /// The system's error number.
    public let code: Int32

    /// Makes an error of a system's error number.
    public init(path: String, operation: Operation, code: Int32) {
        self.path = path
        self.operation = operation
        self.code = code
    }

    /// Makes an error of what the last system call left.
    init(path: String, operation: Operation) {
        self.init(path: path, operation: operation, code: errno)
    }

    /// Whether there is no such file.
    public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

    /// Whether there is such a file already.
    public var isTaken: Bool { code == EEXIST }

    /// Whether the file system cannot do this at all.
    public var isUnsupported: Bool { code == EPERM || code == EOPNOTSUPP || code == ENOSYS || code == EMLINK }
}

extension FileError: CustomStringConvertible {
    /// One clause for a person, without a trailing full stop.
    public var description: String {
        // The system's text is copied at once.
        let reason = unsafe String(cString: strerror(code))
        return "\(path) could not be \(operation.rawValue): \(reason)"
    }
}
