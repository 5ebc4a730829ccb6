import Gazetteers
import Incidents
import Reports
import TestSupport
import Testing

/// What `ReportReader.explain` says of each decision.
@Suite("why a report was read as it was")
struct ExplanationTests {
    private static let reader = Result { ReportReader(gazetteer: try Gazetteer.bundled) }

    private func explain(_ text: String) throws -> ReportExplanation {
        try ExplanationTests.reader.get().explain(
            ReportText(id: "t", published: CivilDate(year: 2022, month: 1, day: 4), text: text))
    }

    private let text = """
        Dayton, Lima and Springfield lie in Ohio. A bomb exploded in Lima on Tuesday. Turner said that nobody was hurt. The \
        Police Department looked into it.
        """

    @Test("the reading is that of reading without an explanation")
    func sameReading() throws {
        let reading = try ExplanationTests.reader.get().read(
            ReportText(id: "t", published: CivilDate(year: 2022, month: 1, day: 4), text: text))
        let explained = try explain(text).reading
        #expect(explained.incidents == reading.incidents)
        #expect(explained.toponyms == reading.toponyms)
        #expect(explained.times == reading.times)
        #expect(!reading.incidents.isEmpty)
    }

    @Test("a name means the place for which most speaks, and the terms say what does")
    func terms() throws {
        let names = try explain(text).names
        let lima = try #require(names.first { $0.name == "Lima" })
        #expect(lima.entry?.admin1Name == "Ohio")
        let first = try #require(lima.candidates.first)
        #expect(first.entry == lima.entry)
        #expect(lima.candidates.map(\.total) == lima.candidates.map(\.total).sorted(by: >))
        #expect(first.province > 0)
        // By itself the capital of Peru is likelier.
        let peru = try #require(lima.candidates.first { $0.entry.countryCode == "PE" })
        #expect(peru.prior > first.prior)
    }

    @Test(
        "words that are taken for no place come with the reason",
        arguments: [
            ("Turner", "a person"), ("Police Department", "an ordinary word"), ("Tuesday", "an ordinary word"),
        ])
    func dismissals(name: String, reason: String) throws {
        let found = try explain(text).names.filter { $0.dismissal == reason }.map(\.name)
        #expect(found.contains { name.hasPrefix($0) }, "\(found)")
        #expect(try explain(text).names.allSatisfy { ($0.entry == nil) == ($0.dismissal != nil) })
    }

    @Test(
        "who speaks or has an age is no town, but a government is",
        arguments: [
            ("It was dark, Turner said.", []), ("Wilkinson, 8, was asleep.", []),
            ("Washington said so.", ["Washington"]),
            ("He lives in Turner, Maine.", ["Turner", "Maine"]),
        ])
    func speakers(text: String, expected: [String]) throws {
        #expect(try explain(text).reading.toponyms.map(\.name) == expected)
    }

    @Test("a word that the text also has without a capital is no town, unless it stands after a preposition of place")
    func ordinaryWords() throws {
        #expect(try explain("They liked Border. No border is safe.").reading.toponyms.isEmpty)
        #expect(
            try explain("Rockets hit the town. Many were killed in Hit, Iraq.").reading.toponyms.map(\.name) == [
                "Hit", "Iraq",
            ])
    }
}
