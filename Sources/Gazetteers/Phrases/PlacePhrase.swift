/// What a phrase says about where something lies, seen from places that it names.
///
///     PlacePhrase.readings(of: "about 10 km south-west of Mosul")
///     // [.away(metres: 10_000, .southwest, from: "Mosul")]
///
/// A phrase only says what its words say: which places the names mean is for ``Gazetteer/whereabouts(of:in:)``.
public enum PlacePhrase: Hashable, Sendable {
    /// Some way off a place, in a direction or in any: "10 km south of Mosul", "south of Mosul", "10 km from Mosul".
    case away(metres: Double?, CompassPoint?, from: String)
    /// Close to a place: "near Mosul", "outside Mosul", "in the vicinity of Mosul".
    case near(String)
    /// Between two places: "between Mosul and Erbil", "on the road from Mosul to Erbil".
    case between(String, String)
    /// A part of a place: "western Iraq", "the north of Aleppo"; nil for its middle.
    case part(CompassPoint?, of: String)

    /// How a text can be read as such a phrase, the likelier reading first; none where it is a plain name.
    ///
    /// English, and for the directions, "near" and "between", Arabic. "Between Bosnia and Herzegovina and Croatia" has several
    /// readings, and so has "western Iraq", where a place may bear the whole name.
    ///
    /// - Complexity: O(n) in the length of the text, times the number of "and"s in it.
    public static func readings(of text: String) -> [PlacePhrase] {
        let words = PhraseWords(text)
        guard words.count > 1 else { return [] }
        return PhraseReader(words).readings()
    }
}
