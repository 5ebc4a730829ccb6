package import JSONValues

/// Gathers what is written and hands it on in large pieces.
package struct OutputBuffer {
    /// Takes bytes to where they go; they are valid only during the call.
    package typealias Sink = (borrowing [UInt8]) throws -> Void

    /// So many bytes are gathered before they are handed on.
    package static let capacity = 64 << 10

    /// What was written and not yet handed on.
    package var json = JSONWriter(reservingCapacity: OutputBuffer.capacity + OutputBuffer.capacity / 4)
    private let sink: Sink

    /// A buffer before a sink.
    package init(_ sink: @escaping Sink) {
        self.sink = sink
    }

    /// Hands on what was gathered once there is enough of it.
    package mutating func flushIfFull() throws {
        if json.bytes.count >= OutputBuffer.capacity { try flush() }
    }

    /// Hands on all that was gathered.
    package mutating func flush() throws {
        guard !json.bytes.isEmpty else { return }
        try sink(json.bytes)
        json.removeAll()
    }
}
