import Geometries

/// The countries, first-level units and outlined places of a gazetteer that is being built.
///
/// A unit is known by its code before its own row has come, and may never get one: it is then known by what another
/// gazetteer knows of it, and nothing is called by its name.
struct UnitRegister {
    /// So many units can be numbered in an entry of the file.
    static let limit = 0xFFFF

    struct Unit {
        /// The unit's ISO 3166 code, empty where it has none.
        var isoCode: String
        /// The country that holds it; nil for a country, and for what lies in none.
        var country: Int?
        /// The first-level unit that holds it, for one of the second level.
        var parent: Int?
        let featureClass: FeatureClass
        /// What it is called where no row is its own.
        var name: String
        /// Where it is then; nil takes the place of its country.
        var coordinate: Coordinate?
        /// The source that first spoke of it.
        let source: Int
        var outline: Int?
        /// Some places in it, by which a unit that only has a code is found.
        var samples: [Coordinate] = []
        /// Whether its name is only the code by which its source knows it.
        var hasOnlyCode = false
        /// The entry that it is, once that has a number.
        var entry: Int?
    }

    private let base: Gazetteer
    private(set) var units: [Unit] = []
    private var countries: [String: Int] = [:]
    private var firstLevel: [[String]: Int] = [:]
    private var secondLevel: [SecondLevelKey: Int] = [:]

    private struct SecondLevelKey: Hashable {
        let parent: Int
        let code: String
    }

    /// So many numbers are kept for units of which places need one: countries, first-level units and outlines.
    private static let reserve = 1 << 13

    init(base: Gazetteer) { self.base = base }

    /// The unit of a country's code.
    mutating func country(_ code: String, source: Int) throws -> Int {
        if let known = countries[code] { return known }
        var unit = Unit(isoCode: code, featureClass: .country, name: code, source: source)
        if let known = try country(code) { (unit.name, unit.coordinate) = (known.name, known.coordinate) }
        countries[code] = try add(unit)
        return units.count - 1
    }

    /// What the other gazetteer knows of a code; it may not know the country.
    private func country(_ code: String) throws -> GazetteerEntry? {
        do throws(GazetteerError) { return try base.country(named: code) } catch {
            if case .unknownCountry = error { return nil }
            throw error
        }
    }

    /// The unit of a first-level unit's code or name in a country.
    mutating func firstLevelUnit(_ code: String, in country: String, source: Int) throws -> Int {
        let key = [country, code]
        if let known = firstLevel[key] { return known }
        let holder = try self.country(country, source: source)
        var unit = Unit(isoCode: "", country: holder, featureClass: .admin1, name: code, source: source)
        let context = LookupContext(country: country, featureClass: .admin1, spelling: .exact)
        if try self.country(country) != nil,
            let known = try base.candidates(for: code, in: context, limit: 1).first?.entry
        {
            (unit.name, unit.coordinate, unit.isoCode) = (known.name, known.coordinate, known.isoCode ?? "")
        } else {
            unit.hasOnlyCode = true
        }
        firstLevel[key] = try add(unit)
        return units.count - 1
    }

    /// The unit of a second-level unit's code or name in a first-level unit; nil beyond what an entry can number.
    ///
    /// - Parameters:
    ///   - code: The code or name.
    ///   - name: What it is called where no row is its own; nil where that is not known.
    ///   - place: Where it is then.
    ///   - parent: The first-level unit.
    ///   - source: The source that speaks of it.
    /// - Returns: The unit's number.
    /// - Throws: ``GazetteerBuildError``.
    /// - Complexity: O(1).
    mutating func secondLevelUnit(
        _ code: String, name: String?, at place: Coordinate, in parent: Int, source: Int
    ) throws -> Int? {
        let key = SecondLevelKey(parent: parent, code: code)
        if let known = secondLevel[key] { return known }
        guard units.count < Self.limit - Self.reserve else { return nil }
        let unit = Unit(
            isoCode: "", country: country(of: parent), parent: parent, featureClass: .admin2, name: name ?? "",
            coordinate: place, source: source)
        secondLevel[key] = try add(unit)
        return units.count - 1
    }

    /// A unit for an outlined place that is neither a country nor a first-level unit.
    mutating func outlined(in country: Int?, source: Int) throws -> Int {
        try add(Unit(isoCode: "", country: country, featureClass: .region, name: "", source: source))
    }

    private mutating func add(_ unit: Unit) throws -> Int {
        guard units.count < Self.limit else {
            throw GazetteerBuildError.tooLarge("more than \(Self.limit) countries, first-level units and outlines")
        }
        units.append(unit)
        return units.count - 1
    }

    /// The country that a unit is or lies in.
    func country(of unit: Int?) -> Int? { unit.map { units[$0].country ?? $0 } }

    /// Says what a first-level unit is called, where no row is its own.
    mutating func name(_ unit: Int, _ name: String) {
        units[unit].name = name
        units[unit].hasOnlyCode = false
    }

    /// So many places of a unit are kept.
    private static let samplesOfUnit = 15

    /// Notes that a unit holds a place.
    mutating func note(_ place: Coordinate, in unit: Int) {
        if units[unit].hasOnlyCode, units[unit].samples.count < Self.samplesOfUnit { units[unit].samples.append(place) }
    }

    /// Names units that have no row and whose codes mean nothing to others: as most of their places lie in one.
    mutating func settleNames() throws {
        var finder: PlaceFinder?
        for (number, unit) in units.enumerated() where unit.entry == nil && unit.hasOnlyCode {
            let known = try finder ?? PlaceFinder(base)
            finder = known
            var votes: [GazetteerEntry: Int] = [:]
            for place in unit.samples {
                if let found = try known.holders(of: place).admin1 { votes[found, default: 0] += 1 }
            }
            let best = votes.max { ($0.value, $1.key.id) < ($1.value, $0.key.id) }
            guard let best, 2 * best.value > unit.samples.count else { continue }
            (units[number].name, units[number].coordinate) = (best.key.name, best.key.coordinate)
            units[number].isoCode = best.key.isoCode ?? ""
        }
    }

    /// Gives a unit its entry, unless it has one already.
    ///
    /// - Returns: Whether the entry is the unit's own.
    mutating func claim(_ unit: Int, entry: Int) -> Bool {
        guard units[unit].entry == nil else { return false }
        units[unit].entry = entry
        return true
    }

    mutating func setOutline(_ outline: Int, of unit: Int) {
        if units[unit].outline == nil { units[unit].outline = outline }
    }
}
