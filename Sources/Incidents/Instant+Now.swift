import Foundation

extension Instant {
    /// The system's clock, to the millisecond.
    public static var now: Instant {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }
}
