import Dispatch
import Foundation

/// Two threads that change one value with nothing between them: what the thread sanitizer must find.
final class Race: @unchecked Sendable {
    // Nothing makes this sendable, which is the point.
    private var steps = 0

    /// Steps that were counted; some may get lost.
    func run() -> Int {
        let started = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
        let end = DispatchGroup()
        for number in 0..<2 {
            end.enter()
            Thread.detachNewThread {
                // Each begins only when the other is there, so nothing that starts a thread puts one before the other.
                started[number].signal()
                started[1 - number].wait()
                for _ in 0..<1_000 { self.steps &+= 1 }
                end.leave()
            }
        }
        end.wait()
        return steps
    }
}
