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
/// Who has the old file open or mapped keeps it. After ``commit(as:)`` the new content is on the disk, name included; a
/// crash before leaves the old one. A replacement that is dropped without a commit takes its temporary file with it; one
/// whose process was killed leaves it, and ``removeAbandoned(beside:)`` takes it away.
public struct FileReplacement: ~Copyable {
    private let path: String
    /// Where the new content is until it is committed.
    public let temporaryPath: String
    private let files: any FileLayer
    private let file: OpenFile
    private var isCommitted = false
    /// The first failure. After it nobody knows what of the content is where, so that the replacement is of no use.
    private var failure: FileError?

    /// Makes a temporary file in the folder of `path`.
    ///
    /// - Parameters:
    ///   - path: The file whose place to take.
    ///   - files: What writes.
    /// - Throws: ``FileError`` where the folder cannot be written.
    public init(of path: String, through files: any FileLayer = SystemFiles()) throws(FileError) {
        self.path = path
        self.files = files
        while true {
            let temporaryPath = "\(path).\(getpid())-\(UInt32.random(in: .min ... .max)).tmp"
            TemporaryFiles.note(temporaryPath)
            do throws(FileError) {
                let file = try files.create(temporaryPath)
                if try FileReplacement.isClaimed(file) {
                    self.temporaryPath = temporaryPath
                    self.file = file
                    return
                }
                // Somebody who clears up took it for one that was left.
                close(file.descriptor)
                try? files.remove(temporaryPath)
                TemporaryFiles.forget(temporaryPath)
            } catch {
                TemporaryFiles.forget(temporaryPath)
                throw error
            }
        }
    }

    /// Says that somebody is writing a file that was just made; false where ``removeAbandoned(beside:)`` of another process came
    /// between the making and the saying, and has removed it or is about to.
    private static func isClaimed(_ file: OpenFile) throws(FileError) -> Bool {
        // Where a file system knows no such locks, nobody clears up either.
        if flock(file.descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return false }
        return try FileProbe.exists(file.path)
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
        close(file.descriptor)
        // Not moved into place: nobody wants it.
        if !isCommitted { try? files.remove(temporaryPath) }
        TemporaryFiles.forget(temporaryPath)
    }

    /// Appends bytes.
    ///
    /// - Throws: ``FileError``, most often because the disk is full; all that follows then throws the same.
    public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        if let failure { throw failure }
        var rest = unsafe bytes[...]
        while unsafe !rest.isEmpty {
            do throws(FileError) {
                // The rest is part of the caller's buffer, valid during the call.
                let count = try unsafe files.write(UnsafeRawBufferPointer(rebasing: rest), to: file)
                guard count > 0 else { throw FileError(path: temporaryPath, operation: .write, code: EIO) }
                unsafe rest = rest.dropFirst(count)
            } catch {
                if error.code == EINTR { continue }
                failure = error
                throw error
            }
        }
    }

    /// Throws the first failure, where there was one.
    func checkUnbroken() throws(FileError) {
        if let failure { throw failure }
    }

    /// Maps what was written and gives up the name: the content is gone with the mapping.
    ///
    /// - Returns: The mapping.
    /// - Throws: ``FileError``.
    public consuming func mapUnnamed() throws(FileError) -> MappedFile {
        if let failure { throw failure }
        return try files.map(temporaryPath)
    }

    /// Brings the content to the disk and puts it in the place of the file.
    ///
    /// A failure of the disk to confirm the content is final: the system may have thrown away what it could not write, so
    /// that asking again would be answered by a lie.
    ///
    /// - Parameter newName: another file in the same folder whose place to take.
    /// - Throws: ``FileError``. The old file is then still there, unless only its folder could not be brought to the disk:
    ///   then a crash of the machine decides which of the two is.
    public consuming func commit(as newName: String? = nil) throws(FileError) {
        if let failure { throw failure }
        let path = newName ?? path
        try synchronise()
        try files.rename(temporaryPath, to: path)
        isCommitted = true
        try files.synchroniseFolder(FileProbe.folder(of: path))
    }

    private func synchronise() throws(FileError) {
        while true {
            do throws(FileError) {
                return try files.synchronise(file)
            } catch {
                // Interrupted before it began; nothing was lost.
                if error.code != EINTR { throw error }
            }
        }
    }
}
