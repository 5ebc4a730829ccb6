import Gazetteers

/// Places that a text points back to: "the same airport", "that village", "there".
enum BackReference {
    /// How many names back a phrase may point.
    private static let reach = 100
    private static let determiners: [[String]] = [["the", "same"], ["that"], ["this"]]
    /// What such a phrase begins with.
    static var openers: [String] { determiners.compactMap(\.first) + ["there"] }
    private static let nouns: [String: Set<FeatureClass>] = [
        "city": [.city], "town": [.city], "village": [.city], "airport": [.airport, .airBase],
        "base": [.airBase, .militaryBase, .camp], "island": [.island], "camp": [.camp, .militaryBase],
        "province": [.admin1], "governorate": [.admin1], "district": [.admin2], "port": [.port, .city],
    ]

    /// The mentions, with one more for each phrase that points back to one of them, in the order of the text.
    static func adding(to mentions: [PlaceMention], _ passage: Passage) -> [PlaceMention] {
        var all = mentions
        for index in passage.tokens.indices {
            guard let (tokens, classes) = phrase(at: index, passage), !tokens.contains(where: mentions.cover),
                let last = mentions[..<mentions.count(beginningBefore: index)].suffix(reach).last(where: { mention in
                    guard mention.tokens.upperBound <= index, !mention.isDemonym, !mention.isSpeaker,
                        let place = mention.place
                    else { return false }
                    return classes?.contains(place.featureClass) ?? (mention.fineness >= 3)
                })
            else { continue }
            var mention = last
            mention.tokens = tokens
            mention.isSpeaker = false
            all.append(mention)
        }
        return all.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    /// The phrase that begins at a token, and the classes that it speaks of.
    private static func phrase(at index: Int, _ passage: Passage) -> (tokens: Range<Int>, classes: Set<FeatureClass>?)?
    {
        guard passage.kinds(index).contains(.pointer) else { return nil }
        for words in determiners where passage.matches(words, at: index) {
            // Two words may stand between: "that Turkish town".
            for length in 0...1 {
                if let classes = nouns[passage.word(index + words.count + length)] {
                    return (index..<index + words.count + length + 1, classes)
                }
            }
        }
        guard passage.word(index) == "there" else { return nil }
        return ["is", "are", "was", "were", "has", "have", "had", "will"].contains(passage.word(index + 1))
            || ["is", "are", "was", "were", "so"].contains(passage.word(index - 1)) ? nil : (index..<index + 1, nil)
    }
}
