#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The system's calls by which files beside a store are written, so that a test can have each of them fail.
///
/// Each method is one call: it neither tries again nor goes on after a part, which is for its users to do.
public protocol FileLayer: Sendable {
    /// Makes a file that is not there yet, and opens it for writing.
    func create(_ path: String) throws(FileError) -> OpenFile
    /// Opens a file that is there, to bring its content to the disk.
    func reopen(_ path: String) throws(FileError) -> OpenFile
    /// Writes some of the bytes, at least one, and returns how many.
    func write(_ bytes: UnsafeRawBufferPointer, to file: OpenFile) throws(FileError) -> Int
    /// Returns when the content is on the disk.
    func synchronise(_ file: OpenFile) throws(FileError)
    /// Gives a file another name in the same folder, in the place of whatever has it.
    func rename(_ path: String, to newPath: String) throws(FileError)
    /// Gives a file a second name in the same folder, which nobody may have.
    func link(_ path: String, to newPath: String) throws(FileError)
    /// Returns when the names in a folder are on the disk.
    func synchroniseFolder(_ path: String) throws(FileError)
    /// Takes a name away.
    func remove(_ path: String) throws(FileError)
    /// Maps a file for reading.
    func map(_ path: String) throws(FileError) -> MappedFile
}

/// A file that is open for writing.
public struct OpenFile: Hashable, Sendable {
    /// The system's number for it.
    public let descriptor: Int32
    /// Where it is, for messages.
    public let path: String
}

/// The file layer that is the system's own.
public struct SystemFiles: FileLayer {
    /// The one there is.
    public init() {}

    /// Opens with `O_EXCL`, for everyone to read and the owner to write.
    public func create(_ path: String) throws(FileError) -> OpenFile {
        // The path is read up to its NUL during the call; an existing file of that name is an error.
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw FileError(path: path, operation: .open) }
        return OpenFile(descriptor: file, path: path)
    }

    /// Opens for reading and writing.
    public func reopen(_ path: String) throws(FileError) -> OpenFile {
        // The path is read up to its NUL during the call.
        let file = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { throw FileError(path: path, operation: .open) }
        return OpenFile(descriptor: file, path: path)
    }

    /// `write`, once.
    public func write(_ bytes: UnsafeRawBufferPointer, to file: OpenFile) throws(FileError) -> Int {
        // The buffer is valid during the call and as long as its count says.
        let count = unsafe systemWrite(file.descriptor, bytes.baseAddress, bytes.count)
        guard count >= 0 else { throw FileError(path: file.path, operation: .write) }
        return count
    }

    /// `fsync`.
    public func synchronise(_ file: OpenFile) throws(FileError) {
        guard fsync(file.descriptor) == 0 else { throw FileError(path: file.path, operation: .synchronise) }
    }

    /// `rename`.
    public func rename(_ path: String, to newPath: String) throws(FileError) {
        guard systemRename(path, newPath) == 0 else { throw FileError(path: newPath, operation: .rename) }
    }

    /// `link`.
    public func link(_ path: String, to newPath: String) throws(FileError) {
        guard systemLink(path, newPath) == 0 else { throw FileError(path: newPath, operation: .rename) }
    }

    /// `fsync` of the folder.
    public func synchroniseFolder(_ path: String) throws(FileError) {
        // The path is read up to its NUL during the call.
        let folder = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw FileError(path: path, operation: .open) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw FileError(path: path, operation: .synchronise) }
    }

    /// `unlink`.
    public func remove(_ path: String) throws(FileError) {
        // As above.
        guard unsafe unlink(path) == 0 else { throw FileError(path: path, operation: .remove) }
    }

    /// Maps it for as long as the mapping lives.
    public func map(_ path: String) throws(FileError) -> MappedFile { try MappedFile(path: path) }
}

/// `write` of the C library, whose name the method above hides.
private func systemWrite(_ file: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(file, start, count)
}

/// `rename` of the C library, likewise.
private func systemRename(_ old: String, _ new: String) -> Int32 {
    // Both paths are read up to their NUL during the call.
    unsafe rename(old, new)
}

/// `link` of the C library, likewise.
private func systemLink(_ old: String, _ new: String) -> Int32 {
    // Both paths are read up to their NUL during the call.
    unsafe link(old, new)
}
