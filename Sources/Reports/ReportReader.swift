public import Gazetteers
import Geometries
import Incidents

/// Reads reports: finds the places and times that a text names, and the incidents that it reports, with the sentences that say so.
///
///     let reader = ReportReader(gazetteer: try Gazetteer.bundled)
///     let reading = try reader.read(ReportText(id: "1", published: CivilDate(year: 2022, month: 1, day: 4), text: text))
///     for incident in reading.incidents { print(incident.type, incident.place, incident.evidence[0].text) }
///
/// Rules and dictionaries do it, offline and always alike: the same text gives the same reading. What a text only threatens,
/// plans, denies or rehearses is left out. English only: in a text that is certainly of another language no incidents are looked for.
public struct ReportReader: Sendable {
    let gazetteer: Gazetteer
    let words = Dictionaries.english

    /// Texts of more bytes than this, in a file or a member of one, are refused: they are no reports.
    public static let lengthLimit = 1 << 20

    /// Makes a reader that knows the places of a gazetteer.
    public init(gazetteer: Gazetteer) {
        self.gazetteer = gazetteer
    }

    /// Reads a report.
    ///
    /// - Throws: ``GazetteerError`` where the gazetteer's file is broken.
    /// - Complexity: O(length), with a lookup or a few for each word that has a capital.
    public func read(_ report: ReportText) throws(GazetteerError) -> ReportReading {
        reading(of: report, try names(of: report))
    }

    /// The names of a report with their places.
    struct FoundNames {
        var passage: Passage
        var headline: Passage
        var mentions: [PlaceMention]
        /// For each mention, what speaks for each of its places.
        var weights: [[WeighedPlace]]
        var dismissals: [NameDismissal]
    }

    func names(of report: ReportText, isExplained: Bool = false) throws(GazetteerError) -> FoundNames {
        let passage = Passage(report.text, lexicon: words.lexicon)
        let headline = Passage(report.title ?? "", lexicon: words.lexicon)
        var (mentions, dismissals) = try PlaceRecogniser.names(
            in: passage, gazetteer: gazetteer, isExplained: isExplained)
        let titled = try PlaceRecogniser.names(in: headline, gazetteer: gazetteer).mentions
        let resolver = PlaceResolver(mentions, in: passage, headline: titled)
        resolver.resolve(&mentions)
        LonelyHamlets.dismiss(from: &mentions)
        return FoundNames(
            passage: passage, headline: headline, mentions: mentions,
            weights: isExplained ? mentions.indices.map(resolver.weights) : [], dismissals: dismissals)
    }

    func reading(of report: ReportText, _ found: FoundNames) -> ReportReading {
        let passage = found.passage
        let times = TimeTagger.tag(passage, published: report.published?.daysSinceEpoch)
        var assembler = EventAssembler(
            passage: passage, mentions: BackReference.adding(to: found.mentions, passage), times: times,
            headline: found.headline, published: report.published?.daysSinceEpoch, words: words)
        let isEnglish = LanguageGuess.mayBeEnglish(passage)
        return ReportReading(
            incidents: isEnglish ? assembler.incidents() : [],
            toponyms: found.mentions.compactMap { mention in
                mention.place.map {
                    Toponym(range: passage.scalarRange(mention.tokens), name: mention.name, entry: $0)
                }
            },
            times: times.flatMap(\.marked).map { time in
                TimeMention(
                    range: passage.scalarRange(time.tokens), text: passage.text(time.tokens), value: time.value,
                    interval: time.span?.interval)
            }, isEnglish: isEnglish)
    }
}
