import IncidentIndex

/// Resolves the places that a user names.
struct Places {
    let gazetteer: Gazetteer
    var country: String?
    /// Whether the first candidate of an ambiguous name is taken.
    var takesFirst = false

    func coordinate(of place: PlaceArgument) throws -> Coordinate {
        switch place {
        case .coordinate(let coordinate):
            do {
                try coordinate.validate()
            } catch {
                throw Outcome.failed("\(error); write longitude before latitude")
            }
            return coordinate
        case .malformedPoint(let text):
            throw PlaceArgument.failure(malformedPoint: text)
        case .name(let name):
            return try entry(named: name).coordinate
        }
    }

    /// The entry that a name means.
    ///
    /// - Throws: ``Outcome`` with code 4 and the candidates when the name is unknown or ambiguous.
    func entry(named name: String) throws -> GazetteerEntry {
        switch try gazetteer.resolve(name, in: LookupContext(country: country)) {
        case .found(let candidate, _):
            return candidate.entry
        case .ambiguous(let candidates):
            if takesFirst, let first = candidates.first { return first.entry }
            throw GazetteerError.ambiguousName(name, candidates: candidates)
        case .unknown(let suggestions):
            throw GazetteerError.unknownName(name, suggestions: suggestions)
        }
    }

    func region(named name: String) throws -> Region { try gazetteer.region(named: name) }
}
