#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that has no name any more: its content can be read piece by piece, and is gone with the object.
///
/// Unlike a mapping, what was read counts as nobody's memory.
public final class UnnamedFile: Sendable {
    private let descriptor: Int32
    private let path: String

    /// Opens a file that is about to lose its name.
    ///
    /// - Throws: ``FileError`` where there is none.
    init(path: String) throws(FileError) {
        // The path is read up to its NUL during the call.
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, operation: .open) }
        self.path = path
    }

    deinit { close(descriptor) }

    /// Reads bytes from an offset on into the front of a buffer.
    ///
    /// - Returns: How many there were: fewer than the buffer holds only at the end of the file.
    /// - Throws: ``FileError`` where the disk cannot be read.
    public func read(at offset: Int, into buffer: inout [UInt8]) throws(FileError) -> Int {
        var length = 0
        while length < buffer.count {
            // The system writes at most as many bytes as are left of the buffer, which stays in place during the call.
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe pread(
                    descriptor, bytes.baseAddress?.advanced(by: length), bytes.count - length, off_t(offset + length))
            }
            if count == 0 { break }
            if count > 0 {
                length += count
            } else if errno != EINTR {
                throw FileError(path: path, operation: .open)
            }
        }
        return length
    }
}

extension FileReplacement {
    /// Appends the bytes of an array.
    ///
    /// - Throws: ``FileError``, as ``write(_:)-(UnsafeRawBufferPointer)`` does.
    public mutating func write(_ bytes: [UInt8]) throws(FileError) {
        let span = bytes.span
        var failure: FileError?
        // The bytes are written before the call returns.
        unsafe span.withUnsafeBytes { buffer in
            do throws(FileError) { try unsafe write(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// Gives up the name of what was written, and opens it for reading.
    ///
    /// - Throws: ``FileError``.
    public consuming func readUnnamed() throws(FileError) -> UnnamedFile {
        try checkUnbroken()
        return try UnnamedFile(path: temporaryPath)
    }
}
