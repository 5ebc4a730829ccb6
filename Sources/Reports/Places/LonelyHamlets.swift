import Gazetteers

/// Hamlets that a word of prose happens to be called after.
///
/// The gazetteer knows many thousand places of a few houses, and nearly every word with a capital is one of them somewhere. A
/// text that means such a place names its country or province too, or something near it.
enum LonelyHamlets {
    /// Places below this importance are known to few who do not live there.
    private static let importance = 0.3
    /// The same of places whose people nobody counted: at a front these count for more than elsewhere, and stay hamlets.
    private static let importanceUncounted = 0.6
    private static let nearKilometres = 300.0

    /// Takes the place from each mention of a hamlet for which no other name of the text speaks.
    ///
    /// - Complexity: O(hamlets × mentions).
    static func dismiss(from mentions: inout [PlaceMention]) {
        let named = mentions
        for index in mentions.indices {
            guard let place = mentions[index].place, isHamlet(place) else { continue }
            let isSpokenFor = named.contains { other in
                other.name != mentions[index].name && other.place.map { speaks($0, for: place) } ?? false
            }
            if !isSpokenFor { mentions[index].place = nil }
        }
    }

    private static func isHamlet(_ place: GazetteerEntry) -> Bool {
        guard place.featureClass == .city else { return false }
        if place.importance < importance { return true }
        return place.source == "geonames" && place.population == nil && place.importance < importanceUncounted
    }

    private static func speaks(_ other: GazetteerEntry, for place: GazetteerEntry) -> Bool {
        switch other.featureClass {
        case .country: other.countryCode == place.countryCode
        case .admin1: other.countryCode == place.countryCode && other.name == place.admin1Name
        case .region, .sea, .river: false
        default: Gazetteer.kilometres(from: other.coordinate, to: place.coordinate) < nearKilometres
        }
    }
}
