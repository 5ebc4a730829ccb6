import Incidents

/// The names under which the properties of incidents are exported.
package enum ExportedProperty {
    /// The property that holds the distance from a query's centre, in metres.
    package static let distance = "distance_m"

    private static let prefix = "source."

    /// The exported name of a source's column: its own, or `source.NAME` where that would collide.
    ///
    /// A name that looks like a collision itself takes another prefix, so that reading back always finds the first name.
    package static func exportedName(ofSource name: String, isTable: Bool) -> String {
        isReserved(stripped(name), isTable: isTable) ? prefix + name : name
    }

    /// The source's name for an exported column; undoes ``exportedName(ofSource:isTable:)``.
    package static func sourceName(ofExported name: String, isTable: Bool) -> String {
        name.hasPrefix(prefix) && isReserved(stripped(name), isTable: isTable)
            ? String(name.dropFirst(prefix.count)) : name
    }

    /// Whether writers know a name that is neither the model's nor a source's column.
    package static func isWritten(_ name: String, isTable: Bool) -> Bool {
        name == distance || (isTable && ExportedRow.locationColumns.contains(name))
    }

    private static func stripped(_ name: String) -> Substring {
        var rest = name[...]
        while rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
        return rest
    }

    private static func isReserved(_ name: Substring, isTable: Bool) -> Bool {
        // Nearly every name is told apart by its length or its first letter, so no table of names is kept.
        let name = String(name)
        return Incident.isReserved(name) || isWritten(name, isTable: isTable)
    }
}
