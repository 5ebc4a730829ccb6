/// The rows that one batch touched, kept as few runs: an import touches one run of new rows however long it is.
struct ChangedRows {
    /// More runs than this become one run from the first to the last row; the log stays short, the index is rebuilt.
    static let maximumRuns = 4_096

    private var runs: [ClosedRange<Int64>] = []
    private var isCollapsed = false

    /// Whether nothing was touched.
    var isEmpty: Bool { runs.isEmpty }

    /// Notes a row.
    mutating func insert(_ row: Int64) {
        if let last = runs.last {
            if last.contains(row) { return }
            if last.upperBound < .max, last.upperBound + 1 == row {
                runs[runs.count - 1] = last.lowerBound...row
                return
            }
        }
        if isCollapsed, let only = runs.first {
            runs[0] = min(only.lowerBound, row)...max(only.upperBound, row)
            return
        }
        runs.append(row...row)
        if runs.count > ChangedRows.maximumRuns { compact() }
    }

    private mutating func compact() {
        runs = RowRuns(runs).runs
        guard runs.count > ChangedRows.maximumRuns / 2, let first = runs.first, let last = runs.last else { return }
        runs = [first.lowerBound...last.upperBound]
        isCollapsed = true
    }

    /// The runs, ascending and apart.
    var merged: [ClosedRange<Int64>] { RowRuns(runs).runs }
}
