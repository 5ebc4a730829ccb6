import Gazetteers
import TestSupport
import Testing

@Suite("Names that are spelled otherwise")
struct SpellingTests {
    @Test(
        "spellings of one name have one skeleton, in every alphabet",
        arguments: [
            ["Fallujah", "Faluja", "Falloujah", "Al-Fallujah", "الفلوجة"],
            ["Baghdad", "Bagdad", "Bagdhad", "بغداد", "Багдад", "בגדאד"],
            ["Qamishli", "Kamishly", "al-Qamishli", "Qamishlo"],
            ["Kharkiv", "Kharkov", "Харків", "Харьков"],
            ["Deir ez-Zor", "Dayr az Zawr", "دير الزور"],
            ["Thessaloniki", "Θεσσαλονίκη"],
        ])
    func skeletons(_ spellings: [String]) throws {
        let normaliser = try Gazetteer.bundled.normaliser
        let skeletons = try Set(
            spellings.map { spelling in
                let key = normaliser.withoutArticles(try normaliser.fold(spelling))
                return try #require(Romaniser.romanise(key).map(Skeleton.of), "\(spelling)")
            })
        #expect(skeletons.count == 1, "\(skeletons.map(\.text))")
    }

    @Test("names in scripts that are not written by sound have no skeleton")
    func otherScripts() throws {
        let normaliser = try Gazetteer.bundled.normaliser
        for name in ["北京", "서울", "ガザ", "हिन्दी"] {
            #expect(Romaniser.romanise(try normaliser.fold(name)) == nil, "\(name)")
        }
    }

    @Test("the index finds as near a spelling as a walk through all names does")
    func agreesWithScan() throws {
        let gazetteer = try Gazetteer.bundled
        let normaliser = gazetteer.normaliser
        let wrong = [
            "Kandahir", "Mazari Sharef", "Kramatorzk", "Severodonetsc", "Tikrid", "Samarrah", "Quneitrah", "Sevastapol",
        ]
        var best = [Int](repeating: .max, count: wrong.count)
        var distances: [SpellingDistance] = []
        for name in wrong {
            #expect(
                try gazetteer.candidates(for: name, in: LookupContext(spelling: .exact)).isEmpty, "\(name) is known")
            distances.append(SpellingDistance(from: try normaliser.fold(name)))
        }
        var cursor = gazetteer.names.start()
        while try cursor.advance() {
            guard cursor.key.count < 24, let roman = Romaniser.romanise(normaliser.withoutArticles(cursor.key)) else {
                continue
            }
            var isName: Bool?
            for index in wrong.indices {
                guard let distance = distances[index].distance(to: roman, limit: min(best[index] - 1, 20)) else {
                    continue
                }
                if isName == nil { isName = try cursor.postings().contains { $0.kind != .code && $0.kind != .demonym } }
                if isName == true { best[index] = distance }
            }
        }
        for (index, name) in wrong.enumerated() {
            let found = try gazetteer.candidates(for: name, limit: .max).map { candidate in
                let known = normaliser.withoutArticles(Array(candidate.matchedName.utf8))
                return distances[index].distance(to: Romaniser.romanise(known) ?? [], limit: 100) ?? .max
            }
            #expect(found.min() == best[index], "\(name): \(found.min() ?? -1) instead of \(best[index])")
        }
    }

    @Test(
        "a context that wants names exactly finds nothing else, and one that forgives spellings finds no wrong letters")
    func tolerance() throws {
        let gazetteer = try Gazetteer.bundled
        func steps(_ name: String, _ spelling: SpellingTolerance) throws -> Set<MatchStep> {
            Set(try gazetteer.candidates(for: name, in: LookupContext(spelling: spelling)).map(\.step))
        }
        #expect(try steps("Hasakeh", .exact).isEmpty)
        #expect(try steps("Baghmad", .transliterated).isDisjoint(with: [.fuzzy]))
        #expect(try steps("Baghmad", .misspelled).contains(.fuzzy))
        // Where a name is known, nothing is forgiven.
        #expect(try steps("Baghdad", .misspelled).isDisjoint(with: [.fuzzy, .transliteration]))
    }

    @Test("digits are never forgiven")
    func digits() throws {
        let found = try Gazetteer.bundled.candidates(for: "Tower 23")
        #expect(!found.contains { $0.entry.name == "Tower 22" })
    }

    @Test("a misspelled name in a country, or qualified by one, is looked for there")
    func inCountry() throws {
        let gazetteer = try Gazetteer.bundled
        let syrian = try gazetteer.candidates(for: "Hasakeh", in: LookupContext(country: "SY"))
        #expect(syrian.first?.entry.countryCode == "SY")
        #expect(try gazetteer.candidates(for: "Hasakeh, Syria").first?.entry.countryCode == "SY")
        #expect(try gazetteer.candidates(for: "Hasakeh, Japan").allSatisfy { $0.entry.countryCode == "JP" })
    }

    @Test("shortened words of names are spelled out, and the other way round")
    func abbreviations() throws {
        let gazetteer = try Gazetteer.bundled
        for (short, long) in [
            ("St. Petersburg", "Saint Petersburg"), ("Ft. Worth", "Fort Worth"), ("Mt. Hermon", "Mount Hermon"),
        ] {
            let one = try gazetteer.candidates(for: short).first?.entry
            let other = try gazetteer.candidates(for: long).first?.entry
            #expect(one != nil && one == other, "\(short)")
        }
    }
}
