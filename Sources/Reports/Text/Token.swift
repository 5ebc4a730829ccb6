/// A word, a number or a sign of a text.
struct Token: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case word, number, sign }

    var kind: Kind
    /// Where it stands, in Unicode scalars of the text.
    var range: Range<Int>
    /// As written.
    var text: String
    /// In lower case, without the full stop of an abbreviation.
    var folded: String
    /// Of the folded text, by ``WordHash``.
    var hash: UInt32
    /// Whether no white space separates it from the token before.
    var isGlued: Bool
    /// Whether it is a word that begins with a capital letter, if only after an article such as `d'` or `l'`.
    var isCapitalised: Bool
    /// Whether it is a word of at least two letters, all of them capitals.
    var isAllCapitals: Bool

    /// Whether it is a number in figures, or an ordinal such as `3rd`.
    var beginsWithDigit: Bool { folded.utf8.first.map { $0 &- UInt8(ascii: "0") < 10 } ?? false }
}
