/// Why a gazetteer cannot be opened or cannot answer.
public enum GazetteerError: Error, Hashable, Sendable {
    /// The bytes are not a gazetteer file at all.
    case notAGazetteer
    /// The file was written by a version of the product that this one does not know.
    case unsupportedVersion(found: Int, supported: Int)
    /// The file is broken: what is wrong, and at which byte.
    case corrupt(reason: String, byteOffset: Int)
    /// No place is called that; the names that come nearest.
    case unknownName(String, suggestions: [String])
    /// A lookup was to stay within a country that does not exist; the names of countries that come nearest.
    case unknownCountry(String, suggestions: [String])
    /// Several places are called that, and none is clearly meant; the best first.
    case ambiguousName(String, candidates: [Candidate])
    /// The place is known, but only as a point.
    case noOutline(name: String, entry: GazetteerEntry)
}

extension GazetteerError: CustomStringConvertible {
    /// One clause for a person, without a trailing full stop.
    public var description: String {
        switch self {
        case .notAGazetteer:
            return "not a gazetteer file"
        case .unsupportedVersion(let found, let supported):
            return "gazetteer file of version \(found); this program reads version \(supported)"
        case .corrupt(let reason, let byteOffset):
            return "gazetteer file is broken: \(reason) at byte \(byteOffset)"
        case .unknownName(let name, let suggestions):
            let hint = suggestions.isEmpty ? "" : "; nearest names: " + suggestions.joined(separator: ", ")
            return "no place is called \"\(name)\"\(hint)"
        case .unknownCountry(let name, let suggestions):
            let hint = suggestions.isEmpty ? "" : "; nearest names: " + suggestions.joined(separator: ", ")
            return "there is no country \"\(name)\"\(hint)"
        case .ambiguousName(let name, let candidates):
            let list = candidates.prefix(5).map { $0.entry.qualifiedName }.joined(separator: "; ")
            return "\"\(name)\" is the name of several places: \(list)"
        case .noOutline(let name, let entry):
            return "\"\(name)\" (\(entry.featureClass.rawValue), \(entry.qualifiedName)) is known as a point only"
        }
    }
}
