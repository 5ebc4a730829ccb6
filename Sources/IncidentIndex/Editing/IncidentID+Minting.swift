import Formats
import Geometries
public import Incidents
import JSONValues

extension IncidentID {
    /// An id for an incident that was made by hand: its source and a hash of its content, so that adding the same twice
    /// adds it once.
    public static func minted(from incident: Incident, source: String) -> IncidentID {
        var members = [JSONMember("geometry", incident.geometry.map { .string(WKT.encode($0)) } ?? .null)]
        for property in Incident.WellKnownProperty.allCases where property != .id {
            members.append(JSONMember(property.rawValue, incident.value(of: property) ?? .null))
        }
        for property in Incident.FurtherProperty.allCases {
            if let value = incident.value(of: property) { members.append(JSONMember(property.rawValue, value)) }
        }
        members.append(JSONMember("properties", .object(incident.properties)))
        let hash = ContentHash(of: Array(JSONValue.object(members).text.utf8))
        return IncidentID("\(source):\(hash)") ?? IncidentID(uncheckedText: "\(hash)")
    }
}
