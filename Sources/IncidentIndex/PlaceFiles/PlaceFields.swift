import Formats
import Gazetteers
import Geometries

/// Reads a place out of the cells of a row or the properties of a feature.
struct PlaceFields {
    let names: [String]
    let columns: PlaceColumns
    let cells: [String?]

    /// What a place of one's own counts for at least where its row does not say it: about that of a city of 100,000.
    private static let ownImportance = 0.6

    /// The place.
    ///
    /// - Parameters:
    ///   - geometry: Where it is, where the cells do not say so.
    ///   - holders: Tells what holds it.
    /// - Returns: The place and what its row calls its source.
    /// - Throws: ``RowError`` that names the column of what is wrong.
    func place(at geometry: Geometry?, _ holders: PlaceHolders) throws -> (place: PlaceDraft, source: String?) {
        guard let name = text(.name) else { throw RowError("the place has no name", column: column(.name) ?? "name") }
        let featureClass = try featureClass()
        let area = try geometry.map { try PlaceArea($0) }
        let coordinate: Coordinate
        if let area {
            coordinate = area.point
        } else {
            coordinate = try Self.coordinate(
                longitude: text(.longitude) ?? "", latitude: text(.latitude) ?? "",
                columns: (column(.longitude) ?? "longitude", column(.latitude) ?? "latitude"))
        }
        var place = PlaceDraft(name: name, coordinate: coordinate, featureClass: featureClass)
        if let area, PlaceArea.classes.contains(featureClass) { place.outline = area.polygons }
        place.precisionRadiusMetres = try number(.precision, atLeast: 0) ?? area?.radiusMetres
        place.population = text(.population).flatMap(Self.count) ?? 0
        if let importance = try number(.importance, atLeast: 0) {
            guard importance <= 1 else {
                throw RowError("'\(importance)' is not from 0 through 1", column: column(.importance))
            }
            place.importance = importance
        }
        place.sourceID = text(.id).flatMap { UInt32($0) }
        for index in columns.aliases where index < cells.count {
            place.aliases += cells[index].map(PlaceColumns.split) ?? []
        }
        for index in columns.codes where index < cells.count {
            place.codes += cells[index].map(PlaceColumns.split) ?? []
        }
        place.admin2Name = text(.admin2)
        try holders.settle(&place, country: text(.country), admin1: text(.admin1), column: column(.country))
        // Whoever writes a place down by hand means it, whoever else bears its name. An extract of a map has hamlets too.
        if place.importance == nil, !columns.isOpenStreetMap {
            place.importance = max(Self.ownImportance, place.weight)
        }
        // OpenStreetMap's key `source` says where a feature was drawn from, and is another for each.
        return (place, columns.isOpenStreetMap ? nil : text(.source))
    }

    /// Whether the row names nothing, as most features of OpenStreetMap do.
    var isNameless: Bool { text(.name) == nil }

    private func text(_ field: PlaceColumns.Field) -> String? {
        guard let index = columns[field], index < cells.count, let cell = cells[index]?.trimmingBlanks() else {
            return nil
        }
        return cell.isEmpty ? nil : cell
    }

    private func column(_ field: PlaceColumns.Field) -> String? { columns[field].map { names[$0] } }

    private func number(_ field: PlaceColumns.Field, atLeast least: Double) throws(RowError) -> Double? {
        guard let text = text(field) else { return nil }
        guard let number = Double(text), number.isFinite, number >= least else {
            throw RowError("'\(text)' is no number from \(Int(least)) up", column: column(field))
        }
        return number
    }

    /// A number of people, its thousands separated or not; nil where it is none.
    private static func count(_ text: String) -> Int? {
        if let number = Double(text) { return (0...1e12).contains(number) ? Int(number) : nil }
        let digits = text.filter { !", '\u{A0}\u{202F}".contains($0) }
        return Int(digits).flatMap { $0 >= 0 ? $0 : nil }
    }

    private func featureClass() throws(RowError) -> FeatureClass {
        let tags = PlaceTags(names: names, cells: cells)
        guard let text = text(.featureClass), !columns.isOpenStreetMap else { return tags.featureClass ?? .site }
        if let known = PlaceTags.featureClass(named: text) ?? tags.featureClass { return known }
        throw RowError(
            "there is no class '\(text)'; the classes are "
                + FeatureClass.allCases.map(\.rawValue).joined(separator: ", "), column: column(.featureClass))
    }

    /// The coordinate of two cells.
    static func coordinate(
        longitude: String, latitude: String, columns: (longitude: String, latitude: String)
    ) throws(RowError) -> Coordinate {
        func degrees(_ text: String, _ limit: Double, _ column: String) throws(RowError) -> Double {
            guard !text.isEmpty else { throw RowError("the place has no \(column)", column: column) }
            guard let degrees = Double(text), degrees.isFinite else {
                throw RowError("'\(text)' is no number", column: column)
            }
            guard abs(degrees) <= limit else {
                throw RowError("\(text) is not from -\(Int(limit)) through \(Int(limit))", column: column)
            }
            return degrees
        }
        return Coordinate(
            longitude: try degrees(longitude, 180, columns.longitude),
            latitude: try degrees(latitude, 90, columns.latitude))
    }
}
