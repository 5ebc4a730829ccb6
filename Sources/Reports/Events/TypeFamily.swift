/// Types that one incident may be called by in different sentences, or in different reports.
package enum TypeFamily {
    private static let families: [Set<String>] = [
        [
            "bombing", "explosion_accident", "rocket_or_missile_attack", "drone_attack", "airstrike", "shelling",
            "sabotage",
            "fire", "armed_clash",
        ],
        ["shooting", "armed_clash", "massacre", "assassination", "abduction", "bombing", "raid_or_arrest"],
        ["riot", "protest", "looting_or_arson", "shooting", "raid_or_arrest"],
        ["transport_accident", "fire", "explosion_accident", "other"],
        ["storm", "flood", "landslide", "other"], ["earthquake", "landslide", "other"],
        ["piracy", "abduction", "shooting"],
    ]
    /// Types that say little; a more telling one of another sentence replaces them.
    private static let vague: Set<String> = ["explosion_accident", "other", "armed_clash"]

    /// Whether two sentences with these types may be about one incident.
    package static func areAlike(_ one: String, _ other: String) -> Bool {
        one == other || families.contains { $0.contains(one) && $0.contains(other) }
    }

    /// The more telling of two types.
    static func moreTelling(_ one: String, _ other: String) -> String {
        vague.contains(one) && !vague.contains(other) ? other : one
    }
}
