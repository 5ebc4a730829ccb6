/// Which column is taken for which field.
///
///     mapping[.longitude] = "lon"
///     mapping.description    // "longitude=lon latitude=lat start=date"
public struct ColumnMapping: Hashable, Sendable {
    private var columns: [ColumnField: String] = [:]

    /// An empty mapping.
    public init() {}

    /// The column that a field is read from.
    public subscript(field: ColumnField) -> String? {
        get { columns[field] }
        set { columns[field] = newValue }
    }

    /// The fields that have a column, in the order in which fields are listed.
    public var fields: [ColumnField] { ColumnField.allCases.filter { columns[$0] != nil } }

    /// Whether no field has a column.
    public var isEmpty: Bool { columns.isEmpty }

    /// Whether positions themselves are given: both coordinates, or a geometry.
    public var hasCoordinates: Bool { self[.wkt] != nil || (self[.longitude] != nil && self[.latitude] != nil) }

    /// Whether anything tells where an incident was: both coordinates, a geometry, or a place name.
    public var hasLocation: Bool {
        hasCoordinates || self[.place] != nil
    }
}

extension ColumnMapping: CustomStringConvertible {
    /// `field=column` pairs, as they could be given on the command line.
    public var description: String {
        fields.map { field in
            let column = self[field] ?? ""
            return "\(field.rawValue)=\(column.contains(" ") ? "'\(column)'" : column)"
        }.joined(separator: " ")
    }
}
