/// The names of people in a text, as far as the text itself gives them away.
struct PersonNames {
    /// Last names of people whom the text introduces by title, given name or another word with a capital.
    private(set) var lastNames: Set<String> = []
    /// Words that stand alone for who says something, or is so many years old: people, and governments by their countries.
    private(set) var speakers: Set<String> = []

    /// - Complexity: O(length).
    init(of passage: Passage) {
        findLastNames(passage)
        findSurnames(passage)
        findSpeakers(passage)
    }

    /// Learns the last names that follow titles and given names.
    private mutating func findLastNames(_ passage: Passage) {
        for index in passage.tokens.indices.dropLast() {
            let token = passage.tokens[index]
            guard token.kind == .word, !token.isAllCapitals else { continue }
            let isTitle = passage.kinds(index).contains(.title)
            let isGivenName = token.isCapitalised && passage.kinds(index).contains(.givenName)
            guard isTitle || isGivenName else { continue }
            var position = index + 1
            var last: String?
            while position < passage.tokens.count, position < index + 5 {
                let next = passage.tokens[position]
                if next.isCapitalised, !next.isAllCapitals || next.text.count < 3 {
                    last = next.folded
                } else if !(next.folded == "-" || PlaceRecogniser.articles.contains(next.folded)
                    || next.text.hasSuffix("."))
                {
                    break
                }
                position += 1
            }
            // A title in lower case names an office: "the president of Chad".
            if let last, isGivenName || token.isCapitalised || position == index + 2 { lastNames.insert(last) }
        }
    }

    /// Learns who is named alone and speaks, or has an age: "Turner said", "Harrison, 8,".
    private mutating func findSpeakers(_ passage: Passage) {
        for index in passage.tokens.indices where passage.tokens[index].isCapitalised {
            if passage.kinds(index + 1).contains(.speaking)
                || PersonNames.isAge(index + 2, passage) && passage.word(index + 1) == ","
            {
                speakers.insert(passage.word(index))
            }
        }
    }

    /// Whether a number stands between commas as the age of a person does.
    private static func isAge(_ index: Int, _ passage: Passage) -> Bool {
        guard passage.tokens.indices.contains(index), passage.tokens[index].kind == .number,
            let years = Int(passage.word(index))
        else { return false }
        return (1...110).contains(years) && passage.word(index + 1) == ","
    }

    /// Learns as a last name what follows other words with capitals more often than a preposition of place.
    private mutating func findSurnames(_ passage: Passage) {
        var votes: [String: Int] = [:]
        for index in passage.tokens.indices.dropFirst() {
            let token = passage.tokens[index]
            guard token.isCapitalised, !token.isAllCapitals else { continue }
            let before = passage.tokens[index - 1]
            if PlaceRecogniser.prepositions.contains(before.folded) {
                votes[token.folded, default: 0] -= 1
            } else if before.isCapitalised, !before.isAllCapitals, !passage.startsSentence(index - 1),
                passage.kinds(index - 1).isDisjoint(with: [.notPlace, .adjective]),
                !PersonNames.placePrefixes.contains(before.folded),
                passage.tokens.indices.contains(index + 1), !passage.tokens[index + 1].isCapitalised
            {
                votes[token.folded, default: 0] += 1
            }
        }
        lastNames.formUnion(votes.filter { $0.value > 0 }.keys.filter { !PlaceRecogniser.sites.contains($0) })
    }

    /// Words with capitals that begin names of places.
    private static let placePrefixes: Set<String> = [
        "new", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper",
        "lower",
        "san", "santa", "saint", "st", "st.", "los", "las", "el", "al", "la", "le", "port", "fort", "mount", "lake",
        "cape",
        "great", "greater", "grand", "little", "big", "old", "rio", "tel", "abu", "deir", "dar", "bab", "kafr", "khan",
        "beit", "ain", "ras", "wadi", "tell", "umm", "bani", "addis", "hong", "kuala", "ho", "sri", "costa", "puerto",
        "buenos", "palm", "salt", "silver", "spring", "white", "green", "black", "red", "cedar", "oak", "park",
    ]
}
