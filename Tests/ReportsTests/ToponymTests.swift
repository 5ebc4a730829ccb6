import Gazetteers
import Incidents
import Reports
import TestSupport
import Testing

/// Which words of a text are places, and which places they are.
@Suite("places in prose")
struct ToponymTests {
    private static let reader = Result { ReportReader(gazetteer: try Gazetteer.bundled) }

    private func toponyms(_ text: String, title: String? = nil) throws -> [Toponym] {
        try ToponymTests.reader.get().read(ReportText(id: "t", title: title, text: text)).toponyms
    }

    @Test(
        "names of people, months and things are no places",
        arguments: [
            "President Jordan spoke.", "She met Robert Jordan, who praised Jordan.", "In March they met.",
            "Nice work, said the coach.", "The FDA and the FAO agreed.", "I've read it.",
            "He works at the Miami Herald.",
            "Gen. Houston left.",
        ])
    func others(text: String) throws {
        #expect(try toponyms(text).map(\.name) == [])
    }

    @Test(
        "a name of several words is one place",
        arguments: [
            ("They flew to Baghdad International Airport.", ["Baghdad International Airport"]),
            ("They drove to Ain al-Asad.", ["Ain al-Asad"]), ("The al-Asad Airbase was hit.", ["al-Asad Airbase"]),
            ("He lives in New York City.", ["New York City"]), ("It is in Odesa region.", ["Odesa region"]),
            ("He left Côte d'Ivoire.", ["Côte d'Ivoire"]), ("Iraq's army left Mosul's centre.", ["Iraq", "Mosul"]),
            ("They came from the U.S. and the UK.", ["U.S.", "UK"]),
        ])
    func names(text: String, expected: [String]) throws {
        #expect(try toponyms(text).map(\.name) == expected, "\(text)")
    }

    @Test("a name goes to the country and the province that the text speaks of")
    func context() throws {
        func country(_ text: String, _ name: String) throws -> String? {
            try toponyms(text).first { $0.name == name }?.entry.countryCode
        }
        #expect(try country("In Lebanon shots were heard in Tripoli and Beirut.", "Tripoli") == "LB")
        #expect(try country("In Libya shots were heard in Tripoli and Benghazi.", "Tripoli") == "LY")
        #expect(try country("Police in Columbus, Mississippi, said so.", "Columbus") == "US")
        let columbus = try #require(
            try toponyms("Police in Columbus, Mississippi, said so.").first { $0.name == "Columbus" })
        #expect(columbus.entry.admin1Name == "Mississippi")
        let paris = try #require(try toponyms("He was born in Paris, Texas, in 1950.").first { $0.name == "Paris" })
        #expect(paris.entry.admin1Name == "Texas")
    }

    @Test("spans count Unicode scalars")
    func spans() throws {
        let text = "😀 Ünal e\u{301} — fighting near Mosul, in Iraq."
        let scalars = Array(text.unicodeScalars)
        let found = try toponyms(text)
        #expect(found.map(\.name) == ["Mosul", "Iraq"])
        for toponym in found {
            #expect(String(String.UnicodeScalarView(scalars[toponym.range])) == toponym.name)
        }
    }
}
