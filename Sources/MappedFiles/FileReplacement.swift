#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A new content for a file, written beside it and put in its place as a whole.
///
///     var new = try FileReplacement(of: path)
///     try new.write(bytes)
///     try new.commit()
///
/// Who has the old file open or mapped keeps it. After ``commit()`` the new content is on the disk, name included; a crash
/// before leaves the old one. A replacement that is dropped without a commit takes its temporary file with it.
public struct FileReplacement: ~Copyable {
    private let path: String
    /// Where the new content is until it is committed.
    public let temporaryPath: String
    private let file: Int32
    private var isCommitted = false

    /// Makes a temporary file in the folder of `path`.
    ///
    /// - Throws: ``FileError`` where the folder cannot be written.
    public init(of path: String) throws(FileError) {
        self.path = path
        temporaryPath = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).tmp"
        TemporaryFiles.note(temporaryPath)
        // The path is read up to its NUL during the call; an existing file of that name is an error.
        file = unsafe open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else {
            let error = FileError(path: temporaryPath, operation: .open)
            TemporaryFiles.forget(temporaryPath)
            throw error
        }
    }

    /// Makes an empty file where there is none, so that nobody else takes the name.
    ///
    /// - Returns: Whether the name was free.
    /// - Throws: ``FileError`` where the folder cannot be written.
    public static func reserve(_ path: String) throws(FileError) -> Bool {
        // The path is read up to its NUL during the call.
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file < 0 else {
            close(file)
            return true
        }
        guard errno == EEXIST else { throw FileError(path: path, operation: .open) }
        return false
    }

    deinit {
        close(file)
        // Not moved into place: nobody wants it.
        if !isCommitted { unsafe unlink(temporaryPath) }
        TemporaryFiles.forget(temporaryPath)
    }

    /// Appends bytes.
    ///
    /// - Throws: ``FileError``, most often because the disk is full.
    public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        var rest = unsafe bytes[...]
        while unsafe !rest.isEmpty {
            // The rest is part of the caller's buffer, valid during the call.
            let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
            let count = unsafe systemWrite(file, part.baseAddress, part.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError(path: temporaryPath, operation: .write)
            }
            unsafe rest = rest.dropFirst(count)
        }
    }

    /// Maps what was written and gives up the name: the content is gone with the mapping.
    ///
    /// - Returns: The mapping.
    /// - Throws: ``FileError``.
    public consuming func mapUnnamed() throws(FileError) -> MappedFile {
        try MappedFile(path: temporaryPath)
    }

    /// Brings the content to the disk and puts it in the place of the file.
    ///
    /// - Parameter newName: another file in the same folder whose place to take.
    /// - Throws: ``FileError``; the old file is then still there.
    public consuming func commit(as newName: String? = nil) throws(FileError) {
        let path = newName ?? path
        guard fsync(file) == 0 else { throw FileError(path: temporaryPath, operation: .synchronise) }
        // Both paths are read up to their NUL during the call.
        guard unsafe rename(temporaryPath, path) == 0 else { throw FileError(path: path, operation: .rename) }
        isCommitted = true
        let folder = FileProbe.folder(of: path)
        // As above.
        let directory = unsafe open(folder, O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { throw FileError(path: folder, operation: .open) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw FileError(path: folder, operation: .synchronise) }
    }
}

/// `write` of the C library, whose name the method above hides.
private func systemWrite(_ file: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(file, start, count)
}
