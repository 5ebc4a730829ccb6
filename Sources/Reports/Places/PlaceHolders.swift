import Gazetteers

/// Countries and provinces that stand right beside a name and hold it: "Columbus, Mississippi", "the Iraqi city of Mosul".
enum PlaceHolders {
    /// What may stand between a name and the holder after it.
    private static let before: Set<String> = [
        ",", ".", "in", "the", "of", "'s", "(", "north", "south", "east", "west", "northern", "southern", "eastern",
        "western", "a", "town", "city", "village", "central", "state", "county",
    ]
    /// What may stand between a holder and the name after it.
    private static let after: Set<String> = [
        "'s", "town", "city", "village", "capital", "port", "province", "state", "of", "northern", "southern",
        "eastern", "western", "central",
    ]
    private static let longestGap = 4
    /// A name that is as likely as this a country or province itself stands in a list of such and is held by none.
    private static let likely = 0.5

    /// For each mention that has a neighbour of that kind, what the neighbour may mean.
    ///
    /// - Complexity: O(mentions).
    static func find(_ mentions: [PlaceMention], _ passage: Passage) -> [Int: [GazetteerEntry]] {
        var holders: [Int: [GazetteerEntry]] = [:]
        for index in mentions.indices.dropLast() {
            let (first, second) = (mentions[index], mentions[index + 1])
            let gap = first.tokens.upperBound..<max(first.tokens.upperBound, second.tokens.lowerBound)
            guard gap.count <= longestGap else { continue }
            if !gap.isEmpty, !second.isDemonym, gap.allSatisfy({ before.contains(passage.word($0)) }) {
                let units = units(of: second, holding: first)
                if !units.isEmpty { holders[index] = units }
            }
            if gap.allSatisfy({ after.contains(passage.word($0)) }) {
                let units = units(of: first, holding: second)
                if !units.isEmpty { holders[index + 1] = units }
            }
        }
        return holders
    }

    /// The countries and provinces that a name may mean, but for those of a kind that the held name is likely to be itself.
    private static func units(of holder: PlaceMention, holding held: PlaceMention) -> [GazetteerEntry] {
        let kinds = Set(held.candidates.filter { $0.score > likely && $0.step != .demonym }.map(\.entry.featureClass))
        return holder.candidates.map(\.entry).filter {
            ($0.featureClass == .admin1 || $0.featureClass == .country) && !kinds.contains($0.featureClass)
        }
    }

    /// Whether one of the units holds the place.
    static func isHeld(_ entry: GazetteerEntry, by units: [GazetteerEntry]) -> Bool {
        units.contains { unit in
            unit.featureClass == .country
                ? unit.countryCode == entry.countryCode && entry.featureClass != .country
                : unit.countryCode == entry.countryCode && unit.name == entry.admin1Name
        }
    }
}
