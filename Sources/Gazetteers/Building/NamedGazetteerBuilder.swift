import Geometries
import MappedFiles

/// A gazetteer whose places have their numbers and whose names are being gathered.
public struct NamedGazetteerBuilder: ~Copyable {
    /// Longer folded names are left out: no text names a place so.
    private static let longestKey = 120

    let sources: [GazetteerSource]
    let dataVersion: String
    let base: GazetteerLayer
    let path: String?
    let memory: Int
    var units: UnitRegister
    var outlines: OutlineStore
    /// The entries, with the register's number of their unit, and never with that of the file.
    var entries: ByteSpool
    var strings: StringSpool
    var names: ExternalSorter
    private(set) var count = 0
    private(set) var levels = ImportanceLevels()
    /// Each place's number in its source and, below, its own; ascending.
    private var numbers: [UInt64] = []
    private var classes: [UInt8] = []
    /// How many further names were taken, and how many belong to no place.
    public private(set) var namesTaken = 0, namesWithoutPlace = 0

    init(_ builder: consuming GazetteerBuilder, takesNames: Bool) throws {
        sources = builder.sources
        dataVersion = builder.dataVersion
        base = builder.base
        path = builder.path
        memory = builder.memory
        units = builder.units
        let sample = builder.nameSample
        outlines = builder.outlines
        entries = ByteSpool(beside: path, isChecked: false)
        strings = StringSpool(SymbolEncoder(SymbolTrainer.train(sample.texts)), beside: path)
        names = ExternalSorter(memory: memory, beside: path)
        var records = try builder.places.sorted()
        var bytes: [UInt8] = []
        while try records.next(&bytes) {
            let place = try PlaceRecord(bytes)
            if takesNames {
                classes.append(UInt8(place.featureClass.number))
                if place.sourceID > 0 { numbers.append(UInt64(place.sourceID) << 32 | UInt64(count)) }
            }
            try add(place)
        }
        numbers.sort()
        try addNamelessUnits()
    }

    private mutating func add(_ place: PlaceRecord) throws {
        let isOwn = place.own.map { units.claim($0, entry: count) } ?? false
        // A second row of a country is a place in it.
        let unit = place.featureClass == .country && isOwn ? place.own : place.holder
        try appendEntry(
            longitude: place.longitude, latitude: place.latitude, name: place.name, sourceID: place.sourceID,
            population: place.population, unit: unit, featureClass: place.featureClass,
            source: Int(place.source), flags: isOwn ? place.flags : place.flags & ~EntryTable.outlineFlag,
            importance: place.importance, precision: place.precision)
        let entry = count - 1
        try addName(place.name, .primary, to: entry, place.featureClass)
        for alias in place.aliases { try addName(alias, .alias, to: entry, place.featureClass) }
        for code in place.codes { try addName(code, .code, to: entry, place.featureClass) }
    }

    private mutating func appendEntry(
        longitude: Int32, latitude: Int32, name: String, sourceID: UInt32, population: UInt16, unit: Int?,
        featureClass: FeatureClass, source: Int, flags: UInt8, importance: UInt8, precision: UInt8
    ) throws {
        try entries.append(number: longitude)
        try entries.append(number: latitude)
        try entries.append(number: try strings.add(name))
        try entries.append(number: sourceID)
        try entries.append(number: population)
        try entries.append(number: UInt16(unit ?? UnitRegister.limit))
        try entries.append(UInt8(featureClass.number))
        try entries.append(UInt8(source) | flags << 4)
        try entries.append(importance)
        try entries.append(precision)
        levels.append(importance: importance)
        count += 1
    }

    /// Entries for the countries and units that places lie in and that are no rows themselves.
    private mutating func addNamelessUnits() throws {
        try units.settleNames()
        for (number, unit) in units.units.enumerated() where unit.entry == nil {
            // An outline has its place; of a second-level unit that is no place, nothing is known but its code.
            guard unit.featureClass != .region, unit.featureClass != .admin2 || !unit.name.isEmpty else { continue }
            let country = unit.country.map { units.units[$0] }
            let place = unit.coordinate ?? country?.coordinate
            let radius: Double =
                switch unit.featureClass {
                case .country: 300_000
                case .admin2: 25_000
                default: 80_000
                }
            _ = units.claim(number, entry: count)
            try appendEntry(
                longitude: Int32(((place?.longitude ?? 0) * 1e7).rounded()),
                latitude: Int32(((place?.latitude ?? 0) * 1e7).rounded()), name: unit.name, sourceID: 0, population: 0,
                unit: unit.parent ?? unit.country ?? number, featureClass: unit.featureClass, source: unit.source,
                flags: 0,
                importance: 0, precision: EntryTable.precisionCode(radius))
        }
    }

    /// Takes a further name of a place that its source numbers.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - isCode: Whether it is a code, such as one of IATA, and no name.
    ///   - sourceID: The place's number.
    /// - Throws: `FileError` where the disk is full.
    /// - Complexity: O(log n) in the number of places.
    public mutating func addName(_ name: String, isCode: Bool = false, toSourceID sourceID: UInt32) throws {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] >> 32 < UInt64(sourceID) { low = middle + 1 } else { high = middle }
        }
        guard low < numbers.count, numbers[low] >> 32 == UInt64(sourceID) else {
            namesWithoutPlace += 1
            return
        }
        namesTaken += 1
        let entry = Int(numbers[low] & 0xFFFF_FFFF)
        guard let featureClass = FeatureClass(number: Int(classes[entry])) else { return }
        try addName(name, isCode ? .code : .alias, to: entry, featureClass)
    }

    /// Every form of a name in which it may be asked for: folded; without articles; without the words for its class.
    private mutating func addName(
        _ name: String, _ kind: NameKind, to entry: Int, _ featureClass: FeatureClass
    ) throws {
        let normaliser = base.normaliser
        let key = try normaliser.fold(name)
        try put(key, kind, entry)
        guard kind == .primary || kind == .alias else { return }
        let bare = normaliser.withoutArticles(key)
        if bare != key { try put(bare, .withoutArticles, entry) }
        guard let (core, classes) = normaliser.withoutGenericWords(key), classes.contains(featureClass) else { return }
        try put(core, .core, entry)
        let bareCore = normaliser.withoutArticles(core)
        if bareCore != core { try put(bareCore, .core, entry) }
    }

    private mutating func put(_ key: [UInt8], _ kind: NameKind, _ entry: Int) throws {
        // The byte 0 ends a name among the sorted ones.
        guard !key.isEmpty, key.count <= Self.longestKey, !key.contains(0) else { return }
        var record = key
        record.append(0)
        record.append(bigEndian: UInt32(entry << 3 | kind.rawValue))
        try names.append(record)
    }
}
