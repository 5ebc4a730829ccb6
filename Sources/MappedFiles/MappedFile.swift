#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file's bytes, mapped for reading for as long as the object lives.
///
///     let file = try MappedFile(path: "incidents.gpkg.index")
///     file.bytes.count
///
/// The file must never be cut or overwritten while it is mapped: reading a page that is gone kills the process. Map only
/// files that are replaced as a whole by renaming, as ``FileReplacement`` does; the old bytes then stay as they are.
///
/// The bytes are never written, so that any number of tasks may read them.
@safe public final class MappedFile: Sendable {
    /// What `mmap` gave; nil for an empty file, which cannot be mapped.
    private let address: UInt?
    private let count: Int

    /// Maps a file.
    ///
    /// - Throws: ``FileError`` when there is none, it is no regular file, or it cannot be opened or mapped.
    public init(path: String) throws(FileError) {
        // The path is read up to its NUL during the call.
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw FileError(path: path, operation: .open) }
        // The mapping outlives the descriptor.
        defer { close(file) }
        var status = stat()
        // The status is written during the call.
        guard unsafe fstat(file, &status) == 0 else { throw FileError(path: path, operation: .open) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, operation: .open, code: EINVAL) }
        count = Int(status.st_size)
        guard count > 0 else {
            address = nil
            return
        }
        // Fresh pages at an address of the system's choice: nothing else in the process is touched.
        let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0)
        guard let start = unsafe start, unsafe start != MAP_FAILED else { throw FileError(path: path, operation: .map) }
        address = UInt(bitPattern: start)
    }

    deinit {
        guard let address else { return }
        // Exactly what init mapped; whoever uses the bytes holds the object, so nobody does any more.
        unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), count)
    }

    /// Gives back the memory of bytes that were read; reading them again fetches them from the file.
    ///
    /// - Complexity: O(pages).
    public func release(_ range: Range<Int>) {
        guard let address, range.lowerBound >= 0, range.upperBound <= count else { return }
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        // Whole pages only, which lie in the mapping; it is private and never written, so nothing is lost.
        let start = (range.lowerBound + page - 1) / page * page
        let end = range.upperBound / page * page
        guard start < end else { return }
        unsafe madvise(UnsafeMutableRawPointer(bitPattern: address + UInt(start)), end - start, MADV_DONTNEED)
    }

    /// The bytes; valid for as long as the object lives, which the user must see to.
    public var bytes: UnsafeRawBufferPointer {
        guard let address else { return unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
        // The mapping has exactly this length.
        return unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
    }
}
