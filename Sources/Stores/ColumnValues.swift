/// What a column holds in a row.
enum ColumnKind {
    case null, integer, real, text, blob
}

/// The values of one row by the position of their column, counted from 0: a statement's current row, or a copy of one.
protocol ColumnValues {
    /// The kind of a column's value.
    func kind(_ column: Int32) -> ColumnKind
    /// The value as an integer.
    func integer(_ column: Int32) -> Int64
    /// The value as a double.
    func real(_ column: Int32) -> Double
    /// The value's bytes, lent to the closure; none for null.
    func withBytes<T, E: Error>(_ column: Int32, _ body: (Span<UInt8>) throws(E) -> T) throws(E) -> T
    /// The value as text; bytes that are no UTF-8 become U+FFFD.
    func text(_ column: Int32) -> String
}
