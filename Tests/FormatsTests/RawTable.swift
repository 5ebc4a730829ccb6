import Formats
import Geometries
import Incidents
import JSONValues
import TestSupport

/// A publisher's table cut into cells by the simplest means there are, to compare with what was read of it.
struct RawTable {
    struct Row {
        var cells: [(name: String, text: String)]

        /// The text of a column, nil where it is empty.
        subscript(name: String) -> String? {
            cells.first { $0.name == name }.flatMap { $0.text.isEmpty ? nil : $0.text }
        }

        func number(_ name: String) -> Double? { self[name].flatMap { Double($0) } }

        func point(_ longitude: String, _ latitude: String) -> Geometry? {
            guard let x = number(longitude), let y = number(latitude) else { return nil }
            return .point(longitude: x, latitude: y)
        }
    }

    let rows: [Row]

    init(file name: String, skipping skipped: Int = 0) throws {
        self.init(try SharedData.bytes(name), skipping: skipped)
    }

    init(_ bytes: [UInt8], skipping skipped: Int = 0) {
        let records = RawCells.records(bytes)
        let names = records.first ?? []
        rows = records.dropFirst(1 + skipped).map { Row(cells: Array(zip(names, $0)).map { (name: $0.0, text: $0.1) }) }
    }

    subscript(index: Int) -> Row { rows[index] }

    /// The first, the last, and others between.
    var tenRows: [Int] { RawCells.tenOf(rows.count) }

    /// Columns of rows whose text the incident neither keeps nor says itself.
    func losses(in drafts: [IncidentDraft]) -> [String] {
        guard drafts.count == rows.count else { return ["\(rows.count) rows, \(drafts.count) incidents"] }
        var losses: [String] = []
        for (index, row) in rows.enumerated() {
            let incident = drafts[index].incident
            for (name, text) in row.cells where !text.isEmpty {
                if let kept = incident.properties.first(where: { $0.name == name }) {
                    if kept.value.cellText != text { losses.append("row \(index), \(name): \(kept.value.text)") }
                    continue
                }
                let said = incident.value(ofProperty: name)?.cellText ?? RawTable.coordinate(name, of: incident)
                if said != text { losses.append("row \(index), \(name): \(said ?? "nothing") for \(text)") }
            }
            if losses.count > 5 { break }
        }
        return losses
    }

    private static func coordinate(_ name: String, of incident: Incident) -> String? {
        guard case .point(let position)? = incident.geometry else { return nil }
        let value = name == "longitude" ? position.longitude : position.latitude
        return value == value.rounded() ? String(Int(value)) : value.description
    }
}
