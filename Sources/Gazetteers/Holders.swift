import Geometries

/// The places that a qualifier may mean, as what may hold another place: "Lebanon" in "Tripoli, Lebanon".
struct Holders {
    /// How far from a city something may lie that is named as being in it.
    private static let cityReachKilometres = 40.0

    private struct Holder {
        let layer: Int
        let entry: Int
        let record: EntryTable.Record
    }

    private let gazetteer: Gazetteer
    private let holders: [Holder]
    /// Where there are several layers: the countries and first-level units as every layer can compare them.
    private var countryCodes: Set<String> = []
    private var units: Set<[String]> = []

    init(_ matches: [Match], in gazetteer: Gazetteer) throws(GazetteerError) {
        self.gazetteer = gazetteer
        var holders: [Holder] = []
        for match in matches {
            let layer = gazetteer.layers[match.layer]
            holders.append(
                Holder(layer: match.layer, entry: match.entry, record: try layer.entries.record(match.entry)))
            guard gazetteer.layers.count > 1 else { continue }
            let entry = try layer.entry(match.entry)
            if entry.featureClass == .country, let code = entry.countryCode { countryCodes.insert(code) }
            if entry.featureClass == .admin1, let code = entry.countryCode {
                units.insert([code, try gazetteer.normalised(entry.name)])
            }
        }
        self.holders = holders
    }

    /// Whether one of them holds the place.
    func hold(_ match: Match) throws(GazetteerError) -> Bool {
        let layer = gazetteer.layers[match.layer]
        let record = try layer.entries.record(match.entry)
        let unit = try record.unit.map { unit throws(GazetteerError) in try layer.units.record(unit) }
        let first = try layer.levels(of: record.unit).first.map { unit throws(GazetteerError) in
            try layer.units.record(unit)
        }
        let country = try unit?.country.map { unit throws(GazetteerError) in try layer.units.record(unit).entry }
        for holder in holders where holder.entry != match.entry || holder.layer != match.layer {
            switch holder.record.featureClass {
            case .country, .admin1:
                if holder.layer == match.layer, first?.entry == holder.entry || country == holder.entry { return true }
            case .admin2 where holder.layer == match.layer && unit?.entry == holder.entry: return true
            default:
                let distance = Gazetteer.kilometres(from: holder.record.coordinate, to: record.coordinate)
                if record.featureClass != .country, distance <= Self.cityReachKilometres { return true }
            }
        }
        guard !countryCodes.isEmpty || !units.isEmpty else { return false }
        let entry = try layer.entry(match.entry)
        guard let code = entry.countryCode, entry.featureClass != .country else { return false }
        if countryCodes.contains(code) { return true }
        return try entry.admin1Name.map { name throws(GazetteerError) in
            units.contains([code, try gazetteer.normalised(name)])
        } ?? false
    }
}
