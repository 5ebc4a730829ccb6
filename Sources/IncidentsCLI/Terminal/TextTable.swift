import IncidentIndex

/// A plain table for reading: columns padded to their widest cell, numbers to the right.
struct TextTable {
    private var rows: [[String]]
    private let numericColumns: Set<Int>

    init(header: [String], numericColumns: Set<Int> = []) {
        rows = [header]
        self.numericColumns = numericColumns
    }

    mutating func append(_ row: [String]) {
        rows.append(row)
    }

    /// The lines, without blanks at their ends.
    var text: String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return numericColumns.contains(column) ? padding + cell : cell + padding
            }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
