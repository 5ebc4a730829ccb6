import Gazetteers
import Geometries
import Incidents

/// Puts together what the sentences of a report say of each incident: type, date, place, outcome and casualties.
///
/// Date and place are those of the clause, else of the sentence, else of what comes before in the paragraph, else of the
/// report. A sentence that has neither a date nor a place of its own goes on about the last incident.
struct EventAssembler {
    let passage: Passage
    let mentions: [PlaceMention]
    let times: [TimeExpression]
    let headline: Passage
    let published: Int?
    let words: Dictionaries
    let triggers: TriggerFinder
    let locator: EventLocator

    var found: [Draft] = []
    var context = Context()

    /// An incident under construction.
    struct Draft {
        var type: String
        var span: DaySpan?
        var precision: TimePrecision
        var location: Location
        var casualties: Casualties
        var isFoiled: Bool
        var sentences: [Int]
        var rules: [String]
        var confidence: Double
    }

    /// What the text was about before a sentence.
    struct Context {
        var paragraph = -1
        var time: TimeExpression?
        var location: Location?
        /// From a line such as "Date: 23 January 2021" or a heading.
        var articleTime: TimeExpression?
        var articleLocation: Location?
        var lastSentenceWithEvent = -10
        /// The drafts of the last sentence that reported any.
        var lastDrafts: [Int] = []
    }

    init(
        passage: Passage, mentions: [PlaceMention], times: [TimeExpression], headline: Passage, published: Int?,
        words: Dictionaries
    ) {
        self.headline = headline
        self.passage = passage
        self.mentions = mentions
        self.times = times
        self.published = published
        self.words = words
        triggers = TriggerFinder(passage: passage, words: words)
        locator = EventLocator(passage: passage, mentions: mentions)
    }

    mutating func incidents() -> [ReportedIncident] {
        if isAboutAnExercise { return [] }
        for (number, sentence) in passage.sentences.enumerated() { read(number, sentence) }
        return found.compactMap(reported)
    }

    /// Whether headline or first sentence say that all of it was only rehearsed.
    private var isAboutAnExercise: Bool {
        guard let exercise = words.hedges["exercise"] else { return false }
        if headline.first(exercise, in: 0..<headline.tokens.count) != nil { return true }
        return passage.sentences.first.map { passage.first(exercise, in: $0) != nil } ?? false
    }

    // MARK: Sentences

    private mutating func read(_ number: Int, _ sentence: Range<Int>) {
        if passage.paragraphs[number] != context.paragraph {
            context.paragraph = passage.paragraphs[number]
            context.time = nil
            context.location = nil
        }
        if isHeading(sentence) {
            readHeading(sentence, number)
            return
        }
        let parts = self.parts(of: sentence)
        for part in parts { read(part, number, sentence, isAlone: parts.count == 1) }
        if parts.isEmpty { readAftermath(number, sentence) }
        remember(sentence)
    }

    /// A part of a sentence that reports an incident, and what it reports.
    private struct Part {
        var tokens: Range<Int>
        var trigger: (type: String, anchor: Range<Int>)
        /// Whether it repeats what the part before says: "two more at the airport".
        var isElliptic = false
    }

