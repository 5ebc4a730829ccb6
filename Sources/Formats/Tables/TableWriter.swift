import Incidents
import JSONValues
package import Queries

/// Writes a table for people to read: columns aligned, cut to the width of the terminal where there is one.
///
/// The widths are those of the first rows; what is longer further down pushes its row to the right, or is cut on a terminal.
package struct TableWriter: IncidentWriter {
    /// So many rows decide how wide the columns are.
    package static let sampleSize = 200

    private var output: OutputBuffer
    private let names: [String]
    private let terminalWidth: Int?
    private var held: [[String]] = []
    private var widths: [Int]?
    private let showsDistance: Bool

    /// A writer to a sink.
    package init(options: ExportOptions, sink: @escaping OutputBuffer.Sink) {
        output = OutputBuffer(sink)
        terminalWidth = options.terminalWidth
        showsDistance = options.showsDistance
        names =
            options.fields ?? ["start", "type", "title", "place", "country", "id"]
            + (options.showsDistance ? [ExportedProperty.distance] : [])
    }

    package mutating func begin() throws {}

    package mutating func write(_ match: Match) throws {
        let row = names.map { name in
            let text = TableWriter.text(of: name, match)
            return TableWriter.singleLine(text, isTerminal: terminalWidth != nil)
        }
        if widths == nil {
            held.append(row)
            if held.count >= TableWriter.sampleSize { try release() }
        } else {
            append(row)
        }
        try output.flushIfFull()
    }

    package mutating func end(_ summary: ResultSummary) throws {
        if widths == nil, !held.isEmpty { try release() }
        try output.flush()
    }

    /// Settles the widths and writes what was held back.
    private mutating func release() throws {
        var widths = names.map(TerminalText.width)
        for row in held {
            for (index, text) in row.enumerated() { widths[index] = max(widths[index], TerminalText.width(of: text)) }
        }
        if let terminalWidth { TableWriter.shrink(&widths, to: terminalWidth) }
        self.widths = widths
        append(names)
        append(widths.map { String(repeating: "-", count: $0) })
        for row in held {
            append(row)
            try output.flushIfFull()
        }
        held = []
    }

    /// Takes cells from the widest column again and again until the row fits; no column gets narrower than eight.
    private static func shrink(_ widths: inout [Int], to terminalWidth: Int) {
        func total() -> Int { widths.reduce(0, +) + 2 * max(widths.count - 1, 0) }
        while total() > terminalWidth, let widest = widths.max(), widest > 8, let index = widths.firstIndex(of: widest)
        {
            widths[index] -= 1
        }
    }

    private mutating func append(_ row: [String]) {
        guard let widths else { return }
        for (index, text) in row.enumerated() {
            if index > 0 { output.json.write(raw: "  ") }
            let shown = terminalWidth == nil ? text : TerminalText.fitted(text, to: widths[index])
            output.json.bytes.append(contentsOf: shown.utf8)
            if index < row.count - 1 {
                let missing = widths[index] - TerminalText.width(of: shown)
                for _ in 0..<max(missing, 0) { output.json.write(byte: 0x20) }
            }
        }
        output.json.write(byte: 0x0A)
    }

    private static func text(of name: String, _ match: Match) -> String {
        switch name {
        case "start":
            // A day is shown as a day.
            guard let interval = match.incident.interval else { return "" }
            let text = interval.start.description
            let isDay =
                interval.start.millisecondOfDay == 0 && match.incident.timePrecision != .second
                && match.incident.timePrecision != .minute && match.incident.timePrecision != .hour
            return isDay ? String(text.prefix(10)) : text
        case ExportedProperty.distance:
            return match.distanceInMetres.map { String(Int64($0.rounded())) } ?? ""
        default:
            guard let value = match.incident.exportedValue(of: name, isTable: false) else { return "" }
            return value.cellText ?? (value == .null ? "" : value.text)
        }
    }

    /// A row is one line, wherever it goes; on a terminal nothing in it gives commands.
    private static func singleLine(_ text: String, isTerminal: Bool) -> String {
        let flat =
            text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" || $0 == "\t" }
            ? String(
                String.UnicodeScalarView(text.unicodeScalars.map { "\n\r\t".unicodeScalars.contains($0) ? " " : $0 }))
            : text
        return isTerminal ? TerminalText.escaped(flat) : flat
    }
}
