import Gazetteers
import Incidents

/// One incident in several sentences.
extension EventAssembler {
    /// The draft that a mention goes on about, if any.
    func earlier(_ mention: EventMention, _ locations: [Location]) -> Int? {
        for (index, draft) in found.enumerated().reversed() {
            guard TypeFamily.areAlike(draft.type, mention.type) else { continue }
            let sameTime = mention.time?.span.map { span in draft.span.map(span.overlaps) ?? true }
            let samePlace = locations.isEmpty ? nil : locations.contains { isSamePlace($0, draft.location) }
            switch (sameTime, samePlace) {
            case (true?, true?), (nil, true?): return index
            // "The explosion, on Wednesday morning": what the sentence before told of, with its day.
            case (false?, nil) where isDefinite(mention.anchor) && mention.sentence - (draft.sentences.last ?? 0) <= 2:
                return index
            case (true?, nil) where mention.sentence - (draft.sentences.last ?? 0) <= 3: return index
            case (nil, nil) where mention.sentence - (draft.sentences.last ?? 0) <= 2: return index
            default: continue
            }
        }
        return nil
    }

    func isDefinite(_ anchor: Range<Int>) -> Bool {
        ["the", "this", "that"].contains(passage.word(anchor.lowerBound - 1))
    }

    func isSamePlace(_ one: Location, _ other: Location) -> Bool {
        if mentions[one.mention].place?.id == mentions[other.mention].place?.id { return true }
        return Gazetteer.kilometres(from: one.coordinate, to: other.coordinate) < 3
    }

    /// Puts an incident that is known only by its country or province to a place in it that the text names later.
    mutating func refine(_ index: Int, by locations: [Location]) {
        guard let location = locations.first, locations.count == 1, let place = mentions[location.mention].place,
            mentions[found[index].location.mention].fineness <= 1, mentions[location.mention].fineness >= 2,
            let coarse = mentions[found[index].location.mention].place, coarse.countryCode == place.countryCode
        else { return }
        found[index].location = location
    }

    mutating func merge(_ mention: EventMention, into index: Int, _ locations: [Location]) {
        found[index].casualties.complete(with: mention.casualties)
        found[index].type = TypeFamily.moreTelling(found[index].type, mention.type)
        found[index].isFoiled = found[index].isFoiled || mention.isFoiled
        if found[index].sentences.last != mention.sentence { found[index].sentences.append(mention.sentence) }
        // A sentence with a better date or place betters the incident.
        if let time = mention.time, let span = time.span,
            found[index].rules.contains("date of the report") || found[index].span == nil
                || (time.precision == .day && isDefinite(mention.anchor) && locations.isEmpty)
        {
            found[index].span = span
            found[index].precision = time.precision
            found[index].rules.removeAll { $0 == "date of the report" }
        }
        if let location = locations.first, found[index].rules.contains("place of the report") {
            found[index].location = location
            found[index].rules.removeAll { $0 == "place of the report" }
        }
        context.lastSentenceWithEvent = mention.sentence
        context.lastDrafts = [index]
    }

}
