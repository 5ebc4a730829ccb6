import Gazetteers
import Geometries

/// Decides together what the places of a text are: names that may mean several places go to the country and the province that
/// the text speaks of, and to where its other places are.
struct PlaceResolver {
    /// More places of one name than this are not weighed against each other.
    static let candidateLimit = 50
    /// How much of the decision the country that the text speaks of has.
    private static let countryWeight = 0.9
    private static let provinceWeight = 0.35
    private static let nearnessWeight = 0.3
    private static let nearKilometres = 200.0

    /// Sets the place of every mention that has candidates.
    ///
    /// - Complexity: O(mentions² × candidates).
    static func resolve(
        _ mentions: inout [PlaceMention], in passage: Passage, headline: [PlaceMention] = []
    ) {
        var countries: [String: Double] = [:]
        var provinces: [String: Double] = [:]
        for mention in mentions + headline {
            guard let best = mention.candidates.first else { continue }
            if best.entry.featureClass == .country, let code = best.entry.countryCode {
                countries[code, default: 0] += mention.isDemonym ? 1.5 : 3
                continue
            }
            if best.entry.featureClass == .admin1, best.score > 0.4 {
                provinces["\(best.entry.countryCode ?? "")|\(best.entry.name)", default: 0] += 1
            }
            // A name votes for the countries of its candidates by their likelihood.
            let total = mention.candidates.reduce(0) { $0 + $1.score * $1.score }
            for candidate in mention.candidates.prefix(6) {
                guard let code = candidate.entry.countryCode, total > 0 else { continue }
                let share = candidate.score * candidate.score / total
                countries[code, default: 0] += share * (0.5 + candidate.score)
                if let province = candidate.entry.admin1Name {
                    provinces["\(code)|\(province)", default: 0] += share * 0.5
                }
            }
        }
        let most = max(countries.values.max() ?? 1, 1)
        let mostOfProvinces = max(provinces.values.max() ?? 1, 1)
        let holders = holders(mentions, passage)
        // Two rounds: the second knows where the others are.
        for round in 0..<2 {
            for index in mentions.indices {
                let best = mentions[index].candidates.max { left, right in
                    score(left) < score(right)
                }
                func score(_ candidate: Candidate) -> Double {
                    let code = candidate.entry.countryCode ?? ""
                    var context = countryWeight * (countries[code] ?? 0) / most
                    if let province = candidate.entry.admin1Name {
                        context += provinceWeight * (provinces["\(code)|\(province)"] ?? 0) / mostOfProvinces
                    }
                    if round == 1, isNearOthers(candidate.entry, index) { context += nearnessWeight }
                    if let holder = holders[index], isHeld(candidate.entry, by: holder) { context += 2 }
                    return candidate.score * (1 + context)
                }
                mentions[index].place = best.map { town(insteadOf: $0.entry, mentions[index]) }
            }
        }

        func isNearOthers(_ entry: GazetteerEntry, _ index: Int) -> Bool {
            mentions.indices.contains { other in
                guard other != index, let place = mentions[other].place, place.featureClass != .country,
                    place.id != entry.id, mentions[other].name != mentions[index].name
                else { return false }
                return Gazetteer.kilometres(from: place.coordinate, to: entry.coordinate) < nearKilometres
            }
        }
    }

    /// The town in place of the unit that bears its name: who writes "in Mopti" means the town, who means the unit says so.
    private static func town(insteadOf entry: GazetteerEntry, _ mention: PlaceMention) -> GazetteerEntry {
        guard entry.featureClass == .admin1 || entry.featureClass == .admin2 else { return entry }
        let unitWords = ["province", "governorate", "region", "oblast", "state", "district", "county", "prefecture"]
        let name = mention.name.lowercased()
        if unitWords.contains(where: name.contains) { return entry }
        return mention.candidates.first {
            $0.entry.featureClass == .city && $0.entry.countryCode == entry.countryCode
                && $0.entry.admin1Name == (entry.featureClass == .admin1 ? entry.name : entry.admin1Name)
                && ($0.step == .exact || $0.step == .alias) && ($0.entry.population ?? 0) >= 50_000
        }?.entry ?? entry
    }

    private static let between: Set<String> = [
        ",", "in", "the", "of", "'s", "(", "north", "south", "east", "west", "northern", "southern", "eastern",
        "western",
        "a", "town", "city", "village", "central", "state",
    ]

    /// For each mention, the candidates of the province or country that is named right after it: "Columbus, Mississippi".
    private static func holders(_ mentions: [PlaceMention], _ passage: Passage) -> [Int: [GazetteerEntry]] {
        var holders: [Int: [GazetteerEntry]] = [:]
        for (index, mention) in mentions.enumerated().dropLast() {
            let next = mentions[index + 1]
            let gap = mention.tokens.upperBound..<max(mention.tokens.upperBound, next.tokens.lowerBound)
            guard !gap.isEmpty, gap.count <= 4, !next.isDemonym, gap.allSatisfy({ between.contains(passage.word($0)) })
            else { continue }
            let units = next.candidates.map(\.entry).filter {
                $0.featureClass == .admin1 || $0.featureClass == .country
            }
            if !units.isEmpty { holders[index] = units }
        }
        return holders
    }

    private static func isHeld(_ entry: GazetteerEntry, by units: [GazetteerEntry]) -> Bool {
        units.contains { unit in
            unit.featureClass == .country
                ? unit.countryCode == entry.countryCode && entry.featureClass != .country
                : unit.countryCode == entry.countryCode && unit.name == entry.admin1Name
        }
    }
}
