import Foundation
import MappedFiles

/// What a user or the system says to make the command end: it takes its unfinished files with it, and dies of the signal,
/// which shells report as 128 and its number.
enum Interruption {
    /// Waits for signals on a thread of its own, where, unlike in a signal's handler, everything is allowed.
    ///
    /// Call it before any other thread is made: those inherit that the signals are left to this one.
    static func takeOver() {
        var signals = sigset_t()
        // Each call fills in or reads the structures that it is given, while it runs.
        unsafe sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) { unsafe sigaddset(&signals, number) }
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        let waiting = signals
        Thread.detachNewThread {
            var signals = waiting
            var number: Int32 = 0
            // As above.
            while unsafe sigwait(&signals, &number) != 0 {}
            TemporaryFiles.removeAll { die(of: number) }
        }
    }

    /// A program under `nohup` is to go on.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        // The call fills in the structure; the handler is only compared.
        guard unsafe sigaction(number, nil, &action) == 0 else { return false }
        #if canImport(Darwin)
        let handler = unsafe unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self)
        #else
        let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        #endif
        let ignored = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
        return handler == ignored
    }

    private static func die(of number: Int32) {
        var own = sigset_t()
        // As above: the signal is let through to this thread, whose process then ends by it.
        unsafe sigemptyset(&own)
        unsafe sigaddset(&own, number)
        unsafe pthread_sigmask(SIG_UNBLOCK, &own, nil)
        _ = signal(number, SIG_DFL)
        raise(number)
    }
}
