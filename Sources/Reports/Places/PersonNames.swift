/// The names of people in a text, as far as the text itself gives them away.
struct PersonNames {
    /// Of each word of the text, whether it is the last name of somebody whom the text introduces by title, given name or another
    /// word with a capital.
    private var areLastNames: [Bool]
    /// Of each word, whether it stands alone for who says something, or is so many years old: people, and governments by their
    /// countries.
    private var areSpeakers: [Bool]

    /// - Complexity: O(length).
    init(of passage: Passage) {
        areLastNames = [Bool](repeating: false, count: passage.wordCount)
        areSpeakers = areLastNames
        findLastNames(passage)
        findSurnames(passage)
        findSpeakers(passage)
    }

    /// Whether a word of the text, by its number, is somebody's last name.
    func isLastName(_ word: Int) -> Bool { areLastNames[word] }

    /// Whether a word of the text, by its number, speaks or has an age.
    func isSpeaker(_ word: Int) -> Bool { areSpeakers[word] }

    /// Learns the last names that follow titles and given names.
    private mutating func findLastNames(_ passage: Passage) {
        for index in passage.tokens.indices.dropLast() {
            let token = passage.tokens[index]
            guard token.kind == .word, !token.isAllCapitals else { continue }
            let isTitle = passage.kinds(index).contains(.title)
            let isGivenName = token.isCapitalised && passage.kinds(index).contains(.givenName)
            guard isTitle || isGivenName else { continue }
            var position = index + 1
            var last: Int?
            while position < passage.tokens.count, position < index + 5 {
                let next = passage.tokens[position]
                if next.isCapitalised, !next.isAllCapitals || next.text.count < 3 {
                    last = passage.wordNumber(position)
                } else if !(next.folded == "-" || PlaceRecogniser.articles.contains(next.folded)
                    || next.text.hasSuffix("."))
                {
                    break
                }
                position += 1
            }
            // A title in lower case names an office: "the president of Chad".
            if let last, isGivenName || token.isCapitalised || position == index + 2 { areLastNames[last] = true }
        }
    }

    /// Learns who is named alone and speaks, or has an age: "Turner said", "Harrison, 8,".
    private mutating func findSpeakers(_ passage: Passage) {
        for index in passage.tokens.indices where passage.tokens[index].isCapitalised {
            if passage.kinds(index + 1).contains(.speaking)
                || PersonNames.isAge(index + 2, passage) && passage.word(index + 1) == ","
            {
                areSpeakers[passage.wordNumber(index)] = true
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
        var votes = [Int](repeating: 0, count: passage.wordCount)
        for index in passage.tokens.indices.dropFirst() {
            let token = passage.tokens[index]
            guard token.isCapitalised, !token.isAllCapitals else { continue }
            let before = passage.tokens[index - 1]
            if PlaceRecogniser.prepositions.contains(before.folded) {
                votes[passage.wordNumber(index)] -= 1
            } else if before.isCapitalised, !before.isAllCapitals, !passage.startsSentence(index - 1),
                passage.kinds(index - 1).isDisjoint(with: [.notPlace, .adjective]),
                !PersonNames.placePrefixes.contains(before.folded),
                passage.tokens.indices.contains(index + 1), !passage.tokens[index + 1].isCapitalised
            {
                votes[passage.wordNumber(index)] += 1
            }
        }
        for index in passage.tokens.indices where votes[passage.wordNumber(index)] > 0 {
            if !PlaceRecogniser.sites.contains(passage.word(index)) { areLastNames[passage.wordNumber(index)] = true }
        }
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
