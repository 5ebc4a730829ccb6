/// Finds what a stretch of text reports, by the dictionary of incident types.
struct TriggerFinder {
    private let passage: Passage
    private let words: Dictionaries
    /// Those whose first group the text has at all.
    private let triggers: [Dictionaries.Trigger]

    init(passage: Passage, words: Dictionaries) {
        self.passage = passage
        self.words = words
        triggers = words.triggers.filter { $0.required.allSatisfy(passage.holds) }
    }

    /// The type of incident that some tokens report, and the word that it was found by; nil where they report none.
    ///
    /// - Complexity: O(occurrences of the triggers' words in the text).
    func trigger(in tokens: Range<Int>) -> (type: String, anchor: Range<Int>)? {
        for trigger in triggers {
            guard let head = trigger.required.first, let anchor = passage.first(head, in: tokens),
                trigger.required.dropFirst().allSatisfy({ passage.first($0, in: tokens) != nil }),
                !trigger.excluded.contains(where: { passage.first($0, in: tokens) != nil })
            else { continue }
            return (trigger.type, anchor)
        }
        return nil
    }

    private static let hedges = ["exercise", "denial", "future", "law", "anniversary"]

    /// What keeps some tokens from reporting something that happened.
    func hedge(in tokens: Range<Int>) -> String? {
        TriggerFinder.hedges.first { kind in
            words.hedges[kind].map { passage.first($0, in: tokens) != nil } ?? false
        }
    }

    private static let foiled: Set<String> = [
        "intercepted", "downed", "foiled", "thwarted", "defused", "averted", "repelled", "prevented",
    ]

    /// Whether the attack failed: what was sent was destroyed, what was laid did not go off.
    func isFoiled(_ type: String, in tokens: Range<Int>) -> Bool {
        for index in tokens {
            let word = passage.word(index)
            if TriggerFinder.foiled.contains(word) { return true }
            if passage.matches(["failed", "to", "explode"], at: index) || passage.matches(["made", "safe"], at: index) {
                return true
            }
            guard type == "drone_attack" || type == "rocket_or_missile_attack" else { continue }
            let isShotDown = word == "shot" || word == "brought" ? passage.word(index + 1) == "down" : false
            let isDestroyed = word == "destroyed" && type == "drone_attack"
            // "brought down by a missile" is what a missile did.
            if isShotDown || isDestroyed, passage.word(index + 2) != "by" { return true }
        }
        return false
    }
}
