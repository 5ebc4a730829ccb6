import Incidents
import JSONValues
package import Queries

/// Writes the ids of the matches, one a line.
package struct IDWriter: IncidentWriter {
    private var output: OutputBuffer
    private let isTerminal: Bool

    /// A writer to a sink, which may be a terminal.
    package init(isTerminal: Bool, sink: @escaping OutputBuffer.Sink) {
        output = OutputBuffer(sink)
        self.isTerminal = isTerminal
    }

    package mutating func begin() throws {}

    package mutating func write(_ match: Match) throws {
        let id = match.incident.id.text
        output.json.bytes.append(contentsOf: (isTerminal ? TerminalText.escaped(id) : id).utf8)
        output.json.write(byte: 0x0A)
        try output.flushIfFull()
    }

    package mutating func end(_ summary: ResultSummary) throws {
        try output.flush()
    }
}

/// Writes how many matches there are: all of them where that was counted, else those that were written.
package struct CountWriter: IncidentWriter {
    private var output: OutputBuffer
    private var count = 0

    /// A writer to a sink.
    package init(sink: @escaping OutputBuffer.Sink) {
        output = OutputBuffer(sink)
    }

    package mutating func begin() throws {}

    package mutating func write(_ match: Match) throws { count += 1 }

    package mutating func end(_ summary: ResultSummary) throws {
        output.json.write(Int64(summary.numberMatched ?? count))
        output.json.write(byte: 0x0A)
        try output.flush()
    }
}
