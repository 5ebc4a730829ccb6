import Dispatch
import Foundation

/// Hands elements from a thread that makes them to one that takes them, in their order, a few ahead: one core reads while
/// another works on what was read.
///
/// Unchecked, because everything that changes lies behind `condition`.
final class Relay<Element: Sendable, Outcome: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let ahead: Int
    private var waiting: [Element] = []
    private var outcome: Result<Outcome, any Error>?
    private var isCancelled = false

    /// Begins to make elements on a thread of its own.
    ///
    /// - Parameters:
    ///   - label: what the thread is called.
    ///   - ahead: how many elements may wait to be taken.
    ///   - make: makes the elements, ``send(_:)``s each, and ends early where one is not wanted.
    init(
        label: String, ahead: Int, _ make: @escaping @Sendable (Relay) throws -> Outcome
    ) {
        self.ahead = ahead
        DispatchQueue(label: label).async { [self] in
            let outcome = Result { try make(self) }
            condition.withLock {
                self.outcome = outcome
                condition.broadcast()
            }
        }
    }

    /// Waits for room and hands an element over; false where nobody wants it any more.
    func send(_ element: Element) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while waiting.count >= ahead, !isCancelled { condition.wait() }
        guard !isCancelled else { return false }
        waiting.append(element)
        condition.broadcast()
        return true
    }

    /// The next element; nil after the last one.
    ///
    /// - Throws: what the making ended with, after the elements before that were given.
    func next() throws -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty, outcome == nil { condition.wait() }
        guard waiting.isEmpty else {
            let element = waiting.removeFirst()
            condition.broadcast()
            return element
        }
        _ = try outcome?.get()
        return nil
    }

    /// Waits until the making has ended, and says with what.
    ///
    /// - Throws: what the making ended with.
    func finish() throws -> Outcome {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let outcome { return try outcome.get() }
            condition.wait()
        }
    }

    /// Lets the making end at its next element; those that wait are dropped.
    func cancel() {
        condition.withLock {
            isCancelled = true
            waiting = []
            condition.broadcast()
        }
    }
}
