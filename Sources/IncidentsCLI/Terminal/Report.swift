import IncidentIndex

/// Writes a short report of a command to standard output: a line a fact, or one JSON object.
struct Report {
    let json: Bool

    func print(_ facts: [(name: String, value: JSONValue)]) throws {
        var bytes: [UInt8] = []
        if json {
            bytes.append(contentsOf: JSONValue.object(facts.map { JSONMember($0.name, $0.value) }).text.utf8)
            bytes.append(UInt8(ascii: "\n"))
        } else {
            let width = facts.map(\.name.count).max() ?? 0
            for fact in facts where fact.value != .null {
                let name = fact.name.replacing("_", with: " ")
                let line = name + String(repeating: " ", count: width - name.count + 2) + Report.text(fact.value)
                let safe = StandardStreams.isTerminal(StandardStreams.output) ? TerminalText.escaped(line) : line
                bytes.append(contentsOf: (safe + "\n").utf8)
            }
        }
        try StandardStreams.writeData(bytes, escapes: json ? .json : .text)
    }

    /// A value as a person reads it.
    static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: return "none"
        case .bool(let flag): return flag ? "yes" : "no"
        case .integer(let number): return String(number)
        case .bigInteger(let digits): return digits
        case .real(let number): return String(number)
        case .string(let text): return text
        case .array(let values): return values.map(text).joined(separator: ", ")
        case .object(let members): return members.map { "\($0.name) \(text($0.value))" }.joined(separator: ", ")
        }
    }
}