    /// The parts of a sentence that report an incident each.
    private func parts(of sentence: Range<Int>) -> [Part] {
        let splitter = ClauseSplitter(passage: passage)
        var ranges: [Range<Int>] = []
        var elliptic: [Int: (type: String, anchor: Range<Int>)] = [:]
        for clause in splitter.clauses(of: sentence) {
            let trigger = triggers.trigger(in: clause)
            let hasOwnTime = times.beginning(in: clause).contains { $0.isPast && $0.span != nil }
            let hasOwnPlace = !locator.locations(in: clause, anchor: trigger?.anchor ?? clause).isEmpty
            let lastTrigger = ranges.last.flatMap { triggers.trigger(in: $0) }
            if let lastTrigger, trigger == nil, hasOwnTime, hasOwnPlace, splitter.isElliptic(clause) {
                elliptic[ranges.count] = lastTrigger
                ranges.append(clause)
            } else if let last = ranges.last,
                elliptic[ranges.count - 1] != nil
                    || !beginsPart(
                        isTrigger: trigger != nil, hasOwnTime, hasOwnPlace, afterTrigger: lastTrigger != nil)
            {
                ranges[ranges.count - 1] = last.lowerBound..<clause.upperBound
            } else {
                ranges.append(clause)
            }
        }
        return ranges.enumerated().compactMap { number, range in
            if let trigger = elliptic[number] { return Part(tokens: range, trigger: trigger, isElliptic: true) }
            return triggers.trigger(in: range).map { Part(tokens: range, trigger: $0) }
        }
    }

    /// Whether a clause tells of something else than the one before: with a date or a place of its own, or with both where the
    /// one before reports nothing.
    private func beginsPart(isTrigger: Bool, _ hasTime: Bool, _ hasPlace: Bool, afterTrigger: Bool) -> Bool {
        isTrigger && (afterTrigger ? hasTime || hasPlace : hasTime && hasPlace)
    }

    private func isHeading(_ sentence: Range<Int>) -> Bool {
        guard sentence.count <= 12, triggers.trigger(in: sentence) == nil else { return false }
        let hasTime = times.beginning(in: sentence).contains { $0.span != nil }
        let hasPlace = mentions.beginning(in: sentence).contains { $0.place != nil && !$0.isDemonym }
        guard hasTime || hasPlace else { return false }
        // A sentence has a verb in lower case; a heading has hardly anything beside its names and dates.
        let others = sentence.filter { index in
            passage.tokens[index].kind == .word && !passage.tokens[index].isCapitalised
                && !times.cover(index)
                && ![
                    "of", "in", "the", "from", "to", "and", "at", "early", "late", "before", "about", "nautical",
                    "miles",
                    "km", "sunrise", "sunset", "north", "south", "east", "west",
                ].contains(passage.word(index))
        }
        return others.isEmpty
    }

    private mutating func readHeading(_ sentence: Range<Int>, _ number: Int) {
        let time = times.beginning(in: sentence).last { $0.span != nil && $0.isPast }
        let location = locator.locations(in: sentence, anchor: sentence).last
        if let time { context.time = time }
        if let location { context.location = location }
        // On a line of its own it speaks for what follows.
        let isOwnParagraph =
            number + 1 >= passage.sentences.count || passage.paragraphs[number + 1] != passage.paragraphs[number]
        if isOwnParagraph {
            if let time { context.articleTime = time }
            if let location { context.articleLocation = location }
        }
    }

    private mutating func remember(_ sentence: Range<Int>) {
        if let time = times.beginning(in: sentence).last(where: { $0.span != nil && $0.isPast && !$0.isSince }) {
            context.time = time
        }
    }

    /// A sentence without an incident of its own may tell what the last one led to.
    private mutating func readAftermath(_ number: Int, _ sentence: Range<Int>) {
        guard number - context.lastSentenceWithEvent <= 2, let last = context.lastDrafts.last else { return }
        let casualties = Casualties.read(passage, sentence)
        guard casualties.killed != nil || casualties.wounded != nil, triggers.hedge(in: sentence) == nil else { return }
        found[last].casualties.complete(with: casualties)
        refine(last, by: locator.locations(in: sentence, anchor: sentence.lowerBound..<sentence.lowerBound))
        found[last].sentences.append(number)
        context.lastSentenceWithEvent = number
    }

    // MARK: Parts

