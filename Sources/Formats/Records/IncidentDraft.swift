package import Incidents

/// An incident as a file gives it, before the importer has settled its identity.
package struct IncidentDraft: Hashable, Sendable {
    /// What the file says of the incident's identity.
    package enum Identity: Hashable, Sendable {
        /// Nothing: the importer mints an id from ``IncidentDraft/contentHash`` and its ordinal among equal ones.
        case none
        /// The source's own name for the record, unique within the source only.
        case record(String)
        /// A whole id, as in a file that we exported.
        case complete(IncidentID)
    }

    /// What the file says of the incident's identity.
    package var identity: Identity
    /// Stands for the source's columns, whatever they are mapped to; equal records have equal hashes.
    package var contentHash: ContentHash
    /// Everything but the id, which is a placeholder.
    private var fields: Incident

    /// Makes a draft; the incident's own id does not count.
    package init(identity: Identity, contentHash: ContentHash, fields: Incident) {
        self.identity = identity
        self.contentHash = contentHash
        self.fields = fields
    }

    /// The incident under its final id.
    package func incident(id: IncidentID) -> Incident {
        var incident = fields
        incident.id = id
        return incident
    }

    /// The incident under a placeholder id, to look at or to complete (a location for its place name).
    package var incident: Incident {
        get { fields }
        set { fields = newValue }
    }
}

extension IncidentID {
    /// The id of an incident that has none yet.
    package static let placeholder = IncidentID(uncheckedText: "?")
}
