/// The dictionaries in the folder of that name: sections in brackets, lines of words, comments after `#`.
struct Dictionaries: Sendable {
    /// The lines of each section, in the order of the file.
    private static func sections(_ bytes: [UInt8]) -> [(name: String, lines: [Substring])] {
        var sections: [(name: String, lines: [Substring])] = []
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let text = line.drop(while: \.isWhitespace)
            if text.isEmpty || text.first == "#" { continue }
            if text.first == "[", let end = text.firstIndex(of: "]") {
                sections.append((String(text[text.index(after: text.startIndex)..<end]), []))
            } else if !sections.isEmpty {
                sections[sections.count - 1].lines.append(text)
            }
        }
        return sections
    }

    /// What reports an incident of a type.
    struct Trigger: Sendable {
        var type: String
        var required: [WordGroup]
        var excluded: [WordGroup]
    }

    /// In the order in which they win.
    let triggers: [Trigger]
    /// Words that keep a clause from reporting something that happened, by kind.
    let hedges: [String: WordGroup]
    let titles: WordGroup
    let givenNames: WordGroup
    let organisations: WordGroup
    let notPlaces: WordGroup
    let speaking: WordGroup
    let adjectives: WordGroup

    static let english = Dictionaries()

    private init() {
        var triggers: [Trigger] = []
        for section in Dictionaries.sections(PackageResources.incident_types_txt) {
            for line in section.lines {
                let groups = line.split(separator: "&").map { $0.drop(while: \.isWhitespace) }
                triggers.append(
                    Trigger(
                        type: section.name,
                        required: groups.filter { $0.first != "!" }.map { WordGroup($0) },
                        excluded: groups.filter { $0.first == "!" }.map { WordGroup($0.dropFirst()) }))
            }
        }
        self.triggers = triggers
        hedges = Dictionary(
            Dictionaries.sections(PackageResources.hedges_txt).map {
                ($0.name, WordGroup(Substring($0.lines.joined(separator: "|"))))
            }, uniquingKeysWith: { first, _ in first })
        let people = Dictionary(
            Dictionaries.sections(PackageResources.people_txt).map {
                ($0.name, WordGroup(Substring($0.lines.joined(separator: "|"))))
            }, uniquingKeysWith: { first, _ in first })
        let nothing = WordGroup("")
        titles = people["titles"] ?? nothing
        givenNames = people["given names"] ?? nothing
        organisations = people["organisations"] ?? nothing
        notPlaces = people["not places"] ?? nothing
        speaking = people["speaking"] ?? nothing
        adjectives = people["adjectives"] ?? nothing
    }
}
