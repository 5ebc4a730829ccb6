import Geometries

/// Makes a gazetteer of places, any number of them in bounded memory.
///
///     var builder = try GazetteerBuilder(base: Gazetteer.bundled, dataVersion: "2026-11", output: path)
///     let source = try builder.addSource(GazetteerSource(id: "own", title: "Own places", licence: "CC0", attribution: ""))
///     for place in places { try builder.add(place) }
///     try builder.write()
///
/// Names are folded as in the gazetteer that it builds upon, which also knows what countries and units are called that no
/// row of its own comes for. What is beyond the given memory waits in files without names beside the output: about 150 bytes a
/// place and 25 a name. Beside that memory it takes nine bytes a place where names follow the places, a bit a name, and what
/// countries, units and outlines take.
public struct GazetteerBuilder: ~Copyable {
    /// What is held in memory before it is put aside, in bytes, where nothing else is asked for.
    public static let usualMemory = 96 << 20
    /// As many sources can be told apart.
    public static let sourceLimit = 16
    /// As many places can be built without a file beside which to put them aside.
    public static let placesInMemory = 2_000_000

    private(set) var sources: [GazetteerSource] = []
    /// As many places can be numbered beside the way in which a name belongs to one.
    public static let placeLimit = 1 << 28

    let dataVersion: String
    let base: GazetteerLayer
    let path: String?
    let memory: Int
    var units: UnitRegister
    var outlines: OutlineStore
    var places: ExternalSorter
    var nameSample = TextSample()
    /// How many places were added.
    public private(set) var count = 0

    /// Begins a gazetteer.
    ///
    /// - Parameters:
    ///   - base: The gazetteer that it builds upon; its first file's folding becomes the new one's.
    ///   - dataVersion: What the data's version is called.
    ///   - output: The file to write; nil builds in memory, for at most ``placesInMemory`` places.
    ///   - memory: How many bytes to hold before they are put aside beside the output.
    /// - Throws: `FileError` where nothing can be put aside.
    public init(
        base: Gazetteer, dataVersion: String, output: String?, memory: Int = GazetteerBuilder.usualMemory
    ) throws {
        self.dataVersion = dataVersion
        self.base = base.layers[0]
        path = output
        self.memory = max(memory, 1 << 20)
        units = UnitRegister(base: base)
        outlines = OutlineStore(beside: output)
        places = ExternalSorter(memory: max(memory, 1 << 20), beside: output)
    }

    /// Names a source.
    ///
    /// - Returns: The number by which drafts name it.
    /// - Throws: ``GazetteerBuildError`` beyond ``sourceLimit`` of them.
    public mutating func addSource(_ source: GazetteerSource) throws -> Int {
        guard sources.count < Self.sourceLimit else {
            throw GazetteerBuildError.tooLarge("more than \(Self.sourceLimit) sources")
        }
        sources.append(source)
        return sources.count - 1
    }

    /// Takes a place.
    ///
    /// - Throws: ``GeometryError`` for a coordinate that is not on the globe, ``GazetteerBuildError`` for what the file has no
    ///   room for, `FileError` where the disk is full.
    public mutating func add(_ place: PlaceDraft) throws {
        try place.coordinate.validate()
        guard sources.indices.contains(place.source) else {
            throw GazetteerBuildError.tooLarge("source \(place.source)")
        }
        if path == nil, count >= Self.placesInMemory {
            throw GazetteerBuildError.tooManyInMemory(limit: Self.placesInMemory)
        }
        guard count < Self.placeLimit else { throw GazetteerBuildError.tooLarge("more than \(count) places") }
        var own: Int?
        var holder: Int?
        if let code = place.countryCode {
            let country = try units.country(code, source: place.source)
            switch place.featureClass {
            case .country:
                (own, holder) = (country, country)
            case .admin1:
                holder = country
                let unit = try units.firstLevelUnit(place.admin1 ?? place.name, in: code, source: place.source)
                own = unit
            default:
                holder = country
                guard let admin1 = place.admin1, !admin1.isEmpty else { break }
                let unit = try units.firstLevelUnit(admin1, in: code, source: place.source)
                holder = unit
                guard let admin2 = place.admin2 ?? place.admin2Name, !admin2.isEmpty else { break }
                let part = try units.secondLevelUnit(
                    admin2, name: place.admin2Name, at: place.coordinate, in: unit, source: place.source)
                if place.featureClass == .admin2 { own = part } else { holder = part ?? unit }
            }
        }
        if let holder { units.note(place.coordinate, in: units.units[holder].parent ?? holder) }
        if !place.outline.isEmpty {
            let unit = try own ?? units.outlined(in: units.country(of: holder), source: place.source)
            own = unit
            units.setOutline(try outlines.add(place.outline, of: place.name), of: unit)
        }
        let record = PlaceRecord(place, holder: holder, own: own)
        try places.append(record.bytes(population: place.population, order: count))
        nameSample.consider(Array(place.name.utf8))
        count += 1
    }

    /// Says what the first-level unit of a code is called, for units that no place is.
    public mutating func nameUnit(_ code: String, in country: String, _ name: String, source: Int = 0) throws {
        units.name(try units.firstLevelUnit(code, in: country, source: source), name)
    }

    /// Ends the places, gives them their numbers, and goes on with further names of them.
    ///
    /// - Parameter takesNames: Whether names follow, which takes nine bytes of memory a place.
    /// - Returns: What takes the names.
    /// - Throws: ``GazetteerBuildError``, or `FileError` where the disk is full.
    public consuming func numbered(takingNames takesNames: Bool = false) throws -> NamedGazetteerBuilder {
        try NamedGazetteerBuilder(self, takesNames: takesNames)
    }

    /// Ends the places and writes the gazetteer to the output.
    ///
    /// - Complexity: O(n log n) in the number of names.
    public consuming func write() throws {
        let named = try NamedGazetteerBuilder(self, takesNames: false)
        try named.write()
    }

    /// Ends the places and opens the gazetteer.
    public consuming func opened() throws -> Gazetteer {
        let named = try NamedGazetteerBuilder(self, takesNames: false)
        return try named.opened()
    }
}
