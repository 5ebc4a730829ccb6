/// Why a text is not JSON, and where.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong, as one clause.
    public var reason: String
    /// The offset of the first byte that cannot belong to a JSON text.
    public var byteOffset: Int

    /// Makes an error.
    public init(reason: String, byteOffset: Int) {
        self.reason = reason
        self.byteOffset = byteOffset
    }
}

extension JSONError: CustomStringConvertible {
    /// One clause for a person, without a trailing full stop.
    public var description: String { "\(reason) at byte \(byteOffset)" }
}
