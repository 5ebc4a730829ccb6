/// How many people were killed and wounded, as a stretch of text says.
struct Casualties: Hashable, Sendable {
    var killed: Int?
    var wounded: Int?

    private static let dead: Set<String> = [
        "killed", "died", "dead", "dies", "deaths", "fatalities", "perished", "killing", "kills", "claimed",
        "massacred",
        "slain",
    ]
    private static let hurt: Set<String> = [
        "injured", "wounded", "hurt", "injuring", "wounding", "injuries", "injures", "wounds",
    ]
    private static let people: Set<String> = [
        "people", "persons", "civilians", "soldiers", "policemen", "officers", "men", "women", "children", "fighters",
        "lives", "residents", "villagers", "passengers", "pupils", "students", "troops", "militants", "others",
        "demonstrators",
        "protesters", "workers", "cadets", "victims", "of", "them", "were", "was", "have", "had", "been", "at", "least",
        "more", "than", "some", "about", "over", "and", "lost", "their", "in", "all", "on", "board", "reported",
        "being",
        "police", "dead", "the", "around", "nearly", "woman", "man", "child", "person", "up", "to", "total", "another",
    ]
    /// Words whose numbers count something else.
    private static let otherCounts: Set<String> = [
        "km", "kilometres", "kilometers", "miles", "metres", "days", "hours", "weeks", "months", "years", "aged", "age",
        "rockets", "drones", "missiles", "bombs", "shells", "houses", "rounds", "magnitude", "percent", "o'clock",
        "trains",
    ]
    private static let nobody: [[String]] = [
        ["no", "casualties"], ["no", "one", "was", "hurt"], ["nobody", "was", "hurt"], ["nobody", "was", "injured"],
        ["no", "one", "was", "injured"], ["nobody", "was", "killed"], ["no", "injuries"], ["without", "casualties"],
    ]

    /// Reads what some tokens say; the first number of each kind counts.
    static func read(_ passage: Passage, _ tokens: Range<Int>) -> Casualties {
        var casualties = Casualties()
        var index = tokens.lowerBound
        while index < tokens.upperBound {
            for words in nobody where passage.matches(words, at: index) {
                casualties.killed = casualties.killed ?? 0
                casualties.wounded = casualties.wounded ?? 0
            }
            if passage.matches(["no", "deaths"], at: index) { casualties.killed = casualties.killed ?? 0 }
            guard let number = NumberWords.number(passage, at: index), number.tokens.upperBound <= tokens.upperBound,
                !otherCounts.contains(passage.word(number.tokens.upperBound)),
                TimeWords.months[passage.word(number.tokens.upperBound)] == nil
            else {
                index += 1
                continue
            }
            switch kind(passage, number.tokens, within: tokens) {
            case .dead: casualties.killed = casualties.killed ?? number.value
            case .hurt: casualties.wounded = casualties.wounded ?? number.value
            case nil: break
            }
            index = number.tokens.upperBound
        }
        return casualties
    }

    private enum Kind { case dead, hurt }

    /// What the people of a number suffered: the nearest word of that kind before or after, with nothing but people between.
    private static func kind(_ passage: Passage, _ number: Range<Int>, within tokens: Range<Int>) -> Kind? {
        let after = kindAfter(passage, number.upperBound, before: min(tokens.upperBound, number.upperBound + 9))
        let before = kindBefore(passage, number.lowerBound - 1, from: max(tokens.lowerBound, number.lowerBound - 6))
        guard let after else { return before?.kind }
        guard let before else { return after.kind }
        return before.distance < after.distance ? before.kind : after.kind
    }

    private static func kindAfter(_ passage: Passage, _ start: Int, before end: Int) -> (kind: Kind, distance: Int)? {
        var position = start
        while position < end {
            let word = passage.word(position)
            if word == "lives" || (word == "lost" && passage.word(position + 2) == "lives") {
                return (.dead, position - start)
            }
            if dead.contains(word), word != "killing", word != "claimed" { return (.dead, position - start) }
            if hurt.contains(word), word != "injuring", word != "wounding" { return (.hurt, position - start) }
            // "six people and wounded 81": the other number has the other verb.
            guard people.contains(word), word != "and", NumberWords.number(passage, at: position) == nil else {
                return nil
            }
            position += 1
        }
        return nil
    }

    private static let counting: Set<String> = ["number", "toll", "that", "left", "put", "rose", "reached", "stands"]

    private static func kindBefore(_ passage: Passage, _ start: Int, from end: Int) -> (kind: Kind, distance: Int)? {
        var position = start
        while position >= end {
            let word = passage.word(position)
            if dead.contains(word) { return (.dead, start - position) }
            if hurt.contains(word) { return (.hurt, start - position) }
            guard people.contains(word) || counting.contains(word), word != "and" else { return nil }
            position -= 1
        }
        return nil
    }

    /// Fills in what was not known.
    mutating func complete(with other: Casualties) {
        killed = killed ?? other.killed
        wounded = wounded ?? other.wounded
    }
}
