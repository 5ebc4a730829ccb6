/// What a word is by itself, whatever stands around it.
struct WordKinds: OptionSet, Hashable, Sendable {
    var rawValue: UInt32

    /// What stands before the names of people: "President", "Mr".
    static let title = WordKinds(rawValue: 1 << 0)
    static let givenName = WordKinds(rawValue: 1 << 1)
    /// What makes an organisation of the name before it: "University".
    static let organisation = WordKinds(rawValue: 1 << 2)
    /// What is written with a capital and names no place.
    static let notPlace = WordKinds(rawValue: 1 << 3)
    /// What a government does with its mouth: "said", "welcomed".
    static let speaking = WordKinds(rawValue: 1 << 4)
    /// What people, things and languages of a country are called.
    static let adjective = WordKinds(rawValue: 1 << 5)
    /// What a date or time may begin with.
    static let timeOpener = WordKinds(rawValue: 1 << 6)
    /// What is in every English text, and in hardly one of another language.
    static let english = WordKinds(rawValue: 1 << 7)
    /// What a number in words may begin with.
    static let numberOpener = WordKinds(rawValue: 1 << 8)
    /// What points back to a place: "that", "there".
    static let pointer = WordKinds(rawValue: 1 << 9)
    /// Where one statement may end and another begin.
    static let clauseBreak = WordKinds(rawValue: 1 << 10)
}
