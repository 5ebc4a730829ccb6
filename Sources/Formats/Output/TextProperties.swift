import Incidents
import JSONValues
import Queries

/// The properties of matches as names and texts, for formats whose properties are text: those asked for, or all that an
/// incident has.
struct TextProperties {
    private let fields: [String]?
    private let showsMilliseconds: Bool

    init(_ options: ExportOptions) {
        fields = options.fields
        showsMilliseconds = options.showsMilliseconds
    }

    /// Hands out each property that is not null, by its exported name.
    func forEach(of match: Match, _ body: (String, String) -> Void) {
        let incident = match.incident
        if let fields {
            for field in fields {
                if let text = text(of: field, match) { body(field, text) }
            }
            return
        }
        for name in Incident.exportedNames {
            if let text = text(of: name, match) { body(name, text) }
        }
        for member in incident.properties {
            guard let text = TextProperties.text(member.value) else { continue }
            body(ExportedProperty.exportedName(ofSource: member.name, isTable: false), text)
        }
        if let text = text(of: ExportedProperty.distance, match) { body(ExportedProperty.distance, text) }
    }

    /// Appends a time as every row has it.
    func append(_ instant: Instant, to output: inout JSONWriter) {
        instant.appendText(to: &output.bytes, withMilliseconds: showsMilliseconds)
    }

    private func text(of name: String, _ match: Match) -> String? {
        switch name {
        case "start": return match.incident.interval.map { text($0.start) }
        case "end": return match.incident.interval.map { text($0.end) }
        case ExportedProperty.distance:
            guard let distance = match.distanceInMetres else { return nil }
            var writer = JSONWriter()
            writer.write(distance, decimals: 3)
            return writer.text
        default: return match.incident.exportedValue(of: name, isTable: false).flatMap(TextProperties.text)
        }
    }

    private func text(_ instant: Instant) -> String {
        var writer = JSONWriter()
        append(instant, to: &writer)
        return writer.text
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .null: nil
        case .array, .object: value.text
        default: value.cellText
        }
    }
}
