public import Gazetteers

/// Why a report was read as it was.
public struct ReportExplanation: Sendable {
    /// The names that were weighed and the words that were taken for none, in the order of the text.
    public var names: [ExplainedName]
    /// What the report was read to say.
    public var reading: ReportReading
}

/// A name of a report, and what was made of it.
public struct ExplainedName: Hashable, Sendable {
    /// The span of the name, in Unicode scalars of the text.
    public var range: Range<Int>
    /// The name as written.
    public var name: String
    /// The place that it was decided to mean; nil where it was taken for none.
    public var entry: GazetteerEntry?
    /// Why it was taken for no place.
    public var dismissal: String?
    /// What it may mean, the likeliest in this text first.
    public var candidates: [WeighedPlace]
}

/// What speaks for a place that a name may mean, as logarithms of odds; the sum decides.
public struct WeighedPlace: Hashable, Sendable {
    /// The place.
    public var entry: GazetteerEntry
    /// How the name led to it.
    public var step: MatchStep
    /// How likely it is by itself: its importance, and how well the name fits.
    public var prior: Double
    /// What a country or province that stands right beside the name adds.
    public var holder: Double
    /// What the countries of the other names add.
    public var country: Double
    /// What their provinces add.
    public var province: Double
    /// What names of places around it add.
    public var nearness: Double
    /// All of it together.
    public var total: Double { prior + holder + country + province + nearness }
}

extension ReportReader {
    /// Reads a report and says what each of its names was weighed to mean, and why.
    ///
    /// - Throws: ``GazetteerError`` where the gazetteer's file is broken.
    /// - Complexity: that of ``read(_:)``.
    public func explain(_ report: ReportText) throws(GazetteerError) -> ReportExplanation {
        let found = try names(of: report, isExplained: true)
        var names = found.mentions.enumerated().map { index, mention in
            ExplainedName(
                range: found.passage.scalarRange(mention.tokens), name: mention.name, entry: mention.place,
                dismissal: mention.place == nil ? NameDismissal.Reason.lonelyHamlet.rawValue : nil,
                candidates: found.weights[index].sorted { $0.total > $1.total })
        }
        // Of the ways to read some words from their first on, the shortest was the last one tried.
        var shortest: [Int: NameDismissal] = [:]
        for dismissal in found.dismissals { shortest[dismissal.tokens.lowerBound] = dismissal }
        for dismissal in shortest.values {
            names.append(
                ExplainedName(
                    range: found.passage.scalarRange(dismissal.tokens), name: found.passage.text(dismissal.tokens),
                    dismissal: dismissal.reason.rawValue, candidates: []))
        }
        names.sort { $0.range.lowerBound < $1.range.lowerBound }
        return ReportExplanation(names: names, reading: reading(of: report, found))
    }
}
