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
        var records: [[String]] = []
        var record: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var index = 0
        let bytes = bytes.filter { $0 != 0x0D } + (bytes.last == 0x0A ? [] : [0x0A])
        while index < bytes.count {
            let byte = bytes[index]
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    cell.append(byte)
                } else if bytes[index + 1] == byte {
                    cell.append(byte)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if byte == UInt8(ascii: "\"") {
                isQuoted = true
            } else if byte == UInt8(ascii: ",") || byte == 0x0A {
                record.append(String(decoding: cell, as: UTF8.self))
                cell = []
                if byte == 0x0A {
                    records.append(record)
                    record = []
                }
            } else {
                cell.append(byte)
            }
            index += 1
        }
        let names = records.first ?? []
        rows = records.dropFirst(1 + skipped).map { Row(cells: Array(zip(names, $0)).map { (name: $0.0, text: $0.1) }) }
    }

    subscript(index: Int) -> Row { rows[index] }

    /// The first, the last, and others between.
    var tenRows: [Int] { (0..<10).map { $0 * (rows.count - 1) / 9 } }

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
