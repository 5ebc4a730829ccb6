import Incidents
import Queries

extension Filter {
    /// The columns that decide the condition.
    var columns: ColumnSet {
        switch self {
        case .constant: ColumnSet()
        case .compare(let left, _, let right), .isLike(let left, let right): left.columns.union(right.columns)
        case .isOneOf(let value, let options): options.reduce(value.columns) { $0.union($1.columns) }
        case .isBetween(let value, let low, let high): value.columns.union(low.columns).union(high.columns)
        case .isNull(let value): value.columns
        case .isUnknown(let condition), .not(let condition): condition.columns
        case .spatial(_, let left, let right): left.columns.union(right.columns)
        case .temporal(_, let left, let right): left.columns.union(right.columns)
        case .recurring: ColumnSet([.start, .end])
        case .sets(_, let left, let right): left.columns.union(right.columns)
        case .and(let conditions), .or(let conditions): conditions.reduce(ColumnSet()) { $0.union($1.columns) }
        }
    }
}

extension FilterValue {
    /// The columns out of which the value is read.
    var columns: ColumnSet {
        switch self {
        case .property(let name): ColumnSet(property: name)
        case .literal, .time: ColumnSet()
        case .arithmetic(_, let left, let right): left.columns.union(right.columns)
        case .caseFolded(let text), .accentFolded(let text): text.columns
        }
    }
}

extension FilterGeometry {
    fileprivate var columns: ColumnSet { self == .incident ? ColumnSet([.geometry]) : ColumnSet() }
}

extension FilterTime {
    fileprivate var columns: ColumnSet {
        switch self {
        case .incident: ColumnSet([.start, .end])
        case .property(let name): ColumnSet(property: name)
        case .literal: ColumnSet()
        case .interval(let from, let to): from.columns.union(to.columns)
        }
    }
}

extension FilterTime.Bound {
    fileprivate var columns: ColumnSet {
        if case .property(let name) = self { ColumnSet(property: name) } else { ColumnSet() }
    }
}

extension FilterSet {
    fileprivate var columns: ColumnSet {
        switch self {
        case .property(let name): ColumnSet(property: name)
        case .elements(let values): values.reduce(ColumnSet()) { $0.union($1.columns) }
        }
    }
}

extension ColumnSet {
    /// The columns out of which a property of an incident is read.
    init(property: String) {
        self.init([.id])
        switch property {
        case "start", "end", "datetime": formUnion(ColumnSet([.start, .end]))
        case "geometry": insert(.geometry)
        case "location_radius": insert(.locationRadius)
        default:
            if let column = LayerColumn(name: property), Incident.isReserved(property) {
                insert(column)
            } else if property.hasPrefix("source.") {
                // Perhaps what a broken value in a column of ours was kept as.
                self = .all
            } else {
                // A source's column, or one of another program's.
                insert(.properties)
                hasForeign = true
            }
        }
    }

    /// The columns of both.
    fileprivate func union(_ other: ColumnSet) -> ColumnSet {
        var all = self
        all.formUnion(other)
        return all
    }
}
