import Foundation
import IncidentIndex

/// What `incidents bench` prints.
struct BenchOutput {
    let store: String
    /// How many incidents have a place.
    let located: Int
    /// What the index takes for them.
    let bytes: Int
    let rows: [MeasuredRow]

    /// For reading: a line about the store, then a row a kind of question.
    var table: String {
        var table = TextTable(
            header: ["question", "size", "matches", "index µs", "scan µs", "faster"], numericColumns: [2, 3, 4, 5])
        for row in rows {
            table.append([
                row.question, row.size, String(format: "%.0f", row.matches), short(row.indexMicroseconds),
                short(row.scanMicroseconds), short(row.scanMicroseconds / max(row.indexMicroseconds, 1e-3)) + "×",
            ])
        }
        let each = located > 0 ? String(format: ", %.1f bytes each in the index", Double(bytes) / Double(located)) : ""
        let head = TerminalText.escaped("\(store): \(located) incidents with a place\(each)")
        return rows.isEmpty ? head : head + "\n" + table.text.trimmingCharacters(in: .newlines)
    }

    /// For programs: one object.
    var json: String {
        let list = rows.map { row in
            JSONValue.object([
                JSONMember("question", .string(row.question)), JSONMember("size", .string(row.size)),
                JSONMember("queries", .integer(Int64(row.queries))),
                JSONMember("scanned", .integer(Int64(row.scanned))),
                JSONMember("matches", .real(row.matches)),
                JSONMember("index_microseconds", .real(row.indexMicroseconds)),
                JSONMember("scan_microseconds", .real(row.scanMicroseconds)),
            ])
        }
        return JSONValue.object([
            JSONMember("store", .string(store)), JSONMember("located", .integer(Int64(located))),
            JSONMember("index_bytes", .integer(Int64(bytes))), JSONMember("rows", .array(list)),
        ]).text
    }

    /// Three digits that count.
    private func short(_ value: Double) -> String {
        String(format: value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value)
    }
}
