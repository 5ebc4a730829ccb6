public import Formats
public import Incidents
public import Stores

/// How files are imported.
public struct ImportOptions: Sendable {
    /// The files' format; ``ImportFormat/auto`` tells it by the content of each.
    public var format: ImportFormat = .auto
    /// Columns whose meaning is given, by field, such as `start` in `Date`; the others are guessed.
    public var columns: [(field: String, column: String)] = []
    /// The first half of each id; nil takes the file's name without its ending.
    public var source: String?
    /// What happens to a row whose id is stored with other content.
    public var onConflict: ConflictPolicy = .error
    /// Where rejected rows go; nil drops the rows and keeps the count.
    public var rejectsPath: String?
    /// Whether rejects of an earlier import stay, and those of this one go to the first free of `NAME-2`, `NAME-3` …
    public var keepsEarlierRejects = false
    /// Whether the first bad row ends the import with an error.
    public var isStrict = false
    /// The zone of times that name none; without it such rows are rejected.
    public var assumedZone: AssumedZone?
    /// The encoding of text that is not UTF-8.
    public var encoding: String?
    /// Whether longitudes outside -180...180 are wrapped instead of rejected.
    public var wrapsLongitude = false
    /// Whether lines and areas with an edge of more than 180° are cut at ±180 instead of rejected.
    public var splitsAtAntimeridian = false
    /// Whether rows without coordinates are located by their place name.
    public var locatesByName = true
    /// The country (ISO 3166 code) that place names are looked up in first.
    public var country: String?
    /// Whether the first candidate of an ambiguous place name is taken.
    public var takesFirstPlace = false
    /// Whether rows of plain tables are encoded for the store as they are read; the other way, for which tests turn this
    /// off, has the same result and takes several times as long.
    package var encodesRows = true

    /// Whether empty countries and first-level units are filled by where the incident lies.
    public var stampsPlaces = false

    /// The defaults.
    public init() {}
}

/// What an import did. `read` is the sum of the five counts after it.
public struct ImportReport: Hashable, Sendable {
    /// Rows read.
    public var read = 0
    /// Incidents that were new.
    public var inserted = 0
    /// Incidents whose content was replaced.
    public var replaced = 0
    /// Rows that were stored already, with the same content.
    public var unchanged = 0
    /// Rows of other content that the policy or a newer revision kept out.
    public var skipped = 0
    /// Rows that could not be taken.
    public var rejected = 0
    /// Of the rows taken, how many were located by their place name.
    public var locatedByName = 0
    /// Of the rows taken, how many got a country or a first-level unit by where they lie.
    public var stamped = 0
    /// Of the rows taken, how many have no location because their place name could not be resolved.
    public var placesUnresolved = 0
    /// The first of these, in one sentence.
    public var firstUnresolvedPlace: String?
    /// Of the rows taken, how many do what their format advises against.
    public var remarked = 0
    /// The first of these, in one sentence.
    public var firstRemark: String?
    /// The first rejected row, in one sentence.
    public var firstReject: String?
    /// The file of the rejected rows; nil where there is none.
    public var rejectsPath: String?

    /// All zero.
    public init() {}
}

/// Why an import ended without storing anything.
public enum ImportError: Error, Sendable, CustomStringConvertible {
    /// A row was bad and the import is strict; says where and why.
    case badRow(String)

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .badRow(let sentence): "\(sentence); nothing was stored"
        }
    }
}
