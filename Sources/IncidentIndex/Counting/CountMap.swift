import Formats
import Geometries
import JSONValues
import Regions

/// Counts as a map: the areas of the one grouping that is spatial, each a GeoJSON feature with its counts as properties,
/// which a mapping tool colours by.
///
/// The properties are the area's name under its title, `count`, and, where there are other groupings, one property for
/// each of their combinations, such as `2014` or `2014/riot`, null where nothing was counted.
public struct CountMap: Sendable {
    private let title: String
    private let areas: [(label: String, geometry: Geometry)]
    private let counts: [String: (total: Int, parts: [String: Int])]
    private let parts: [String]

    /// Makes a map of a table.
    ///
    /// - Parameters:
    ///   - table: the counts.
    ///   - groupings: what they were counted by, one of them spatial.
    /// - Throws: ``FormatError`` where not exactly one grouping is spatial.
    public init(_ table: CountTable, groupings: [Grouping]) throws {
        guard let level = groupings.firstIndex(where: \.isSpatial), groupings.filter(\.isSpatial).count == 1 else {
            throw FormatError("a map needs one group that is an area")
        }
        title = table.titles[level]
        var counts: [String: (total: Int, parts: [String: Int])] = [:]
        var parts: [String] = []
        var known: Set<String> = []
        for row in table.rows {
            var others = row.keys
            let area = others.remove(at: level)
            let part = others.joined(separator: "/")
            counts[area, default: (0, [:])].total += row.count
            counts[area]?.parts[part, default: 0] += row.count
            if !others.isEmpty, known.insert(part).inserted { parts.append(part) }
        }
        self.counts = counts
        self.parts = parts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        switch groupings[level] {
        case .regions(_, let regions):
            areas = regions.map { ($0.label, CountMap.geometry(of: $0.region)) }
        case .grid(let cells):
            areas = cells.labels.compactMap { cell, label in
                // Empty cells would only hide the map below.
                counts[label] == nil ? nil : (label, .polygon(Polygon(cells.rectangle(of: cell))))
            }
        default: areas = []
        }
    }

    private static func geometry(of region: Region) -> Geometry {
        let polygons = region.features.flatMap { $0 }
        return polygons.count == 1 ? .polygon(polygons[0]) : .multiPolygon(polygons)
    }

    /// Writes the map as a FeatureCollection, an area after the other.
    ///
    /// - Throws: what `sink` throws.
    public func write(to sink: (borrowing [UInt8]) throws -> Void) throws {
        var json = JSONWriter()
        json.write(raw: "{\"type\":\"FeatureCollection\",\"features\":[")
        for (index, area) in areas.enumerated() {
            json.write(plain: index > 0 ? ",\n" : "\n")
            json.write(raw: "{\"type\":\"Feature\",\"geometry\":")
            GeoJSONGeometry.write(area.geometry.rewound(), precision: .decimals(7), to: &json)
            json.write(raw: ",\"properties\":")
            json.write(properties(of: area.label))
            json.write(raw: "}")
            try sink(json.bytes)
            json.removeAll()
        }
        json.write(raw: "\n]}\n")
        try sink(json.bytes)
    }

    private func properties(of area: String) -> [JSONMember] {
        let count = counts[area]
        var members = [
            JSONMember(title, .string(area)), JSONMember("count", .integer(Int64(count?.total ?? 0))),
        ]
        for part in parts {
            members.append(JSONMember(part, count?.parts[part].map { .integer(Int64($0)) } ?? .null))
        }
        return members
    }
}
