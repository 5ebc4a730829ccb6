#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Puts a complete file under its name, if nobody has the name.
public enum FilePlacement {
    /// Brings a file to the disk and moves it to a name in the same folder that nobody has.
    ///
    /// - Parameters:
    ///   - temporaryPath: the complete file; nobody writes it any more.
    ///   - path: what it is to be called.
    ///   - files: what does it.
    /// - Throws: ``FileError``; one that ``FileError/isTaken`` where somebody has the name, who then keeps it.
    public static func place(
        _ temporaryPath: String, at path: String, through files: any FileLayer = SystemFiles()
    ) throws(FileError) {
        try synchronise(temporaryPath, files)
        do throws(FileError) {
            try files.link(temporaryPath, to: path)
        } catch {
            guard error.isUnsupported else { throw error }
            // Some file systems know one name a file. Whoever takes the name just now loses it.
            guard try FileProbe(path: path) == nil else {
                throw FileError(path: path, operation: .rename, code: EEXIST)
            }
            try files.rename(temporaryPath, to: path)
            return try files.synchroniseFolder(FileProbe.folder(of: path))
        }
        // The second name is no longer needed, and does no harm where it cannot be taken away.
        try? files.remove(temporaryPath)
        try files.synchroniseFolder(FileProbe.folder(of: path))
    }

    private static func synchronise(_ path: String, _ files: any FileLayer) throws(FileError) {
        let file = try files.reopen(path)
        defer { close(file.descriptor) }
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
