import JSONValues

/// Writes plain tables of text as CSV, such as the groups of a count.
package struct CSVRows {
    private var json = JSONWriter()

    /// An empty table.
    package init() {}

    /// Appends a row; cells that a spreadsheet would take for formulas are guarded.
    package mutating func append(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { json.write(byte: UInt8(ascii: ",")) }
            CSVCell.append(CSVCell.guarded(cell), to: &json)
        }
        json.write(byte: 0x0A)
    }

    /// The rows so far.
    package var text: String { json.text }
}
