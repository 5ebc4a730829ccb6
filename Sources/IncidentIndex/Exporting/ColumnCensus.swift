import Formats
import Incidents
import JSONValues

/// Which columns occur in a set of incidents: a table must name them before its first row.
struct ColumnCensus {
    /// The sources' columns in the order in which they first occur.
    private(set) var sourceColumns: [String] = []
    /// What values each of them holds.
    private(set) var sourceKinds: [ValueKinds] = []
    private var places: [ByteText: Int] = [:]
    private var further: Set<Incident.FurtherProperty> = []
    /// Whether any position has an altitude.
    private(set) var hasAltitude = false
    /// The names of the incident before: neighbours mostly come from one source and have the same.
    private var lastNames: [String] = []
    private var lastPlaces: [Int] = []

    /// The further properties of the model that occur.
    var furtherProperties: [String] { Incident.FurtherProperty.allCases.filter(further.contains).map(\.rawValue) }

    mutating func add(_ incident: Incident) {
        for property in Incident.FurtherProperty.allCases
        where !further.contains(property) && incident.value(of: property) != nil {
            further.insert(property)
        }
        if !hasAltitude, incident.geometry?.hasAltitude == true { hasAltitude = true }
        let properties = incident.properties
        if properties.count != lastNames.count
            || !zip(properties, lastNames).allSatisfy({ $0.name.hasSameBytes(as: $1) })
        {
            lastNames = properties.map(\.name)
            lastPlaces = lastNames.map { place(of: $0) }
        }
        for (property, place) in zip(properties, lastPlaces) {
            sourceKinds[place].formUnion(ValueKinds(of: property.value))
        }
    }

    private mutating func place(of name: String) -> Int {
        let key = ByteText(name)
        if let known = places[key] { return known }
        places[key] = sourceColumns.count
        sourceColumns.append(name)
        sourceKinds.append([])
        return sourceColumns.count - 1
    }
}
