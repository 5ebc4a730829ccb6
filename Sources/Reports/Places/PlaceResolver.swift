import Gazetteers
import Geometries

/// Decides together what the places of a text are.
///
/// A name has one meaning in a text, unless its neighbours say otherwise ("Columbus, Mississippi, not Columbus, Georgia").
/// Which one follows from how likely each of its places is by itself, and from where the other names of the text lie: see
/// ``NameField``.
struct PlaceResolver {
    /// More places of one name than this are not weighed against each other.
    static let candidateLimit = 30

    /// What a holder that stands right beside a name adds to the places that it holds.
    private static let holderWeight = 5.0

    /// Sets the place of every mention that has candidates.
    ///
    /// - Complexity: O(n²) in the number of candidates of all names.
    static func resolve(_ mentions: inout [PlaceMention], in passage: Passage, headline: [PlaceMention] = []) {
        var groups: [String: Int] = [:]
        var names: [NameField.Name] = []
        let holders = PlaceHolders.find(mentions, passage)
        func group(of mention: PlaceMention) -> Int {
            let key = mention.name.lowercased() + (mention.isDemonym ? "\u{0}" : "")
            if let known = groups[key] { return known }
            groups[key] = names.count
            names.append(NameField.Name(mention.candidates))
            return names.count - 1
        }
        var groupOfMention: [Int?] = []
        for (index, mention) in mentions.enumerated() {
            guard !mention.candidates.isEmpty else {
                groupOfMention.append(nil)
                continue
            }
            let number = group(of: mention)
            groupOfMention.append(number)
            names[number].mentions += 1
            guard let units = holders[index] else { continue }
            for (candidate, known) in names[number].candidates.enumerated()
            where PlaceHolders.isHeld(known.entry, by: units) {
                names[number].bonus[candidate] = holderWeight
            }
        }
        for mention in headline where !mention.candidates.isEmpty { names[group(of: mention)].mentions += 1 }
        let scores = NameField(names).scores()
        for (index, number) in groupOfMention.enumerated() {
            guard let number else { continue }
            let name = names[number]
            var best: (score: Double, candidate: Int)?
            for candidate in name.candidates.indices {
                var score = scores[number][candidate]
                if let units = holders[index] {
                    let isHeld = PlaceHolders.isHeld(name.candidates[candidate].entry, by: units)
                    score += (isHeld ? holderWeight : 0) - name.bonus[candidate]
                }
                if score > best?.score ?? -.infinity { best = (score, candidate) }
            }
            guard let best else { continue }
            mentions[index].place = town(insteadOf: name.candidates[best.candidate].entry, mentions[index])
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
}
