import Gazetteers

/// Finds the names of places in prose: the longest runs of words that the gazetteer knows, but for names of people and
/// organisations and for words that only begin a sentence.
struct PlaceRecogniser {
    private let passage: Passage
    private let gazetteer: Gazetteer
    private let people: PersonNames
    /// Words with capitals that stand within a sentence, as written.
    private lazy var inner = PlaceRecogniser.innerNames(of: passage)
    private var mentions: [PlaceMention] = []
    /// Words with capitals that were taken for no place, and why; nil where nobody asks.
    private var dismissals: [NameDismissal]?
    /// What names were found to mean.
    private var lookedUp: [String: [Candidate]] = [:]

    /// Names of more words than this are not looked up.
    private static let longestName = 6
    private static let candidateLimit = 12
    private static let connectors: Set<String> = [
        "of", "the", "and", "al", "el", "ad", "ar", "as", "ash", "an", "at", "az", "de", "del", "della", "la", "las",
        "los",
        "le", "du", "des", "di", "do", "da", "dos", "upon", "on", "in", "sur", "am", "der", "bin", "e", "y", "i", "ye",
        "ou", "-", "'s",
        ".",
    ]
    static let articles: Set<String> = ["al", "el", "ad", "ar", "as", "ash", "an", "at", "az", "es"]
    /// Words in lower case that may end a name: "Odesa region".
    private static let endings: Set<String> = [
        "province", "governorate", "district", "region", "oblast", "county", "state", "airport", "base", "island",
        "islands", "city", "territory", "prefecture", "airfield", "camp", "dam", "refinery", "crossing", "field",
    ]
    /// The states of the United States as newspapers shorten them.
    private static let states: [String: String] = [
        "ala": "Alabama", "ariz": "Arizona", "ark": "Arkansas", "calif": "California", "colo": "Colorado",
        "conn": "Connecticut", "del": "Delaware", "fla": "Florida", "ga": "Georgia", "ill": "Illinois",
        "ind": "Indiana",
        "kan": "Kansas", "ky": "Kentucky", "la": "Louisiana", "md": "Maryland", "mass": "Massachusetts",
        "mich": "Michigan",
        "minn": "Minnesota", "miss": "Mississippi", "mo": "Missouri", "mont": "Montana", "neb": "Nebraska",
        "nev": "Nevada", "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico", "ny": "New York",
        "nc": "North Carolina", "nd": "North Dakota", "okla": "Oklahoma", "ore": "Oregon", "pa": "Pennsylvania",
        "ri": "Rhode Island", "sc": "South Carolina", "sd": "South Dakota", "tenn": "Tennessee", "tex": "Texas",
        "vt": "Vermont", "va": "Virginia", "wash": "Washington State", "wva": "West Virginia", "wis": "Wisconsin",
        "wyo": "Wyoming",
    ]
    private static let countries: [String: String] = [
        "us": "United States", "usa": "United States", "uk": "United Kingdom", "uae": "United Arab Emirates",
        "drc": "Democratic Republic of the Congo", "ussr": "Russia", "nsw": "New South Wales",
    ]
    private static let codes: Set<String> = ["us", "usa", "uk", "uae", "drc", "dr congo", "nsw"]

    /// The names of a passage, and the words that were taken for none.
    ///
    /// - Complexity: O(words × longest name) lookups.
    static func names(
        in passage: Passage, gazetteer: Gazetteer, isExplained: Bool = false
    ) throws(GazetteerError) -> (mentions: [PlaceMention], dismissals: [NameDismissal]) {
        var recogniser = PlaceRecogniser(passage: passage, gazetteer: gazetteer)
        if isExplained { recogniser.dismissals = [] }
        try recogniser.run()
        return (recogniser.mentions, recogniser.dismissals ?? [])
    }

    private init(passage: Passage, gazetteer: Gazetteer) {
        self.passage = passage
        self.gazetteer = gazetteer
        people = PersonNames(of: passage)
    }

    private static func innerNames(of passage: Passage) -> Set<String> {
        Set(
            passage.tokens.indices.lazy.filter { passage.tokens[$0].isCapitalised && !passage.startsSentence($0) }
                .map { passage.tokens[$0].text })
    }

    private mutating func run() throws(GazetteerError) {
        var index = 0
        while index < passage.tokens.count {
            if canBegin(index), let mention = try longestMention(at: index) {
                mentions.append(mention)
                index = mention.tokens.upperBound
            } else {
                index += 1
            }
        }
    }

    // MARK: Names

    private func isPerson(_ tokens: Range<Int>) -> Bool {
        let before = tokens.lowerBound - 1
        if passage.tokens.indices.contains(before) {
            let token = passage.tokens[before]
            // "President Jordan", "Robert Jordan", "J. Jordan"
            if token.isCapitalised, !startsSentence(before) || passage.kinds(before).contains(.givenName),
                !passage.kinds(before).isDisjoint(with: [.title, .givenName])
            {
                return true
            }
            if token.kind == .word, token.text.count == 2, token.text.hasSuffix("."), token.isCapitalised {
                return true
            }
        }
        if tokens.count == 1, people.isLastName(passage.wordNumber(tokens.lowerBound)) { return true }
        return tokens.count == 1 && passage.kinds(tokens.lowerBound).contains(.givenName)
            && passage.tokens.indices.contains(tokens.upperBound) && passage.tokens[tokens.upperBound].isCapitalised
    }

