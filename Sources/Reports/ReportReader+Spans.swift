public import Gazetteers

/// What a name that somebody marked in a text was found to mean.
public struct ResolvedName: Hashable, Sendable {
    /// The span of the name, in Unicode scalars of the text.
    public var range: Range<Int>
    /// The name as written.
    public var name: String
    /// The place that it means; nil where the gazetteer has no such name.
    public var entry: GazetteerEntry?
}

extension ReportReader {
    /// Decides what names mean whose spans are known already, each with all the others as its context.
    ///
    ///     let text = "Police in Tripoli and Zawiya, Libya, said so."
    ///     let names = try reader.places(at: [10..<17, 22..<28, 30..<35], in: ReportText(id: "1", text: text))
    ///
    /// No name is looked for: what stands outside of the spans counts only as the words between them do.
    ///
    /// - Parameters:
    ///   - spans: The spans of the names, in Unicode scalars of the text, none empty; in any order.
    ///   - report: The text that they stand in.
    /// - Returns: An answer for each span, in their order.
    /// - Throws: ``GazetteerError`` where the gazetteer's file is broken.
    /// - Precondition: Every span lies in the text.
    /// - Complexity: O(length), and O(m²) in the number of spans.
    public func places(
        at spans: [Range<Int>], in report: ReportText
    ) throws(GazetteerError) -> [ResolvedName] {
        let passage = Passage(report.text, lexicon: words.lexicon)
        var meanings = NameMeanings(gazetteer: gazetteer, limit: PlaceResolver.candidateLimit)
        // In the order of the text, so that the order of the spans changes nothing.
        let order = spans.indices.sorted {
            (spans[$0].lowerBound, spans[$0].upperBound, $0) < (spans[$1].lowerBound, spans[$1].upperBound, $1)
        }
        var mentions: [PlaceMention] = []
        for index in order {
            let name = passage.line(spans[index])
            mentions.append(
                PlaceMention(
                    tokens: passage.tokens(in: spans[index]), name: name,
                    candidates: try meanings.candidates(for: name)))
        }
        PlaceResolver(mentions, in: passage).resolve(&mentions)
        var answers = spans.map { ResolvedName(range: $0, name: passage.text(scalars: $0), entry: nil) }
        for (mention, index) in zip(mentions, order) { answers[index].entry = mention.place }
        return answers
    }
}
