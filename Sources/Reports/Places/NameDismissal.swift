/// Words with capitals that were taken for no place.
struct NameDismissal: Sendable {
    /// Why.
    enum Reason: String, Sendable {
        case ordinaryWord = "an ordinary word"
        case acronym = "an acronym"
        case organisation = "an organisation"
        case person = "a person"
        case unknown = "not in the gazetteer"
        case sentenceStart = "a little known place that may be any word at the head of a sentence"
        case partOfLongerName = "a part of a longer name"
        case obscure = "too little known a place"
        case lonelyHamlet = "a hamlet for which nothing else in the text speaks"
    }

    var tokens: Range<Int>
    var reason: Reason
}
