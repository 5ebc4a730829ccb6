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
        var required: [PhraseGroup]
        var excluded: [PhraseGroup]
    }

    /// In the order in which they win.
    let triggers: [Trigger]
    /// Words that keep a clause from reporting something that happened, by kind.
    let hedges: [String: PhraseGroup]
    /// The words and phrases of all of them.
    let lexicon: Lexicon

    static let english = Dictionaries()

    private init() {
        var lexicon = Lexicon()
        var triggers: [Trigger] = []
        for section in Dictionaries.sections(PackageResources.incident_types_txt) {
            for line in section.lines {
                let groups = line.split(separator: "&").map { $0.drop(while: \.isWhitespace) }
                triggers.append(
                    Trigger(
                        type: section.name,
                        required: groups.filter { $0.first != "!" }.map { lexicon.addGroup($0) },
                        excluded: groups.filter { $0.first == "!" }.map { lexicon.addGroup($0.dropFirst()) }))
            }
        }
        self.triggers = triggers
        var hedges: [String: PhraseGroup] = [:]
        for section in Dictionaries.sections(PackageResources.hedges_txt) {
            hedges[section.name] = lexicon.addGroup(Substring(section.lines.joined(separator: "|")))
        }
        self.hedges = hedges
        for section in Dictionaries.sections(PackageResources.people_txt) {
            guard let kind = Dictionaries.kinds[section.name] else { continue }
            for line in section.lines { lexicon.add(line, as: kind) }
        }
        lexicon.add(TimeWords.openers, as: .timeOpener)
        lexicon.add(LanguageGuess.words, as: .english)
        lexicon.add(NumberWords.openers, as: .numberOpener)
        lexicon.add(BackReference.openers, as: .pointer)
        lexicon.add(ClauseSplitter.breaks, as: .clauseBreak)
        self.lexicon = lexicon
    }

    /// What the sections of the dictionary of people hold.
    private static let kinds: [String: WordKinds] = [
        "titles": .title, "given names": .givenName, "organisations": .organisation, "not places": .notPlace,
        "speaking": .speaking, "adjectives": .adjective,
    ]
}
