import Synchronization

/// Tells other threads how much of a file was read: its bytes as they lie on the disk, packed or not.
package final class ReadingGauge: Sendable {
    private let count = Atomic<Int>(0)

    /// Nothing read.
    package init() {}

    /// The bytes read so far.
    package var bytes: Int { count.load(ordering: .relaxed) }

    func add(_ bytes: Int) { _ = count.add(bytes, ordering: .relaxed) }
}