    private mutating func read(_ reporting: Part, _ number: Int, _ sentence: Range<Int>, isAlone: Bool) {
        let part = reporting.tokens
        // What an elliptic part repeats stands before it.
        let trigger =
            reporting.isElliptic
            ? (type: reporting.trigger.type, anchor: part.lowerBound..<part.lowerBound) : reporting.trigger
        let ownTime = time(in: part, near: trigger.anchor) ?? (isAlone ? nil : time(in: sentence, near: trigger.anchor))
        let isLeft = trigger.type == "displacement"
        var ownLocations = locator.locations(in: part, anchor: trigger.anchor, isLeft: isLeft)
        if ownLocations.isEmpty, !isAlone {
            ownLocations = locator.locations(in: sentence, anchor: trigger.anchor, isLeft: isLeft)
        }
        if let hedge = triggers.hedge(in: part) {
            // What is told of a trial or an anniversary happened when it has a date and a place of its own.
            guard hedge != "exercise", let ownTime, ownTime.precision != .year, !ownTime.isSince, !ownLocations.isEmpty,
                hedge == "law" || hedge == "anniversary" || hasPastVerb(part)
            else { return }
        }
        let casualties = Casualties.read(passage, part)
        let isFoiled = triggers.isFoiled(trigger.type, in: reporting.isElliptic ? sentence : part)
        let locations = refined(
            ownLocations.filter { mentions[$0.mention].fineness > 0 || ownLocations.count == 1 }, in: part,
            before: trigger.anchor.lowerBound)
        let mention = EventMention(
            type: trigger.type, anchor: reporting.trigger.anchor, tokens: part, sentence: number, time: ownTime,
            casualties: casualties, isFoiled: isFoiled)
        if let merged = earlier(mention, locations) {
            merge(mention, into: merged, locations)
            return
        }
        add(mention, locations)
    }

    private static let partsOfTowns: Set<String> = [
        "quarter", "neighbourhood", "neighborhood", "district", "suburb", "street", "avenue", "square",
    ]

    /// The town in place of a river, a province or a country, where a street or a quarter of the town is what is meant, and in
    /// place of a quarter of that name in another country.
    private func refined(_ locations: [Location], in part: Range<Int>, before anchor: Int) -> [Location] {
        guard locations.count == 1, let location = locations.first,
            let town = lastTown(before: anchor), let townPlace = mentions[town.mention].place,
            let place = mentions[location.mention].place
        else { return locations }
        if [.river, .sea, .lake].contains(place.featureClass) { return [town] }
        let next = passage.word(location.tokens.upperBound)
        if EventAssembler.partsOfTowns.contains(next), place.countryCode != townPlace.countryCode { return [town] }
        let namesPart = part.contains { index in
            EventAssembler.partsOfTowns.contains(passage.word(index)) && passage.tokens.indices.contains(index - 1)
                && passage.tokens[index - 1].isCapitalised && !mentions.cover(index - 1)
        }
        if namesPart, mentions[location.mention].fineness <= 1, place.countryCode == townPlace.countryCode {
            return [town]
        }
        return locations
    }

    private func hasPastVerb(_ part: Range<Int>) -> Bool {
        part.contains { index in
            let word = passage.word(index)
            return word.hasSuffix("ed") || EventAssembler.pastVerbs.contains(word)
        }
    }

    private static let pastVerbs: Set<String> = [
        "was", "were", "had", "went", "came", "hit", "struck", "fell", "fought", "shot", "blew", "took", "left",
        "broke",
        "swept", "burnt", "sank", "fled", "drove", "threw", "burst",
    ]

    /// How many names back a sentence may still be about one of them.
    private static let reach = 100

    /// The last town that the text named before a sentence, speakers not counting.
    private func lastTown(before token: Int) -> Location? {
        mentions.indices.prefix(mentions.count(beginningBefore: token)).suffix(EventAssembler.reach).last {
            mentions[$0].tokens.upperBound <= token && mentions[$0].fineness >= 3 && !mentions[$0].isDemonym
                && !mentions[$0].isSpeaker
        }.flatMap(locator.location)
    }

