public import Geometries

/// How a name led to a place.
public enum MatchStep: String, Hashable, Sendable, CaseIterable {
    /// It is the place's main name.
    case exact
    /// It is another name of the place.
    case alias
    /// It is a code of the place: ISO 3166, IATA or ICAO.
    case code
    /// It is a name of the place but for an article.
    case article
    /// It is a name of the place but for words that say what kind of place it is: "Anbar" for "Anbar Governorate".
    case genericWords = "generic_words"
    /// It is what the people of the place are called.
    case demonym
    /// It is a name of the place as other writers bring it into Latin letters.
    case transliteration
    /// It is a name of the place with a few wrong letters.
    case fuzzy
}

/// A place that a name may mean.
public struct Candidate: Hashable, Sendable {
    /// The place.
    public let entry: GazetteerEntry
    /// The name under which the gazetteer found it, in the folded form in which names are compared.
    public let matchedName: String
    /// How well it fits, 0 through 1: the place's importance, less what the step and the context take off.
    public let score: Double
    /// How the name led to the place.
    public let step: MatchStep
    /// How like the name is to the known one, 0 through 1; 1 where it is spelled alike.
    public let similarity: Double
}

/// What is known about the place beside its name.
public struct LookupContext: Hashable, Sendable {
    /// Only places in this country: a code of ISO 3166-1 (alpha-2 or alpha-3) or a country's name.
    public var country: String?
    /// Only places of this class.
    public var featureClass: FeatureClass?
    /// Places near this point come first.
    public var near: Coordinate?
    /// How far a name may be from the known ones where none of these fits.
    public var spelling: SpellingTolerance

    /// Makes a context; nothing in it is required.
    public init(
        country: String? = nil, featureClass: FeatureClass? = nil, near: Coordinate? = nil,
        spelling: SpellingTolerance = .misspelled
    ) {
        self.spelling = spelling
        self.country = country
        self.featureClass = featureClass
        self.near = near
    }
}

/// What a name was found to mean.
public enum Resolution: Hashable, Sendable {
    /// One place stands out; the other candidates follow it.
    case found(Candidate, others: [Candidate])
    /// Several places fit about equally well; the best first, two or more.
    case ambiguous([Candidate])
    /// No place has the name; the known names that come nearest.
    case unknown(suggestions: [String])
}
