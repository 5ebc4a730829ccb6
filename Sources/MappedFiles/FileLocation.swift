#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where a path leads, whatever its spelling and whatever links it goes through.
///
///     FileLocation("./a.gpkg").isSame(as: FileLocation("link-to-a.gpkg"))
public struct FileLocation: Hashable, Sendable {
    /// The path of the file itself, without symbolic links; of one that is not there yet, where it would be made.
    public let path: String
    /// What names the file, a hard link's too; nil where there is none.
    public let identity: FileProbe.Identity?

    /// As many links as systems follow before they give up.
    private static let maximumLinks = 40

    /// Follows a path.
    public init(_ path: String) {
        self.path = FileLocation.resolved(path)
        // What may not even be looked at cannot be written either.
        identity = (try? FileProbe(path: path))?.identity
    }

    /// Whether writing the one would change the other.
    public func isSame(as other: FileLocation) -> Bool {
        if let identity, let otherIdentity = other.identity { return identity == otherIdentity }
        return path == other.path
    }

    private static func resolved(_ path: String) -> String {
        if let real = realPath(path) { return real }
        // A link whose target is missing: writing makes the target.
        var path = path
        for _ in 0..<maximumLinks {
            guard let target = linkTarget(path) else { break }
            path = target.hasPrefix("/") ? target : FileProbe.folder(of: path) + "/" + target
        }
        guard let folder = realPath(FileProbe.folder(of: path)) else { return path }
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? path
        return folder == "/" ? "/" + name : folder + "/" + name
    }

    private static func realPath(_ path: String) -> String? {
        // The call gives a text of its own, which is copied and freed.
        guard let text = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }

    private static func linkTarget(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        // The buffer is valid during the call and as long as its count says.
        let length = unsafe readlink(path, &buffer, buffer.count)
        guard length > 0 else { return nil }
        return String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
