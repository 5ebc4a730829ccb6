import Foundation
import Gazetteers
import Geometries
import Testing

/// The tables that are written by hand, against the file that was made from them.
@Suite("Places written by hand")
struct WrittenPlacesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "gazetteer")

    /// The rows of a table as dictionaries; a cell with a comma is quoted, none holds a quotation mark or a line break.
    private func rows(_ table: String) throws -> [[String: String]] {
        let text = try String(contentsOf: WrittenPlacesTests.folder.appending(path: table), encoding: .utf8)
        let lines = text.split(separator: "\n").map(cells)
        let header = try #require(lines.first)
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }

    private func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    @Test(
        "every place is found by each of its names where the table puts it",
        arguments: [("supplement.csv", 320), ("regions.csv", 650)])
    func found(table: String, least: Int) throws {
        let gazetteer = try Gazetteer.bundled
        let rows = try rows(table)
        #expect(rows.count >= least)
        var missed: [String] = []
        for row in rows {
            let point = Coordinate(
                longitude: try #require(Double(row["longitude"] ?? "")),
                latitude: try #require(Double(row["latitude"] ?? "")))
            let precision = try #require(Double(row["precision_m"] ?? ""))
            let names = [row["name"] ?? ""] + (row["aliases"] ?? "").split(separator: "|").map(String.init)
            for name in names {
                let candidates = try gazetteer.candidates(for: name, limit: .max)
                // A place that another source has too may keep that source's point, up to 0.1 degrees away.
                let isNear = candidates.contains {
                    Gazetteer.kilometres(from: point, to: $0.entry.coordinate) <= precision / 1_000 + 16
                }
                if !isNear { missed.append(name) }
            }
        }
        #expect(missed.isEmpty, "\(missed.count): \(missed.prefix(20))")
    }

    @Test(
        "every row says what kind of place it is, how well it is known and from where",
        arguments: ["supplement.csv", "regions.csv"])
    func complete(table: String) throws {
        var faults: [String] = []
        var names: Set<String> = []
        for row in try rows(table) {
            let name = row["name"] ?? ""
            if FeatureClass(rawValue: row["class"] ?? "") == nil || (row["source"] ?? "").isEmpty
                || !((Double(row["precision_m"] ?? "") ?? 0) >= 100)
                || !names.insert("\(name) \(row["country"] ?? "")").inserted
            {
                faults.append(name)
            }
        }
        #expect(faults.isEmpty, "\(faults)")
    }
}
