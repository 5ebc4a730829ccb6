/// Parts of an incident that a walk over many of them may need.
package struct IncidentParts: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The geometry.
    package static let location = IncidentParts(rawValue: 1)
    /// The interval.
    package static let time = IncidentParts(rawValue: 2)
    /// The type.
    package static let type = IncidentParts(rawValue: 4)

    /// The columns that hold them.
    var columns: ColumnSet {
        var columns = ColumnSet()
        if contains(.location) { columns.insert(.geometry) }
        if contains(.time) { columns.formUnion(ColumnSet([.start, .end])) }
        if contains(.type) { columns.insert(.type) }
        return columns
    }
}
