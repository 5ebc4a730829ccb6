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

    private let terms: [[NameField.Terms]]
    private let names: [NameField.Name]
    /// The name of each mention; nil for one without candidates.
    private let nameOfMention: [Int?]
    private let holders: [Int: [GazetteerEntry]]

    /// Weighs what the names of a text mean, those of its headline among them.
    ///
    /// - Complexity: O(n²) in the number of candidates of all names.
    init(_ mentions: [PlaceMention], in passage: Passage, headline: [PlaceMention] = []) {
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
        var nameOfMention: [Int?] = []
        for (index, mention) in mentions.enumerated() {
            guard !mention.candidates.isEmpty else {
                nameOfMention.append(nil)
                continue
            }
            let number = group(of: mention)
            nameOfMention.append(number)
            names[number].mentions += 1
            guard let units = holders[index] else { continue }
            for (candidate, known) in names[number].candidates.enumerated()
            where PlaceHolders.isHeld(known.entry, by: units) {
                names[number].bonus[candidate] = PlaceResolver.holderWeight
            }
        }
        for mention in headline where !mention.candidates.isEmpty { names[group(of: mention)].mentions += 1 }
        terms = NameField(names).terms()
        self.names = names
        self.nameOfMention = nameOfMention
        self.holders = holders
    }

    /// Sets the place of every mention that has candidates; the mentions are those that were weighed.
    func resolve(_ mentions: inout [PlaceMention]) {
        for index in mentions.indices {
            guard let number = nameOfMention[index] else { continue }
            var best: (score: Double, candidate: Int)?
            for candidate in names[number].candidates.indices {
                let score = terms[number][candidate].total + holderTerm(index, number, candidate)
                if score > best?.score ?? -.infinity { best = (score, candidate) }
            }
            guard let best else { continue }
            mentions[index].place = PlaceResolver.town(
                insteadOf: names[number].candidates[best.candidate].entry, mentions[index])
        }
    }

    /// What speaks for each place of a mention.
    func weights(ofMention index: Int) -> [WeighedPlace] {
        guard let number = nameOfMention[index] else { return [] }
        return names[number].candidates.indices.map { candidate in
            let term = terms[number][candidate]
            let bonus = names[number].bonus[candidate]
            return WeighedPlace(
                entry: names[number].candidates[candidate].entry, step: names[number].candidates[candidate].step,
                prior: term.prior - bonus, holder: bonus + holderTerm(index, number, candidate), country: term.country,
                province: term.province, nearness: term.nearness)
        }
    }

    /// What the neighbours of this mention add to a place beyond what those of all mentions of its name do.
    private func holderTerm(_ index: Int, _ number: Int, _ candidate: Int) -> Double {
        guard let units = holders[index] else { return 0 }
        let isHeld = PlaceHolders.isHeld(names[number].candidates[candidate].entry, by: units)
        return (isHeld ? PlaceResolver.holderWeight : 0) - names[number].bonus[candidate]
    }

    /// The town in place of the unit that bears its name: who writes "in Mopti" means the town, who means the unit says so.
    private static func town(insteadOf entry: GazetteerEntry, _ mention: PlaceMention) -> GazetteerEntry {
        guard entry.featureClass == .admin1 || entry.featureClass == .admin2 else { return entry }
        let town = mention.candidates.first {
            $0.entry.featureClass == .city && $0.entry.countryCode == entry.countryCode
                && $0.entry.admin1Name == (entry.featureClass == .admin1 ? entry.name : entry.admin1Name)
                && ($0.step == .exact || $0.step == .alias) && ($0.entry.population ?? 0) >= 50_000
        }
        guard let town else { return entry }
        let name = mention.name.lowercased()
        return unitWords.contains(where: name.contains) ? entry : town.entry
    }

    private static let unitWords = [
        "province", "governorate", "region", "oblast", "state", "district", "county", "prefecture",
    ]
}
