import Incidents
import JSONValues

/// The cells of one row after another, by the names of their columns.
struct NamedCells {
    private var members: [JSONMember] = []
    /// Where a column was last found; rows mostly share an order.
    private var positions: [String: Int] = [:]

    /// Takes the next row.
    mutating func take(_ members: [JSONMember]) { self.members = members }

    /// The text of a column, trimmed; nil where it is blank, null or nested, or there is no such column.
    ///
    /// - Complexity: O(1), O(columns) where rows differ in their columns.
    mutating func text(_ name: String) -> String? {
        var position = positions[name] ?? 0
        if position >= members.count || members[position].name != name {
            guard let found = members.firstIndex(where: { $0.name == name }) else { return nil }
            positions[name] = found
            position = found
        }
        guard let text = members[position].value.cellText else { return nil }
        let trimmed = Numbers.trimmed(text)
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    /// The number in a column; nil where there is none.
    mutating func number(_ name: String) -> Double? { text(name).flatMap(Numbers.double) }

    /// The whole number in a column, which a program may have written with decimals (`3.0`).
    mutating func integer(_ name: String) -> Int64? { number(name).flatMap(Int64.init(exactly:)) }

    /// The parts of a column that holds a list, without empty ones.
    mutating func list(_ name: String, separatedBy separator: Character = ";") -> [String] {
        (text(name) ?? "").split(separator: separator).map { String(Numbers.trimmed(String($0))) }
            .filter { !$0.isEmpty }
    }

    /// A measure of the number in a column.
    mutating func measure(_ name: String, as measure: String, unit: String? = nil) -> Measure? {
        number(name).map { Measure(name: measure, value: $0, unit: unit) }
    }

    /// Degrees within ±limit; nil where the column is blank.
    ///
    /// - Throws: ``RowError`` for anything else.
    mutating func degrees(_ name: String, limit: Double) throws(RowError) -> Double? {
        guard let text = text(name) else { return nil }
        guard let value = Numbers.double(text) else {
            throw RowError("'\(text)' is not a number of degrees", column: name)
        }
        guard abs(value) <= limit else {
            throw RowError("\(value) is outside -\(Int(limit))...\(Int(limit))", column: name)
        }
        return value
    }
}
