package import Incidents

/// An incident as a file gives it, before the importer has settled its identity.
package struct IncidentDraft: Hashable, Sendable {
    /// The incident, complete but for its id, which is a placeholder.
    package var incident: Incident
    /// The record's identifier as the file has it; nil where it has none, and an id is to be minted from
    /// ``contentHash`` and the record's ordinal among equal ones.
    package var recordID: String?
    /// Whether ``recordID`` is a whole id already, as in a file that we exported, and no name within a source.
    package var isFullID: Bool
    /// Stands for the source's columns, whatever they are taken for; equal records have equal hashes.
    package var contentHash: ContentHash
    /// What the columns were taken for.
    package var mapping: ColumnMapping
    /// What the record does that its format advises against, in a clause; it is taken all the same.
    package var remark: String?

    /// Makes a draft.
    package init(
        incident: Incident, recordID: String?, isFullID: Bool = false, contentHash: ContentHash, mapping: ColumnMapping
    ) {
        self.incident = incident
        self.recordID = recordID
        self.isFullID = isFullID
        self.contentHash = contentHash
        self.mapping = mapping
    }

    /// The incident under its final id.
    ///
    /// - Parameters:
    ///   - id: the id.
    ///   - source: who is named as the source where the file names none.
    /// - Returns: the incident.
    package func incident(id: IncidentID, source: String?) -> Incident {
        var incident = incident
        incident.id = id
        if incident.source == nil, !isFullID { incident.source = source }
        return incident
    }

    /// The id of a record without one: `source:` and the hash, from its second occurrence on with its ordinal.
    package func mintedID(source: String, ordinal: Int) -> IncidentID {
        let mark = ordinal == 0 ? "" : "-\(ordinal + 1)"
        return IncidentID("\(source):\(contentHash)\(mark)") ?? IncidentID(uncheckedText: "\(contentHash)\(mark)")
    }

    /// The column that names the place.
    package var placeColumn: String? { mapping[.place] }
    /// The column that holds the record's identifier.
    package var idColumn: String? { mapping[.id] }
}

extension IncidentID {
    /// The id of an incident that has none yet.
    package static let placeholder = IncidentID(uncheckedText: "?")
}
