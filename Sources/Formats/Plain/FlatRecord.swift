package import Incidents

/// A record of a table that was read without interpreting it as a whole: what it says, and what its file has.
package struct FlatRecord: Sendable {
    /// Where it stands.
    package internal(set) var location = RecordLocation(line: 0, byteOffset: 0)
    /// How many bytes of the incident's buffer, from its beginning, are the record as the file has it.
    package internal(set) var rawCount = 0
    /// The incident, whose id is still to be made of ``FlatIncident/Text/sourceID``.
    package var incident = FlatIncident()

    /// A record to be filled.
    package init() {}
}
