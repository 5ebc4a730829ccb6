import Gazetteers
import Reports
import TestSupport
import Testing

/// What speaks for one of several places of a name.
@Suite("choosing among places of one name")
struct ResolvingTests {
    private static let reader = Result { ReportReader(gazetteer: try Gazetteer.bundled) }

    /// What the names mean, each at its first occurrence in the text after the one before.
    private func places(_ names: [String], in text: String) throws -> [GazetteerEntry] {
        let scalars = Array(text.unicodeScalars)
        var spans: [Range<Int>] = []
        for name in names {
            let wanted = Array(name.unicodeScalars)
            let start = try #require(
                ((spans.last?.upperBound ?? 0)...scalars.count - wanted.count).first {
                    scalars[$0..<$0 + wanted.count].elementsEqual(wanted)
                }, "\(name)")
            spans.append(start..<start + wanted.count)
        }
        return try ResolvingTests.reader.get().places(at: spans, in: ReportText(id: "t", text: text)).map {
            try #require($0.entry, "\($0.name)")
        }
    }

    @Test(
        "names of one text vote for the province that has places of all of them",
        arguments: [
            (
                "Fires in Springfield, Dayton, Toledo and Columbus.", ["Springfield", "Dayton", "Toledo", "Columbus"],
                "Ohio"
            ),
            ("Snow fell on Portland, Bangor and Augusta.", ["Portland", "Bangor", "Augusta"], "Maine"),
            ("Snow fell on Portland, Salem and Eugene.", ["Portland", "Salem", "Eugene"], "Oregon"),
            ("Trains from Richmond to Norfolk and Hampton.", ["Richmond", "Norfolk", "Hampton"], "Virginia"),
        ])
    func provinces(text: String, names: [String], province: String) throws {
        #expect(try places(names, in: text).map(\.admin1Name) == Array(repeating: province, count: names.count))
    }

    @Test(
        "names of one text vote for the country that has places of all of them",
        arguments: [
            ("Shells hit Tripoli, Sidon and Tyre.", ["Tripoli", "Sidon", "Tyre"], "LB"),
            ("Shells hit Tripoli, Misrata and Sirte.", ["Tripoli", "Misrata", "Sirte"], "LY"),
            ("Rallies in Valencia, Maracay and Caracas.", ["Valencia", "Maracay", "Caracas"], "VE"),
            ("Rallies in Valencia, Alicante and Murcia.", ["Valencia", "Alicante", "Murcia"], "ES"),
            ("Flights to Hyderabad, Karachi and Sukkur.", ["Hyderabad", "Karachi", "Sukkur"], "PK"),
            ("Flights to Hyderabad, Warangal and Chennai.", ["Hyderabad", "Warangal", "Chennai"], "IN"),
        ])
    func countries(text: String, names: [String], country: String) throws {
        #expect(try places(names, in: text).map(\.countryCode) == Array(repeating: country, count: names.count))
    }

    @Test(
        "a country or province right beside a name holds it, before it and after it",
        arguments: [
            ("Columbus, Mississippi", ["Columbus", "Mississippi"], "US", "Mississippi"),
            ("Columbus (Georgia)", ["Columbus", "Georgia"], "US", "Georgia"),
            ("Birmingham in the state of Alabama", ["Birmingham", "Alabama"], "US", "Alabama"),
            ("the town of Paris in northern Texas", ["Paris", "Texas"], "US", "Texas"),
        ])
    func holderAfter(text: String, names: [String], country: String, province: String) throws {
        let place = try places(names, in: text)[0]
        #expect(place.countryCode == country)
        #expect(place.admin1Name == province)
    }

    @Test(
        "the country of an adjective or possessive before a name holds it",
        arguments: [
            ("the Lebanese city of Tripoli", ["Lebanese", "Tripoli"], "LB"),
            ("Libya's capital Tripoli", ["Libya", "Tripoli"], "LY"),
            ("Venezuela's Valencia", ["Venezuela", "Valencia"], "VE"),
        ])
    func holderBefore(text: String, names: [String], country: String) throws {
        #expect(try places(names, in: text)[1].countryCode == country)
    }

    @Test("a list of countries holds countries")
    func lists() throws {
        let countries = try places(["Georgia", "Armenia", "Azerbaijan"], in: "Georgia, Armenia and Azerbaijan")
        #expect(countries.map(\.featureClass) == [.country, .country, .country])
    }

    @Test("a name means the same throughout a text, also where only one mention of it is held")
    func oneSense() throws {
        let text = "A bridge fell in Birmingham, Alabama. Hospitals in Birmingham took in twelve people."
        let found = try places(["Birmingham", "Alabama", "Birmingham"], in: text)
        #expect(found[0].id == found[2].id)
        #expect(found[2].admin1Name == "Alabama")
    }

    @Test("cities that the world knows are meant where namesakes of one other country are many and small")
    func famous() throws {
        let text = "Talks in Geneva between Freetown, Monrovia and Conakry; Washington sent observers."
        let found = try places(["Geneva", "Freetown", "Monrovia", "Conakry", "Washington"], in: text)
        #expect(found.map(\.countryCode) == ["CH", "SL", "LR", "GN", "US"])
    }

    @Test("a word of prose is no hamlet of that name unless the text speaks of where the hamlet lies")
    func hamlets() throws {
        func names(_ text: String) throws -> [String] {
            try ResolvingTests.reader.get().read(ReportText(id: "t", text: text)).toponyms.map(\.name)
        }
        #expect(try names("In Freetown, in Sierra Leone, the hills of Regent slid.") == ["Freetown", "Sierra Leone"])
        #expect(try names("In North Dakota, the church of Regent burnt.") == ["North Dakota", "Regent"])
    }

    @Test("by itself a name means the place that most readers think of first")
    func alone() throws {
        for (name, country) in [
            ("Paris", "FR"), ("London", "GB"), ("Tripoli", "LY"), ("Cairo", "EG"), ("Lebanon", "LB"),
        ] {
            #expect(try places([name], in: "They spoke of \(name).")[0].countryCode == country, "\(name)")
        }
    }
}
