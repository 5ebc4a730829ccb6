import ArgumentParser
import IncidentIndex

/// FILTER: what to look for.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Of this type; repeat it for several.", valueName: "type"))
    var type: [String] = []

    @Option(
        name: .customLong("where"), parsing: .unconditional,
        help: ArgumentHelp(
            "With properties that meet this condition in CQL2, as text or JSON: \"deaths_best > 3\".", valueName: "cql2"
        ))
    var condition: String?

    @Option(help: ArgumentHelp("With all of these words in a text of the incident.", valueName: "words"))
    var text: String?

    /// What was asked for; nil is anything.
    func filter() throws -> Filter? {
        .all(of: type.isEmpty ? nil : .types(type), try condition.map(FilterOptions.read))
    }

    /// Says which types and properties that were asked for no incident of the store has, so that a mistyped one does not pass
    /// for an answer; types only where another one may be meant.
    func warn(of store: IncidentStore) throws {
        for name in type where try store.count(Query(where: .type(name))) == 0 {
            let types = try store.count(Query(), by: [.type]).rows.compactMap(\.keys.first)
            guard let meant = Spelling.closest(to: name, among: types) else { continue }
            StandardStreams.note("incidents: no incident is of the type '\(name)'; did you mean '\(meant)'?")
        }
        guard let condition = try condition.map(FilterOptions.read) else { return }
        for property in try store.absentProperties(of: condition) {
            let hint = property.closest.map { "; did you mean '\($0)'?" } ?? ""
            StandardStreams.note("incidents: no incident of the store has a property '\(property.name)'\(hint)")
        }
    }

    private static func read(_ text: String) throws -> Filter {
        do {
            return try Filter(cql2: text)
        } catch {
            var message = "--where, \(error)"
            if let name = error.unknownOperation {
                message += Spelling.hint(for: name.uppercased(), among: CQL2Error.operationNames)
            }
            // The line with the mark follows, for a person's eyes.
            if let quote = error.quote {
                message += quote.split(separator: "\n").map { "\n  \(TerminalText.escaped(String($0)))" }.joined()
            }
            throw Outcome.failed(message)
        }
    }
}
