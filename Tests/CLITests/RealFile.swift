import Foundation
import TestSupport
import Testing

/// A publisher's file among the shared data, and what a careful reader of it expects to find in an export of the store that
/// took it. It is cut and understood here by means of our own, the simplest that do.
struct RealFile: Sendable, CustomTestStringConvertible {
    /// What an export says of a row: the texts of its properties and the numbers of its location.
    struct Expectation {
        var texts: [String: String?]
        var coordinates: [Double] = []
    }

    /// Where it lies below the folder of incidents.
    let path: String
    /// How many incidents it holds.
    let count: Int
    /// What a row must become.
    let expectation: @Sendable ([String: String]) -> Expectation
    /// Rows below the header that are no records.
    var rowsSkipped = 0

    var testDescription: String { path }

    var isGeoJSON: Bool { path.hasSuffix(".geojson") }

    /// The names of the columns, and the records.
    func rows() async throws -> (names: [String], records: [[String]]) {
        let shared = "incidents/" + path
        if path.hasPrefix("gdelt/") {
            let records = RawCells.records(try SharedData.bytes(shared), delimiter: 0x09, hasQuotes: false)
            // The place of a column in the layout at hand is its name here.
            let width = records.map(\.count).max() ?? 0
            return ((0..<width).map { "\($0)" }, records.map { $0 + Array(repeating: "", count: width - $0.count) })
        }
        var bytes: [UInt8]
        if path.hasSuffix(".gz") {
            bytes = [UInt8](try await ExternalTool.run("gzip", ["-dc", SharedData.required(shared)]).outputData)
        } else {
            bytes = try SharedData.bytes(shared)
        }
        if isGeoJSON { return RealFile.properties(Data(bytes)) }
        let records = RawCells.records(bytes)
        bytes = []
        return (records.first ?? [], Array(records.dropFirst(1 + rowsSkipped)))
    }

    /// The properties of features as a table, their ids and coordinates as columns whose names begin with `@`.
    private static func properties(_ document: Data) -> (names: [String], records: [[String]]) {
        let root = (try? JSONSerialization.jsonObject(with: document)) as? [String: Any]
        let features = root?["features"] as? [[String: Any]] ?? []
        let names = Set(features.flatMap { Array((($0["properties"] as? [String: Any]) ?? [:]).keys) }).sorted()
        let records = features.map { feature -> [String] in
            let properties = feature["properties"] as? [String: Any] ?? [:]
            let geometry = feature["geometry"] as? [String: Any]
            let numbers = (geometry?["coordinates"] as? [Double] ?? []).map { "\($0)" }
            let cells = names.map { text(properties[$0]) ?? "" }
            return cells + [text(feature["id"]) ?? "", numbers.joined(separator: " ")]
        }
        return (names + ["@id", "@coordinates"], records)
    }

    /// A value of JSON as a cell shows it.
    static func text(_ value: Any?) -> String? {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }

    /// The midnight in UTC that begins a day, or a later one, as exports write it.
    static func midnight(_ day: String, plusDays days: Double = 0) -> String {
        let reader = ISO8601DateFormatter()
        guard let date = reader.date(from: day.prefix(10) + "T00:00:00Z") else { return "no day: \(day)" }
        return reader.string(from: date.addingTimeInterval(days * 86_400))
    }

    /// Numbers of cells.
    static func numbers(_ texts: String?...) -> [Double] { texts.compactMap { $0.flatMap(Double.init) } }
}