    private func startsSentence(_ index: Int) -> Bool { passage.startsSentence(index) }

    private func canBegin(_ index: Int) -> Bool {
        let token = passage.tokens[index]
        if token.isCapitalised { return true }
        return passage.word(index + 1) == "-" && PlaceRecogniser.articles.contains(token.folded)
            && passage.tokens.indices.contains(index + 2) && passage.tokens[index + 2].isCapitalised
    }

    /// What a name may mean; a text repeats its names, so each is looked up once.
    private mutating func candidates(for name: String) throws(GazetteerError) -> [Candidate] {
        if let known = lookedUp[name] { return known }
        // Words with capitals are no misspelled places: most are people.
        let context = LookupContext(spelling: .exact)
        let found = try gazetteer.candidates(for: name, in: context, limit: PlaceRecogniser.candidateLimit)
        lookedUp[name] = found
        return found
    }

    private mutating func longestMention(at index: Int) throws(GazetteerError) -> PlaceMention? {
        var ends: [Int] = []
        var position = index
        var wordCount = 0
        while position < passage.tokens.count, wordCount < PlaceRecogniser.longestName {
            let token = passage.tokens[position]
            if position > index, token.kind == .word, !token.isCapitalised,
                !PlaceRecogniser.connectors.contains(token.folded)
            {
                if PlaceRecogniser.endings.contains(token.folded) {
                    ends.append(position + 1)
                    // "air base" is two words.
                    position += 1
                    continue
                }
                if token.folded == "air" {
                    position += 1
                    continue
                }
                break
            }
            if token.kind == .sign, !(token.folded == "-" && token.isGlued) && token.folded != "'s" { break }
            if token.kind == .number { break }
            if token.kind == .word {
                wordCount += 1
                if token.isCapitalised { ends.append(position + 1) }
            }
            position += 1
        }
        let before = dismissals?.count ?? 0
        for end in ends.reversed() {
            guard let mention = try mention(index..<end) else { continue }
            dismissals?.removeSubrange(before...)
            return mention
        }
        return nil
    }

    /// Notes why some words are no place.
    private mutating func dismiss(_ tokens: Range<Int>, _ reason: NameDismissal.Reason) -> PlaceMention? {
        dismissals?.append(NameDismissal(tokens: tokens, reason: reason))
        return nil
    }

    private mutating func mention(_ tokens: Range<Int>) throws(GazetteerError) -> PlaceMention? {
        let isSingle = tokens.count == 1
        let first = passage.tokens[tokens.lowerBound]
        if isSingle {
            if !passage.kinds(tokens.lowerBound).isDisjoint(with: [.notPlace, .title]) {
                return dismiss(tokens, .ordinaryWord)
            }
            if first.text.count < 2 || (first.text.count == 2 && first.text.hasSuffix(".")) { return nil }
            if first.folded.hasPrefix("i'") || TimeWords.months[first.folded] != nil { return nil }
            // A short word in capitals is an acronym.
            if first.isAllCapitals, first.folded.count <= 4, !PlaceRecogniser.codes.contains(first.folded),
                PlaceRecogniser.states[first.folded] == nil
            {
                return dismiss(tokens, .acronym)
            }
        }
        if !isSingle, isOrdinary(tokens) { return dismiss(tokens, .ordinaryWord) }
        if isOrganisation(tokens) { return dismiss(tokens, .organisation) }
        if isPerson(tokens) { return dismiss(tokens, .person) }
        let name = passage.text(tokens)
        let wanted = isSingle ? PlaceRecogniser.spelledOut(first) ?? name : name
        if first.folded == "the", !tokens.dropFirst().contains(where: { passage.tokens[$0].isCapitalised }) {
            return nil
        }
        var candidates = try candidates(for: wanted)
        let isCode = PlaceRecogniser.codes.contains(first.folded) || PlaceRecogniser.codes.contains(name.lowercased())
        if isCode {
            candidates.removeAll { $0.entry.featureClass != .country && $0.entry.featureClass != .admin1 }
        } else if candidates.contains(where: { $0.step == .code }) {
            candidates.removeAll { $0.step == .code }
        }
        // "Miami Herald" may be known as the heliport of the newspaper.
        if !isSingle, passage.kinds(tokens.upperBound - 1).contains(.organisation) {
            candidates.removeAll { $0.step == .genericWords }
        }
        guard let best = candidates.first else { return dismiss(tokens, .unknown) }
        var mention = PlaceMention(tokens: tokens, name: name, candidates: candidates)
        mention.isDemonym = best.step == .demonym || (isSingle && passage.kinds(tokens.lowerBound).contains(.adjective))
        if mention.isDemonym {
            mention.candidates.removeAll { $0.step != .demonym }
            return mention.candidates.isEmpty ? nil : mention
        }
        if candidates.contains(where: { $0.step == .demonym }) { candidates.removeAll { $0.step == .demonym } }
        // At the head of a sentence any word has a capital; a place must then be known well, or be named elsewhere too.
        if isSingle, startsSentence(tokens.lowerBound), best.score < 0.5, !inner.contains(first.text) {
            return dismiss(tokens, .sentenceStart)
        }
        // "The Border" is one word, too.
        let isOneWord = isSingle || (tokens.count == 2 && first.folded == "the")
        if isOneWord, !isWellKnown(best.entry) {
            let word = tokens.upperBound - 1
            if people.isSpeaker(passage.wordNumber(word)) { return dismiss(tokens, .person) }
            if passage.occursSmall(word), !PlaceRecogniser.prepositions.contains(passage.word(tokens.lowerBound - 1)) {
                return dismiss(tokens, .ordinaryWord)
            }
        }
        if isPartOfLongerName(tokens) { return dismiss(tokens, .partOfLongerName) }
        if isSingle, best.score < 0.12 { return dismiss(tokens, .obscure) }
        mention.candidates = candidates
        mention.isSpeaker = isSpeaker(tokens, best.entry)
        return mention
    }

