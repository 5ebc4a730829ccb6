import IncidentIndex

extension GazetteerError {
    /// Whether a name is at fault, and not the gazetteer.
    var isAboutAName: Bool {
        switch self {
        case .unknownName, .ambiguousName, .noOutline: true
        case .notAGazetteer, .unsupportedVersion, .corrupt: false
        }
    }

    /// The error with what a user of the command can do about it.
    var advice: String {
        switch self {
        case .unknownName(_, let suggestions) where suggestions.isEmpty: "\(self); give it as LON,LAT"
        case .ambiguousName: "\(self); choose with --country, a fuller name or --first"
        case .noOutline: "\(self); use --near with --within"
        default: "\(self)"
        }
    }
}
