import GRDB

/// Values of rows that another program may have written, or a damaged file holds: one of another kind is as good as none.
///
/// GRDB's own subscripts end the process where a value cannot be what is asked for.
extension Row {
    /// The text in a column; nil for what is none.
    func text(_ column: String) -> String? { String.fromDatabaseValue(self[column]) }

    /// The whole number in a column; nil for what is none.
    func integer(_ column: String) -> Int64? { Int64.fromDatabaseValue(self[column]) }

    /// The whole number in a column, counted from 0; nil for what is none.
    func integer(at column: Int) -> Int64? { Int64.fromDatabaseValue(self[column]) }
}