    /// Whether all words of a name that have a capital are ordinary ones: "Police Department".
    private func isOrdinary(_ tokens: Range<Int>) -> Bool {
        tokens.allSatisfy { index in
            !passage.tokens[index].isCapitalised
                || !passage.kinds(index).isDisjoint(with: [.notPlace, .title, .organisation])
        }
    }

    /// The whole name of what is shortened: a state, or the country in capitals.
    private static func spelledOut(_ token: Token) -> String? {
        if token.text.hasSuffix("."), let state = states[token.folded] { return state }
        return token.isAllCapitals || token.text.contains(".") ? countries[token.folded] : nil
    }

    /// Whether the next words make an organisation of it: "Cambridge University", "Miami Herald".
    private func isOrganisation(_ tokens: Range<Int>) -> Bool {
        let next = tokens.upperBound
        guard passage.tokens.indices.contains(next), passage.tokens[next].isCapitalised else { return false }
        return passage.kinds(next).contains(.organisation)
    }

    /// Sites that are called after the town where they are: "Manchester Arena".
    static let sites: Set<String> = [
        "arena", "stadium", "station", "bridge", "street", "square", "prison", "palace", "market", "mall", "cathedral",
        "mosque", "temple", "tower", "port", "harbour", "harbor", "zoo", "museum", "marathon", "fire", "central",
        "international", "metro", "airport", "province", "district", "region", "city", "county", "governorate",
        "parish",
    ]

    /// Whether a word with a capital that is no place stands right before or after it: "Robert Jordan", "Bab Sinjar".
    private func isPartOfLongerName(_ tokens: Range<Int>) -> Bool {
        func isNamePart(_ index: Int) -> Bool {
            guard passage.tokens.indices.contains(index) else { return false }
            let token = passage.tokens[index]
            return token.isCapitalised && !token.isAllCapitals
                && passage.kinds(index).isDisjoint(with: [.notPlace, .title, .adjective])
                && !mentions.cover(index)
        }
        let (before, after) = (tokens.lowerBound - 1, tokens.upperBound)
        if isNamePart(before), !startsSentence(before) { return true }
        if passage.word(before) == "-", isNamePart(before - 1), passage.tokens[before].isGlued { return true }
        if passage.word(after) == "-", passage.tokens[after].isGlued, isNamePart(after + 1) { return true }
        return isNamePart(after) && !PlaceRecogniser.sites.contains(passage.word(after))
    }

    /// Prepositions of place.
    static let prepositions: Set<String> = ["in", "at", "near", "from", "to", "outside"]

    /// Whether a place is known all over the world: it may speak for its government, and needs no witness.
    private func isWellKnown(_ place: GazetteerEntry) -> Bool {
        place.featureClass == .country || place.isCapital || place.importance > 0.6
    }

    private func isSpeaker(_ tokens: Range<Int>, _ place: GazetteerEntry) -> Bool {
        guard isWellKnown(place) else { return false }
        let before = passage.word(tokens.lowerBound - 1)
        if ["in", "at", "near", "from", "to", "on", "of", "outside", "inside", "around"].contains(before) {
            return false
        }
        let next = tokens.upperBound
        if passage.kinds(next).contains(.speaking) { return true }
        // "Brussels and Washington welcomed the decision."
        return passage.word(next) == "and" && startsSentence(tokens.lowerBound)
            && passage.tokens.indices.contains(next + 2) && passage.tokens[next + 1].isCapitalised
            && passage.kinds(next + 2).contains(.speaking)
    }
}
