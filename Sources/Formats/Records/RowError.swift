/// Why one record of a file is refused, while the others are read.
public struct RowError: Error, Hashable, Sendable {
    /// What is wrong, as one clause.
    public var reason: String
    /// The column or property that holds the fault.
    public var column: String?
    /// The offset of the fault, counted from the start of the file, where it is a byte that is wrong.
    public var byteOffset: Int?

    /// Makes an error.
    public init(_ reason: String, column: String? = nil, byteOffset: Int? = nil) {
        self.reason = reason
        self.column = column
        self.byteOffset = byteOffset
    }
}

extension RowError: CustomStringConvertible {
    /// One clause for a person, without a trailing full stop.
    public var description: String {
        (column.map { "column '\($0)': " } ?? "") + reason + (byteOffset.map { " at byte \($0)" } ?? "")
    }
}
