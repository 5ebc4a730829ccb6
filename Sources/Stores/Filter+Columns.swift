import Incidents
import Queries

extension Filter {
    /// The columns that decide the condition.
    var columns: ColumnSet {
        switch self {
        case .equals(let property, _), .isOneOf(let property, _), .isNull(let property):
            ColumnSet(property: property)
        case .not(let condition):
            condition.columns
        case .and(let conditions), .or(let conditions):
            conditions.reduce(into: ColumnSet()) { $0.formUnion($1.columns) }
        }
    }
}

extension ColumnSet {
    /// The columns out of which a property of an incident is read.
    init(property: String) {
        self.init([.id])
        switch property {
        case "start", "end": formUnion(ColumnSet([.start, .end]))
        case "location_radius": insert(.locationRadius)
        default:
            if let column = LayerColumn(name: property), Incident.isReserved(property) {
                insert(column)
            } else {
                // A source's column, one of another program's, or what a broken value of ours was kept as.
                self = .all
            }
        }
    }
}
