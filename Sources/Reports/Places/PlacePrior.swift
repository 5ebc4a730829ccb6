import Foundation
package import Gazetteers

/// How likely the places of a name are before the rest of the text is looked at.
package enum PlacePrior {
    /// How much the importance of a place counts against what the text says.
    private static let weight = 3.0
    /// A score of 0 would be no belief that anything could mend.
    private static let least = 0.02

    /// What makes a score, by how the name led to the place and of which kind that is.
    private static func share(_ candidate: Candidate, besideMainName: Bool) -> Double {
        let featureClass = candidate.entry.featureClass
        switch candidate.step {
        // The gazetteer halves it for who looks a place up; prose speaks of "Iraqis" and "Iraq" alike.
        case .demonym: return 1.8
        // Newspapers shorten provinces to two letters, but hardly a country that they do not name so anyway.
        case .code: return featureClass == .country ? 0.4 : 1
        // Who writes a name that is the main name of one place rarely means the former name of another.
        case .alias where besideMainName && featureClass == .city: return 0.9
        default: break
        }
        switch featureClass {
        // The town is meant, unless the text says "airport".
        case .airport, .airBase: return 0.9
        // Counties have few people to their names, but newspapers speak of them.
        case .admin2: return 1.3
        default: return 1
        }
    }

    /// From which importance on a city is known all over the world, and how much that tells: who writes "Geneva" and means
    /// the one in Illinois says so.
    private static let famous = 0.7
    private static let fame = 5.0

    /// What a name of its own is worth to countries, provinces and what else is on every map, beyond their importance.
    private static func rank(_ candidate: Candidate) -> Double {
        guard [.exact, .alias, .demonym].contains(candidate.step) else { return 0 }
        switch candidate.entry.featureClass {
        case .country: return 1.4
        case .admin1: return 0.6
        case .region, .sea, .island, .river: return 0.5
        case .city: return fame * max(0, candidate.entry.importance - famous)
        default: return 0
        }
    }

    /// A value for each candidate of a name, as logarithms of odds.
    package static func values(_ candidates: [Candidate]) -> [Double] {
        let hasMainName = candidates.contains { $0.step == .exact }
        return candidates.map { candidate in
            let score = candidate.score * share(candidate, besideMainName: hasMainName)
            return weight * log(max(least, score)) + rank(candidate)
        }
    }
}