    /// The time that an event in some tokens has: the nearest to its word, a day before longer spans.
    private func time(in tokens: Range<Int>, near anchor: Range<Int>) -> TimeExpression? {
        times.beginning(in: tokens).filter { $0.isPast && $0.span != nil }
            .min { cost($0, anchor) < cost($1, anchor) }
    }

    private func cost(_ time: TimeExpression, _ anchor: Range<Int>) -> Int {
        let distance =
            time.tokens.lowerBound >= anchor.upperBound
            ? time.tokens.lowerBound - anchor.upperBound : anchor.lowerBound - time.tokens.upperBound
        let order = TimePrecision.allCases.firstIndex(of: time.precision) ?? 0
        return abs(distance) + (order - 3) * 6 + (time.isSince ? 8 : 0)
    }

    private mutating func add(_ mention: EventMention, _ own: [Location]) {
        var rules = ["\(mention.type): \(passage.text(mention.anchor))"]
        var confidence = 0.9
        var time = mention.time
        // Without a date and a place of its own only the beginning of a report tells of something new.
        if own.isEmpty, time == nil || time?.precision == .year, mention.sentence > 1,
            context.articleTime == nil || time != nil
        {
            return
        }
        if time == nil {
            time = context.time ?? context.articleTime
            rules.append(time == nil ? "date of the report" : "date of the context")
            confidence -= 0.2
        }
        var span = time?.span
        var precision = time?.precision ?? .day
        if time == nil {
            // Only what a report begins with is its news.
            guard mention.sentence <= 4, let published else { return }
            span = .day(published)
            precision = .day
        }
        var locations = own
        if locations.isEmpty {
            confidence -= 0.2
            let inherited =
                context.location ?? context.articleLocation ?? lastTown(before: mention.tokens.lowerBound)
                ?? (mention.sentence <= 3 ? leadLocation : nil)
            if let location = inherited {
                locations = [location]
                rules.append("place of the report")
            }
        }
        guard !locations.isEmpty else { return }
        let counts = respectively(mention.tokens, locations.count)
        context.lastDrafts = []
        for (index, location) in locations.enumerated() {
            var casualties = mention.casualties
            if let counts { casualties.killed = counts[index] }
            context.lastDrafts.append(found.count)
            found.append(
                Draft(
                    type: mention.type, span: span, precision: precision, location: location, casualties: casualties,
                    isFoiled: mention.isFoiled, sentences: [mention.sentence], rules: rules, confidence: confidence))
        }
        context.lastSentenceWithEvent = mention.sentence
        context.location = locations.last
    }

    /// The first place smaller than a country that the text names.
    private var leadLocation: Location? {
        mentions.indices.first { mentions[$0].fineness >= 1 && !mentions[$0].isDemonym && !mentions[$0].isSpeaker }
            .flatMap(locator.location)
    }

    /// "killing 12, 14 and 15 people respectively": as many numbers as places.
    private func respectively(_ tokens: Range<Int>, _ count: Int) -> [Int]? {
        guard count > 1, tokens.contains(where: { passage.word($0) == "respectively" }) else { return nil }
        let numbers = tokens.compactMap { index in
            passage.tokens[index].kind == .number ? Int(passage.tokens[index].text.filter { $0 != "," }) : nil
        }
        return numbers.count == count ? numbers : nil
    }

    // MARK: Results

    private func reported(_ draft: Draft) -> ReportedIncident? {
        guard let entry = mentions[draft.location.mention].place else { return nil }
        return ReportedIncident(
            type: draft.type, interval: draft.span?.interval, timePrecision: draft.precision,
            place: passage.text(draft.location.tokens), entry: entry, coordinate: draft.location.coordinate,
            radiusMetres: draft.location.radiusMetres, isFoiled: draft.isFoiled, killed: draft.casualties.killed,
            wounded: draft.casualties.wounded,
            evidence: draft.sentences.map { number in
                let sentence = passage.sentences[number]
                return Evidence(range: passage.scalarRange(sentence), text: passage.text(sentence))
            }, confidence: draft.confidence, rules: draft.rules)
    }
}
