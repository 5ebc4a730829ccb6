import IncidentIndex

extension GazetteerError {
    /// Whether a name is at fault, and not the gazetteer.
    var isAboutAName: Bool {
        switch self {
        case .unknownName, .ambiguousName, .noOutline: true
        case .notAGazetteer, .unsupportedVersion, .corrupt, .unknownCountry: false
        }
    }

    /// The error with what a user of the command can do about it.
    var advice: String {
        switch self {
        case .unknownName(_, let suggestions) where suggestions.isEmpty: "\(self); give it as LON,LAT"
        case .unknownCountry(_, let suggestions) where suggestions.isEmpty:
            "\(self); give a code of ISO 3166 such as IQ, or a name"
        case .ambiguousName:
            "\(self); choose with --country, a fuller name or --first, or find its LON,LAT by incidents locate with --class or --near"
        case .noOutline: "\(self); use --near with --within"
        default: "\(self)"
        }
    }
}
