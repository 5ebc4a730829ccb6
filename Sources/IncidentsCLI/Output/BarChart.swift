import IncidentIndex

/// Counts as bars for a terminal: the longest fills the width, the others are drawn to an eighth of a character.
struct BarChart {
    private let table: CountTable
    private let width: Int

    private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    private static let narrowest = 10

    /// - Parameters:
    ///   - table: the counts.
    ///   - width: the columns of the terminal.
    init(_ table: CountTable, width: Int) {
        self.table = table
        self.width = width
    }

    /// A line a row: the keys, the count, the bar.
    var text: String {
        let keys = table.rows.map { $0.keys.map(TerminalText.escaped) }
        let counts = table.rows.map { String($0.count) }
        let widths = table.titles.indices.map { column in keys.map { $0[column].count }.max() ?? 0 }
        let countWidth = counts.map(\.count).max() ?? 0
        let taken = widths.reduce(0) { $0 + $1 + 2 } + countWidth + 2
        let longest = max(BarChart.narrowest, width - taken)
        let greatest = max(1, table.rows.map(\.count).max() ?? 1)
        var lines = ""
        for (index, row) in table.rows.enumerated() {
            for (key, width) in zip(keys[index], widths) {
                lines += key + String(repeating: " ", count: width - key.count + 2)
            }
            lines += String(repeating: " ", count: countWidth - counts[index].count) + counts[index] + "  "
            lines += BarChart.bar(eighths: Int((Double(row.count) / Double(greatest) * Double(longest * 8)).rounded()))
            lines += "\n"
        }
        return lines + "total \(table.total)\n"
    }

    /// A bar of so many eighths of a character; what is there is drawn with one at least.
    private static func bar(eighths length: Int) -> String {
        let length = max(1, length)
        return String(repeating: "█", count: length / 8) + eighths[length % 8]
    }
}
