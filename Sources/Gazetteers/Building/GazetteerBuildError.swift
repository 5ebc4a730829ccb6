/// Why a gazetteer cannot be built.
public enum GazetteerBuildError: Error, Hashable, Sendable {
    /// The file format has no room for it: what there is too much of.
    case tooLarge(String)
    /// There are more places than can be built in memory.
    case tooManyInMemory(limit: Int)
    /// A place's outline cannot be one: the place, and why.
    case badOutline(place: String, reason: String)
    /// What the builder itself had put aside cannot be read any more.
    case lostTemporaryFile
}

extension GazetteerBuildError: CustomStringConvertible {
    /// One clause for a person, without a trailing full stop.
    public var description: String {
        switch self {
        case .tooLarge(let what): "a gazetteer file has no room for \(what)"
        case .tooManyInMemory(let limit):
            "more than \(limit) places; build a gazetteer of them first with 'incidents gazetteer build'"
        case .badOutline(let place, let reason): "the outline of \"\(place)\" cannot be used: \(reason)"
        case .lostTemporaryFile: "a temporary file has lost its content"
        }
    }
}
