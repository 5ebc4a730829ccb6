import Gazetteers
import Geometries
import Incidents
import JSONValues

/// Locates rows by the names of their places, and remembers the answers: sources repeat their places.
struct PlaceLocator {
    private let gazetteer: Gazetteer
    private let defaultCountry: String?
    private let takesFirst: Bool
    private var answers: [Key: Answer] = [:]

    /// So many answers are remembered, which bounds the memory of an import whose places never repeat.
    private static let rememberedAnswers = 50_000

    private struct Key: Hashable {
        var place: String
        var country: String?
        var admin1: String?
    }

    private enum Answer {
        case found(GazetteerEntry, score: Double)
        case unresolved(reason: String)
    }

    init(gazetteer: Gazetteer, country: String?, takesFirst: Bool) {
        self.gazetteer = gazetteer
        defaultCountry = country
        self.takesFirst = takesFirst
    }

    /// Gives the incident the location of its place.
    ///
    /// - Returns: nil, or why the name could not be resolved.
    mutating func locate(_ incident: inout Incident, at place: String) throws -> String? {
        let key = Key(place: place, country: incident.country, admin1: incident.admin1)
        let answer: Answer
        if let known = answers[key] {
            answer = known
        } else {
            answer = try lookUp(key)
            if answers.count >= PlaceLocator.rememberedAnswers { answers.removeAll(keepingCapacity: true) }
            answers[key] = answer
        }
        switch answer {
        case .found(let entry, let score):
            incident.locate(at: entry, named: place)
            incident.keepLocationScore(score)
            return nil
        case .unresolved(let reason):
            return reason
        }
    }

    private func lookUp(_ key: Key) throws -> Answer {
        switch try resolve(key) {
        case .found(let candidate, _):
            return .found(candidate.entry, score: candidate.score)
        case .ambiguous(let candidates):
            if takesFirst, let first = candidates.first { return .found(first.entry, score: first.score) }
            // The row's own province decides among namesakes.
            if let admin1 = key.admin1 {
                let wanted = try gazetteer.normalised(admin1)
                let inProvince = try candidates.filter { candidate in
                    try candidate.entry.admin1Name.map { try gazetteer.normalised($0) } == wanted
                }
                if let only = inProvince.first, inProvince.count == 1 {
                    return .found(only.entry, score: only.score)
                }
            }
            return .unresolved(reason: "\(GazetteerError.ambiguousName(key.place, candidates: candidates))")
        case .unknown(let suggestions):
            return .unresolved(reason: "\(GazetteerError.unknownName(key.place, suggestions: suggestions))")
        }
    }

    /// Looks in the row's country, or anywhere where the gazetteer does not know a country of that name.
    private func resolve(_ key: Key) throws -> Resolution {
        do {
            return try gazetteer.resolve(key.place, in: LookupContext(country: key.country ?? defaultCountry))
        } catch {
            guard key.country != nil, case .unknownCountry = error else { throw error }
            return try gazetteer.resolve(key.place, in: LookupContext(country: defaultCountry))
        }
    }
}

extension Incident {
    /// The property that says how well the name of a place stood out, from 0 to 1, where that gave the location.
    static let locationScore = "location_score"

    /// Keeps the score of the place by whose name the incident was located, unless its source has a column of that name.
    fileprivate mutating func keepLocationScore(_ score: Double) {
        guard !properties.contains(where: { $0.name == Incident.locationScore }) else { return }
        properties.append(JSONMember(Incident.locationScore, .real((score * 1_000).rounded() / 1_000)))
    }
}
