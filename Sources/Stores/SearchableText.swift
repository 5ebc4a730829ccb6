import Incidents
import JSONValues

/// What of an incident is searched for words, and how a query's words are put to FTS5.
enum SearchableText {
    /// Stands between two texts: a letter of private use, which is a word of its own to FTS5, so that no phrase runs from one
    /// text into the next.
    private static let divider = " \u{F8FF} "

    /// All texts of an incident: title, place, type, names, and the texts among its source's columns.
    static func body(of incident: Incident) -> String {
        var texts = [
            incident.title, incident.place, incident.type, incident.country, incident.admin1, incident.admin2,
            incident.source,
        ].compactMap { $0 }
        for category in incident.categories { texts += [category.code] + (category.label.map { [$0] } ?? []) }
        texts += incident.actors.map(\.name)
        for citation in incident.citations { texts += [citation.publisher, citation.title].compactMap { $0 } }
        texts += incident.tags
        for member in incident.properties { collect(member.value, &texts) }
        return texts.joined(separator: divider)
    }

    private static func collect(_ value: JSONValue, _ texts: inout [String]) {
        switch value {
        case .string(let text): texts.append(text)
        case .array(let elements): for element in elements { collect(element, &texts) }
        case .object(let members): for member in members { collect(member.value, &texts) }
        case .null, .bool, .integer, .bigInteger, .real: break
        }
    }

    /// An expression for FTS5 that asks for all words of a text; what looks like FTS5's own syntax is taken literally.
    ///
    /// A word with a sign in it, such as `al-Asad`, is a phrase of its parts.
    /// - Throws: ``StoreError/invalidQuery(reason:)`` when there is no word in the text.
    static func expression(forWordsOf text: String) throws -> String {
        let words = text.split(whereSeparator: \.isWhitespace).filter { word in
            word.unicodeScalars.contains { scalar in
                switch scalar.properties.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                    .decimalNumber, .letterNumber, .otherNumber, .privateUse:
                    true
                default: false
                }
            }
        }
        guard !words.isEmpty else {
            throw StoreError.invalidQuery(reason: "the text '\(text)' holds no word to look for")
        }
        return words.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: " ")
    }
}
