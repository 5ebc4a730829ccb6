/// Finds what a stretch of text reports, by the dictionary of incident types.
struct TriggerFinder {
    let passage: Passage
    let words: Dictionaries

    /// The type of incident that some tokens report, and the word that it was found by; nil where they report none.
    ///
    /// - Complexity: O(tokens × patterns).
    func trigger(in tokens: Range<Int>) -> (type: String, anchor: Range<Int>)? {
        for trigger in words.triggers {
            guard let head = trigger.required.first, let anchor = head.first(passage, in: tokens),
                trigger.required.dropFirst().allSatisfy({ $0.first(passage, in: tokens) != nil }),
                !trigger.excluded.contains(where: { $0.first(passage, in: tokens) != nil })
            else { continue }
            return (trigger.type, anchor)
        }
        return nil
    }

    /// What keeps some tokens from reporting something that happened.
    func hedge(in tokens: Range<Int>) -> String? {
        for kind in ["exercise", "denial", "future", "law", "anniversary"] {
            if words.hedges[kind]?.first(passage, in: tokens) != nil { return kind }
        }
        return nil
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
