public import Incidents
public import JSONValues

/// A suggestion that an incident is the same as another one: nothing is merged by it.
public struct IncidentLink: Hashable, Sendable {
    /// The other incident.
    public var id: IncidentID
    /// The type of the other one.
    public var type: String?
    /// When the other one happened.
    public var interval: TemporalInterval?
    /// How far apart the two are, in metres on the WGS 84 ellipsoid.
    public var metres: Double
    /// How much speaks for it, 0 through 1: the types, the distance, and the days.
    public var confidence: Double
    /// Whether the other one is in the store, and not in a report that was read beside this one.
    public var isStored: Bool

    /// The link as `incidents report --link` shows it.
    public var json: JSONValue {
        .object([
            JSONMember("id", .string(id.text)), JSONMember("type", type.map { .string($0) } ?? .null),
            JSONMember("start", interval.map { .string($0.start.description) } ?? .null),
            JSONMember("distance_m", .real(metres.rounded())),
            JSONMember("confidence", .real((confidence * 100).rounded() / 100)),
            JSONMember("stored", .bool(isStored)),
        ])
    }
}
