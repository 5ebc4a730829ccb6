import Foundation
import TestSupport
import Testing

/// The publishers' files as they give them, imported by the command without a word about their columns.
@Suite("real files", .sharedData("incidents"), .tools("gzip"))
struct RealFileTests {
    @Test(
        "every file is taken whole, says what its rows say, loses nothing, and is taken once", arguments: RealFile.all)
    func whole(file: RealFile) async throws {
        let work = try Workspace()
        let path = try SharedData.required("incidents/" + file.path)
        let rows = try await file.rows()
        #expect(rows.records.count == file.count)
        let first = try JSONDecoder().decode(
            ImportReport.self, from: try await work.succeed("import", path, "--json").outputData)
        #expect(first.read == file.count && first.inserted == file.count && first.rejected == 0, "\(first)")
        let second = try JSONDecoder().decode(
            ImportReport.self, from: try await work.succeed("import", path, "--json").outputData)
        #expect(second.read == file.count && second.unchanged == file.count, "\(second)")

        let exported = try await work.succeed("export", "--precision", "full").outputData
        let root = try #require(try JSONSerialization.jsonObject(with: exported) as? [String: Any])
        let features = try #require(root["features"] as? [[String: Any]])
        try #require(features.count == file.count)
        for index in RawCells.tenOf(file.count) {
            let row = Dictionary(zip(rows.names, rows.records[index])) { first, _ in first }
            compare(features[index], with: file.expectation(row), "\(file.path), record \(index)")
        }
        try await compareRaw(work, file, rows.names, rows.records)
    }

    private func compare(_ feature: [String: Any], with expectation: RealFile.Expectation, _ record: String) {
        let properties = feature["properties"] as? [String: Any] ?? [:]
        for (name, expected) in expectation.texts {
            let found = RealFile.text(properties[name])
            // Seconds may be followed by milliseconds that are none.
            let isSame = found == expected || found?.replacing(".000Z", with: "Z") == expected
            #expect(isSame, "\(record), \(name): \(found ?? "nothing") for \(expected ?? "nothing")")
        }
        let geometry = feature["geometry"] as? [String: Any]
        let flat = (geometry?["coordinates"] as? [Any] ?? []).flatMap { $0 as? [Double] ?? [$0 as? Double ?? .nan] }
        #expect(flat == expectation.coordinates, "\(record)")
    }

    /// Every column and every cell must come back as it was.
    private func compareRaw(
        _ work: Workspace, _ file: RealFile, _ names: [String], _ records: [[String]]
    ) async throws {
        let raw = RawCells.records(
            [UInt8](try await work.succeed("export", "--format", "csv", "--fields", "raw").outputData))
        let header = try #require(raw.first)
        try #require(raw.count == records.count + 1)
        guard file.isGeoJSON else {
            // A table without a header is given one.
            if !file.path.hasPrefix("gdelt/") { #expect(header == names) }
            let wrong = zip(raw.dropFirst(), records).filter { $0 != $1 }
            #expect(wrong.isEmpty, "\(wrong.count) rows of \(file.path), the first: \(wrong[0])")
            return
        }
        // Properties have no order of columns; ids and locations are no columns.
        let columns = names.filter { !$0.hasPrefix("@") }
        #expect(header.sorted() == columns)
        for (cells, record) in zip(raw.dropFirst(), records) {
            let row = Dictionary(zip(header, cells)) { first, _ in first }
            let wrong = zip(columns, record).first { column, text in
                // A number may be written in several ways.
                row[column] != text && (row[column].flatMap(Double.init) ?? .nan) != Double(text)
            }
            #expect(wrong == nil, "\(file.path): \(wrong.map { "\($0)" } ?? ""), \(row[wrong?.0 ?? ""] ?? "")")
        }
    }
}
