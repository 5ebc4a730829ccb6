import IncidentIndex

/// Writes what `count` found.
struct CountOutput {
    let format: CountCommand.Format
    let file: String?
    var drawsBars = false

    func write(total: Int) throws {
        switch format {
        case .table: try put("\(total)\n")
        case .csv: try put("count\n\(total)\n")
        case .json, .geojson: try put(JSONValue.object([JSONMember("count", .integer(Int64(total)))]).text + "\n")
        }
    }

    func write(_ table: CountTable) throws {
        switch format {
        case .table: try put(drawsBars ? BarChart(table, width: StandardStreams.terminalWidth).text : text(table))
        case .csv: try put(csv(table))
        case .json, .geojson: try put(json(table).text + "\n")
        }
    }

    func write(_ map: CountMap) throws {
        let output = try OutputFile(path: file, escapes: .json)
        try map.write { try output.write($0) }
        try output.finish()
    }

    private func text(_ table: CountTable) -> String {
        var lines = TextTable(header: table.titles + ["count"], numericColumns: [table.titles.count])
        for row in table.rows { lines.append(row.keys.map(TerminalText.escaped) + [String(row.count)]) }
        lines.append(["total"] + Array(repeating: "", count: max(table.titles.count - 1, 0)) + [String(table.total)])
        return lines.text
    }

    private func csv(_ table: CountTable) -> String {
        var rows = CSVRows()
        rows.append(table.titles + ["count"])
        for row in table.rows { rows.append(row.keys + [String(row.count)]) }
        return rows.text
    }

    private func json(_ table: CountTable) -> JSONValue {
        let rows = table.rows.map { row in
            JSONValue.object(
                zip(table.titles, row.keys).map { JSONMember($0, .string($1)) }
                    + [JSONMember("count", .integer(Int64(row.count)))])
        }
        return .object([JSONMember("total", .integer(Int64(table.total))), JSONMember("counts", .array(rows))])
    }

    private func put(_ text: String) throws {
        let output = try OutputFile(path: file, escapes: format == .json ? .json : .text)
        try output.write(Array(text.utf8))
        try output.finish()
    }
}
