import Gazetteers
import Reports
import TestSupport
import Testing

/// What names mean whose spans are given.
@Suite("names that are marked in a text")
struct MarkedNameTests {
    private static let reader = Result { ReportReader(gazetteer: try Gazetteer.bundled) }

    /// The places of names, each at its first occurrence in the text after the one before.
    private func places(_ names: [String], in text: String) throws -> [GazetteerEntry?] {
        var spans: [Range<Int>] = []
        let scalars = Array(text.unicodeScalars)
        var position = 0
        for name in names {
            let wanted = Array(name.unicodeScalars)
            let start = try #require(
                (position...scalars.count - wanted.count).first {
                    scalars[$0..<$0 + wanted.count].elementsEqual(wanted)
                },
                "\(name)")
            spans.append(start..<start + wanted.count)
            position = start + wanted.count
        }
        let answers = try MarkedNameTests.reader.get().places(at: spans, in: ReportText(id: "t", text: text))
        #expect(answers.map(\.range) == spans)
        #expect(answers.map(\.name) == names)
        return answers.map(\.entry)
    }

    @Test("the other names of the text choose among places of one name")
    func context() throws {
        #expect(try places(["Tripoli", "Zuwara"], in: "Shots in Tripoli and in Zuwara.")[0]?.countryCode == "LY")
        #expect(try places(["Tripoli", "Sidon"], in: "Shots in Tripoli and in Sidon.")[0]?.countryCode == "LB")
        let held = try places(
            ["Columbus", "Mississippi", "Columbus", "Georgia"], in: "Columbus, Mississippi, not Columbus, Georgia.")
        #expect([held[0]?.admin1Name, held[2]?.admin1Name] == ["Mississippi", "Georgia"])
    }

    @Test("a span that no name fills is answered by nothing, and its neighbours all the same")
    func unknown() throws {
        let found = try places(["Xqzzvw", "?!", "Mosul"], in: "Xqzzvw, ?! and Mosul")
        #expect(found[0] == nil)
        #expect(found[1] == nil)
        #expect(found[2]?.countryCode == "IQ")
    }

    @Test("a name that is broken over two lines is one name")
    func lines() throws {
        #expect(try places(["New\n York"], in: "He left New\n York.")[0]?.name == "New York City")
    }

    @Test("the order in which spans are given changes nothing")
    func order() throws {
        let text = "Police in Columbus and Starkville, in Mississippi, and in Tupelo, Columbus and Jackson."
        let reader = try MarkedNameTests.reader.get()
        let report = ReportText(id: "t", text: text)
        let spans = [10..<18, 23..<33, 38..<49, 58..<64, 66..<74, 79..<86]
        let expected = try reader.places(at: spans, in: report)
        var random = SeededGenerator(seed: 5)
        for _ in 0..<20 {
            let shuffled = spans.shuffled(using: &random)
            let found = try reader.places(at: shuffled, in: report)
            #expect(found.sorted { $0.range.lowerBound < $1.range.lowerBound } == expected)
        }
    }

    @Test("spans that overlap, repeat or cut words are answered one by one")
    func odd() throws {
        let text = "New York City"
        let report = ReportText(id: "t", text: text)
        let spans = [0..<8, 0..<8, 4..<13, 0..<13, 1..<2, 12..<13]
        let found = try MarkedNameTests.reader.get().places(at: spans, in: report)
        #expect(found.map(\.name) == ["New York", "New York", "York City", "New York City", "e", "y"])
        #expect(found[0].entry == found[1].entry)
        #expect(found[3].entry?.countryCode == "US")
        #expect(try MarkedNameTests.reader.get().places(at: [], in: report).isEmpty)
    }
}
