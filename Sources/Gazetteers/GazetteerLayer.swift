/// One gazetteer file as a part of a gazetteer: the bundled one, or what a user adds to it.
package final class GazetteerLayer: Sendable {
    let file: GazetteerFile
    package let normaliser: Normaliser
    package let names: NameTable
    let skeletons: SkeletonTable
    let entries: EntryTable
    let units: UnitTable
    let shapes: ShapeTable
    let strings: StringPool
    let sources: [GazetteerSource]
    /// The number that the gazetteer gives the layer's first place.
    let firstID: Int
    /// Whether its places come before those of other layers.
    let isPreferred: Bool

    init(_ source: ByteSource) throws(GazetteerError) {
        file = try GazetteerFile(source)
        normaliser = try Normaliser(file)
        names = try NameTable(file)
        skeletons = try SkeletonTable(file)
        entries = try EntryTable(file)
        units = try UnitTable(file)
        shapes = try ShapeTable(file)
        strings = try StringPool(file)
        sources = try GazetteerSource.read(file, strings)
        firstID = 0
        isPreferred = false
    }

    /// The same file with other numbers for its places.
    init(_ layer: GazetteerLayer, firstID: Int, isPreferred: Bool) {
        file = layer.file
        normaliser = layer.normaliser
        names = layer.names
        skeletons = layer.skeletons
        entries = layer.entries
        units = layer.units
        shapes = layer.shapes
        strings = layer.strings
        sources = layer.sources
        self.firstID = firstID
        self.isPreferred = isPreferred
    }

    /// The place with the given number in this file.
    func entry(_ number: Int) throws(GazetteerError) -> GazetteerEntry {
        let record = try entries.record(number)
        let own = try units.unit(ofEntry: number)
        let isCountry = record.featureClass == .country
        let country = try isCountry ? own : countryUnit(of: record)
        let (first, second) = try levels(of: isCountry ? nil : record.unit)
        var admin1: String?
        if let first, first != country, own != first { admin1 = try name(ofUnit: first) }
        let admin2 = try second == own ? nil : second.map { unit throws(GazetteerError) in try name(ofUnit: unit) }
        let iso = try own.map { unit throws(GazetteerError) in try code(ofUnit: unit) }
        guard record.sourceNumber < sources.count else {
            throw .corrupt(reason: "there is no source \(record.sourceNumber)", byteOffset: 0)
        }
        return GazetteerEntry(
            id: firstID + number, name: try strings.text(at: record.nameOffset), featureClass: record.featureClass,
            coordinate: record.coordinate, precisionRadiusMetres: record.precisionRadiusMetres,
            countryCode: try country.map { unit throws(GazetteerError) in try code(ofUnit: unit) },
            countryName: try country.map { unit throws(GazetteerError) in try name(ofUnit: unit) },
            admin2Name: admin2, admin1Name: admin1, isoCode: iso.flatMap { $0.isEmpty ? nil : $0 },
            population: record.population > 0 ? record.population : nil, importance: record.importance,
            source: sources[record.sourceNumber].id, sourceID: record.sourceID > 0 ? Int(record.sourceID) : nil,
            isClosed: record.flags & EntryTable.closedFlag != 0, isCapital: record.flags & EntryTable.capitalFlag != 0,
            hasOutline: record.flags & EntryTable.outlineFlag != 0)
    }

    /// The unit number of the country that holds a place.
    func countryUnit(of record: EntryTable.Record) throws(GazetteerError) -> Int? {
        guard let unit = record.unit else { return nil }
        return try units.record(unit).country ?? unit
    }

    /// The units that a unit is in or is, by their levels: a second-level unit names the first-level one in its own entry.
    ///
    /// - Returns: The first-level unit, or the country where that is all; and the second-level unit, if any.
    func levels(of unit: Int?) throws(GazetteerError) -> (first: Int?, second: Int?) {
        guard let unit else { return (nil, nil) }
        let entry = try units.record(unit).entry
        guard try entries.featureClass(entry) == .admin2 else { return (unit, nil) }
        // The unit above is another one, of a lower level, so this ends.
        return (try entries.record(entry).unit, unit)
    }

    /// Whether a place is a unit that holds another place directly: its second-level unit, or the unit above that.
    func isHeld(_ number: Int, by holder: Int) throws(GazetteerError) -> Bool {
        guard let unit = try units.unit(ofEntry: holder) else { return false }
        let (first, second) = try levels(of: try entries.record(number).unit)
        return unit == first || unit == second
    }

    /// The unit number of the country with a code of ISO 3166-1 alpha-2.
    ///
    /// - Complexity: O(n) in the number of units.
    func countryUnit(code: String) throws(GazetteerError) -> Int? {
        for unit in 0..<units.count {
            let record = try units.record(unit)
            if record.country == nil, try strings.text(at: record.codeOffset) == code { return unit }
        }
        return nil
    }

    func name(ofUnit unit: Int) throws(GazetteerError) -> String {
        try strings.text(at: try entries.record(try units.record(unit).entry).nameOffset)
    }

    private func code(ofUnit unit: Int) throws(GazetteerError) -> String {
        try strings.text(at: try units.record(unit).codeOffset)
    }
}
