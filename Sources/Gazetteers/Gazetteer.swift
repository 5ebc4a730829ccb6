import CGazetteer

/// The known places of the world: their names in many scripts, their points, and the outlines of countries and
/// first-level units.
///
///     let gazetteer = try Gazetteer.bundled
///     let base = try gazetteer.candidates(for: "Ain al-Asad").first       // 42.441 E, 33.786 N
///     let iraq = try gazetteer.region(named: "Iraq")
///
/// A gazetteer is a view of the bytes of a gazetteer file. Opening one takes the same short time whatever its size,
/// and a lookup reads only the few pages that it needs. Every read is checked: a broken file makes a lookup throw.
public struct Gazetteer: Sendable {
    let file: GazetteerFile
    package let normaliser: Normaliser
    package let names: NameTable
    let entries: EntryTable
    let units: UnitTable
    let shapes: ShapeTable
    let strings: StringPool
    let sources: [GazetteerSource]

    /// The gazetteer that is part of this program.
    ///
    /// - Throws: ``GazetteerError`` where the program was built with a broken one.
    public static var bundled: Gazetteer {
        get throws(GazetteerError) { try sharedBundle.get() }
    }

    private static let sharedBundle = Result<Gazetteer, GazetteerError> { () throws(GazetteerError) in
        // The bytes are a constant of the program: they are never written, and live as long as it does.
        let bytes = unsafe UnsafeRawBufferPointer(
            start: incidents_gazetteer_bytes(), count: incidents_gazetteer_length())
        return try unsafe Gazetteer(bytes: bytes, owner: nil)
    }

    /// Opens a gazetteer file that is in memory already, without copying it.
    ///
    /// The bytes must not change while the gazetteer or a copy of it lives; `owner` is kept alive as long.
    ///
    /// - Throws: ``GazetteerError`` for bytes that are not a gazetteer file, or a broken or newer one.
    /// - Complexity: O(1) in the size of the file.
    public init(bytes: UnsafeRawBufferPointer, owner: (any Sendable & AnyObject)?) throws(GazetteerError) {
        try self.init(unsafe ByteSource(bytes, owner: owner))
    }

    /// Opens a copy of a gazetteer file's bytes.
    ///
    /// - Throws: ``GazetteerError`` for bytes that are not a gazetteer file, or a broken or newer one.
    public init(copying bytes: [UInt8]) throws(GazetteerError) {
        try self.init(ByteSource(copying: bytes))
    }

    private init(_ source: ByteSource) throws(GazetteerError) {
        file = try GazetteerFile(source)
        normaliser = try Normaliser(file)
        names = try NameTable(file)
        entries = try EntryTable(file)
        units = try UnitTable(file)
        shapes = try ShapeTable(file)
        strings = try StringPool(file)
        sources = try GazetteerSource.read(file, strings)
    }

    /// The version of the data, as the recipe names it.
    ///
    /// - Throws: ``GazetteerError`` where the file is broken.
    public var dataVersion: String {
        get throws(GazetteerError) {
            try strings.text(at: try file.source.load(UInt32.self, at: try file.range("META").lowerBound))
        }
    }

    /// How many places there are.
    public var count: Int { entries.count }

    /// How many different names there are, in the form in which they are compared.
    public var nameCount: Int { names.count }

    /// The form in which a name is compared with others: folded case, no diacritics, articles written alike.
    ///
    /// - Throws: ``GazetteerError`` where the file is broken.
    public func normalised(_ name: String) throws(GazetteerError) -> String {
        String(decoding: try normaliser.fold(name), as: UTF8.self)
    }

    /// The place with the given number.
    ///
    /// - Throws: ``GazetteerError`` where there is none, or where the file is broken.
    public func entry(_ id: Int) throws(GazetteerError) -> GazetteerEntry {
        let record = try entries.record(id)
        let own = try units.unit(ofEntry: id)
        let isCountry = record.featureClass == .country
        let holder = isCountry ? nil : record.unit
        let country = try isCountry ? own : countryUnit(of: record)
        var admin1: String?
        if let holder, holder != country, own != holder { admin1 = try name(ofUnit: holder) }
        let iso = try own.map { unit throws(GazetteerError) in try code(ofUnit: unit) }
        guard record.sourceNumber < sources.count else {
            throw .corrupt(reason: "there is no source \(record.sourceNumber)", byteOffset: 0)
        }
        return GazetteerEntry(
            id: id, name: try strings.text(at: record.nameOffset), featureClass: record.featureClass,
            coordinate: record.coordinate, precisionRadiusMetres: record.precisionRadiusMetres,
            countryCode: try country.map { unit throws(GazetteerError) in try code(ofUnit: unit) },
            countryName: try country.map { unit throws(GazetteerError) in try name(ofUnit: unit) },
            admin1Name: admin1, isoCode: iso.flatMap { $0.isEmpty ? nil : $0 },
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

    private func name(ofUnit unit: Int) throws(GazetteerError) -> String {
        try strings.text(at: try entries.record(try units.record(unit).entry).nameOffset)
    }

    private func code(ofUnit unit: Int) throws(GazetteerError) -> String {
        try strings.text(at: try units.record(unit).codeOffset)
    }

    /// Reads the whole file and compares its checksums.
    ///
    /// - Throws: ``GazetteerError`` that names the first part that does not match.
    /// - Complexity: O(n) in the size of the file.
    public func verify() throws(GazetteerError) { try file.verify() }
}
