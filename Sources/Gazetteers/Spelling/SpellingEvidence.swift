/// How much speaks for it that a spelling means a known name, and is not like it by chance.
///
/// Counted in bits. A letter that two spellings share tells about four, a wrong one takes seven. To point out one name among
/// all takes 10 bits for names of the best-known places, of which there are a thousand, and 24 for those of the least known.
/// What is left over must be more than chance would leave.
package struct SpellingEvidence: Sendable {
    private static let bitsOfLetter = 4.0
    private static let bitsOfDistance = 0.7
    private static let bitsOfUnknownPlace = 24.0
    private static let bitsOfImportance = 14.0
    /// A country has about one place in a hundred.
    private static let bitsOfCountry = 6.0
    /// A wrong first letter takes more than another one: it is what readers go by.
    private static let bitsOfFirstLetter = 4.0
    /// So many bits chance leaves now and then.
    private static let bitsOfChance = 2.0

    /// A suggestion may be wrong more often than a candidate.
    private static let bitsOfSuggestion = 4.0

    /// The bits that must be left over.
    private let required: Double

    /// Evidence that counts what is known about the place beside its name, for a candidate or for a mere suggestion.
    package init(isCountryKnown: Bool, isSuggestion: Bool = false) {
        required =
            Self.bitsOfChance - (isCountryKnown ? Self.bitsOfCountry : 0) - (isSuggestion ? Self.bitsOfSuggestion : 0)
    }

    /// Whether the evidence suffices.
    ///
    /// - Parameters:
    ///   - letters: How many letters the shorter of the spellings has.
    ///   - distance: How far the spellings are apart, in tenths of a wrong letter.
    ///   - beginsAlike: Whether both begin with the same sound.
    ///   - importance: The importance of the place, 0 through 1.
    /// - Returns: Whether more bits are left over than chance leaves.
    package func suffices(letters: Int, distance: Int, beginsAlike: Bool, importance: Double) -> Bool {
        let told = Self.bitsOfLetter * Double(letters) - Self.bitsOfDistance * Double(distance)
        let asked = Self.bitsOfUnknownPlace - Self.bitsOfImportance * importance
        return told - asked >= required + (beginsAlike ? 0 : Self.bitsOfFirstLetter)
    }

    /// The greatest distance at which the evidence may suffice; negative where it never does.
    package func greatestDistance(letters: Int, importance: Double) -> Int {
        let told = Self.bitsOfLetter * Double(letters)
        let asked = Self.bitsOfUnknownPlace - Self.bitsOfImportance * importance
        return Int(((told - asked - required) / Self.bitsOfDistance).rounded(.down))
    }
}
