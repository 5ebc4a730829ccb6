import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The unfinished files of this process, so that a program that is told to end can take them with it.
///
/// Whoever makes such a file notes it first and forgets it when it has its final name or is gone.
public enum TemporaryFiles {
    private static let paths = Mutex<Set<String>>([])

    /// Notes a file that is about to be made.
    public static func note(_ path: String) {
        paths.withLock { _ = $0.insert(path) }
    }

    /// Forgets a file that is finished or gone.
    public static func forget(_ path: String) {
        paths.withLock { _ = $0.remove(path) }
    }

    /// Removes them all and then runs `body`, during which no other file becomes unfinished or finished.
    ///
    /// It waits for a lock, so it must not be called by a signal handler; a thread that waits for signals may.
    public static func removeAll(andThen body: () -> Void) {
        paths.withLock { paths in
            // Each path is read up to its NUL during the call; one that is gone already is as good.
            for path in paths { unsafe unlink(path) }
            paths.removeAll()
            body()
        }
    }
}
