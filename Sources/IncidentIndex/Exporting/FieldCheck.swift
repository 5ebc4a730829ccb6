import Formats
import Incidents

/// Looks whether the fields that were asked for occur in what is written: a mistyped one would leave an empty column.
struct FieldCheck {
    /// The fields that were not met so far.
    private(set) var absent: [String]
    /// The sources' columns of the last incident, by their exported names.
    private(set) var sourceFields: [String] = []
    private let isTable: Bool
    private var isEmpty = true

    init(_ settings: ExportSettings) {
        isTable = settings.format == .csv || settings.format == .table
        let isWritten = settings.format != .ids && settings.format != .count
        absent = (isWritten ? settings.fields ?? [] : []).filter { [isTable] name in
            !Incident.isReserved(name) && !ExportedProperty.isWritten(name, isTable: isTable)
        }
    }

    /// - Complexity: O(columns) until every field was met, then O(1).
    mutating func add(_ incident: Incident) {
        guard !absent.isEmpty else { return }
        isEmpty = false
        sourceFields = incident.properties.map { ExportedProperty.exportedName(ofSource: $0.name, isTable: isTable) }
        absent.removeAll(where: sourceFields.contains)
    }

    /// What is to be told; nothing where nothing was written.
    var result: (absent: [String], sourceFields: [String]) { isEmpty ? ([], []) : (absent, sourceFields) }
}
