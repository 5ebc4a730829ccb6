import Formats
import Incidents
import JSONValues

/// Which columns occur in a set of incidents: a table must name them before its first row.
struct ColumnCensus {
    /// The sources' columns in the order in which they first occur.
    private(set) var sourceColumns: [String] = []
    private var known: Set<ByteText> = []
    private var further: Set<Incident.FurtherProperty> = []
    /// The names of the incident before: neighbours mostly come from one source and have the same.
    private var lastNames: [String] = []

    /// The further properties of the model that occur.
    var furtherProperties: [String] { Incident.FurtherProperty.allCases.filter(further.contains).map(\.rawValue) }

    mutating func add(_ incident: Incident) {
        for property in Incident.FurtherProperty.allCases
        where !further.contains(property) && incident.value(of: property) != nil {
            further.insert(property)
        }
        let properties = incident.properties
        if properties.count == lastNames.count,
            zip(properties, lastNames).allSatisfy({ $0.name.utf8.elementsEqual($1.utf8) })
        {
            return
        }
        lastNames = properties.map(\.name)
        for name in lastNames where known.insert(ByteText(name)).inserted { sourceColumns.append(name) }
    }
}
