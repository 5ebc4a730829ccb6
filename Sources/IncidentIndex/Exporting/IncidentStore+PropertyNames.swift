import Incidents
import JSONValues
public import Queries
public import Stores

extension IncidentStore {
    /// The properties that a condition asks for and that no incident of the store has: mistyped, most likely.
    ///
    /// - Complexity: O(names) where the model or a file that was imported has them; else the incidents are gone through up to
    ///   the first that has the property.
    public func absentProperties(of filter: Filter) throws -> [AbsentProperty] {
        let columns = try columnsOfSources().sorted { $0.key < $1.key }.flatMap(\.value)
        let known = Set(Incident.exportedNames + columns + columns.map { "source.\($0)" })
        var absent: [AbsentProperty] = []
        for name in filter.propertyNames where !known.contains(name) {
            var occurs = false
            _ = try forEachMatch(Query(where: .not(.isNull(property: name)))) { _ in
                occurs = true
                return false
            }
            if !occurs {
                absent.append(
                    AbsentProperty(
                        name: name, closest: Spelling.closest(to: name, among: Incident.exportedNames + columns)))
            }
        }
        return absent
    }
}

/// A property that no incident has.
public struct AbsentProperty: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// A name that occurs and may be meant.
    public var closest: String?
}
