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

    @Test("of ten names written with an h too many, nine and more lead to their places")
    func reachesNames() throws {
        let gazetteer = try Gazetteer.bundled
        var cursor = gazetteer.names.start()
        var missed: [String] = []
        var (count, asked) = (0, 0)
        while try cursor.advance() {
            count += 1
            guard count % 211 == 0, cursor.key.count > 5, cursor.key.allSatisfy({ $0 < 0x80 }) else { continue }
            let name = cursor.key.text + "h"
            guard Skeleton.of(Array(name.utf8)).count > 2,
                let place = try cursor.postings().first(where: { $0.kind != .code && $0.kind != .demonym })?.entry,
                let country = try gazetteer.entry(place).countryCode,
                try gazetteer.candidates(for: name, in: LookupContext(spelling: .exact)).isEmpty
            else { continue }
            asked += 1
            let found = try gazetteer.candidates(for: name, in: LookupContext(country: country), limit: .max)
            if !found.contains(where: { $0.entry.id == place }) { missed.append(name) }
        }
        #expect(asked > 1_000)
        #expect(missed.count * 10 < asked, "\(missed.count) of \(asked): \(missed.prefix(10))")
    }

    @Test("the index finds as near a place as a walk through all names does, where one letter is wrong")
    func agreesWithScan() throws {
        let gazetteer = try Gazetteer.bundled
        let normaliser = gazetteer.normaliser
        let wrong = [
            "Kandahjr", "Mazari Sharef", "Kramatorzk", "Severodonetsc", "Tikrid", "Quneitrah", "Sevastapol",
        ]
        var best = [Int](repeating: .max, count: wrong.count)
        var places = [Set<Int>](repeating: [], count: wrong.count)
        var distances: [SpellingDistance] = []
        for name in wrong {
            #expect(
                try gazetteer.candidates(for: name, in: LookupContext(spelling: .exact)).isEmpty, "\(name) is known")
            distances.append(SpellingDistance(from: try normaliser.fold(name)))
        }
        let evidence = SpellingEvidence(isCountryKnown: false)
        var cursor = gazetteer.names.start()
        while try cursor.advance() {
            guard cursor.key.count < 24, let roman = Romaniser.romanise(normaliser.withoutArticles(cursor.key)) else {
                continue
            }
            var postings: [Posting]?
            for index in wrong.indices {
                guard let distance = distances[index].distance(to: roman, limit: min(best[index] - 1, 10)) else {
                    continue
                }
                let letters = min(wrong[index].utf8.count { $0 != 0x20 }, roman.count { $0 != 0x20 })
                if postings == nil { postings = try cursor.postings() }
                let names = (postings ?? []).filter { $0.kind != .code && $0.kind != .demonym }
                let importance = try names.map { try gazetteer.entry($0.entry).importance }.max() ?? 0
                let beginsAlike = Skeleton.of(roman).first == Skeleton.of(Array(wrong[index].lowercased().utf8)).first
                if evidence.suffices(
                    letters: letters, distance: distance, beginsAlike: beginsAlike, importance: importance)
                {
                    best[index] = distance
                    places[index] = Set(names.map(\.entry))
                }
            }
        }
        for (index, name) in wrong.enumerated() {
            let found = try gazetteer.candidates(for: name, limit: .max)
            #expect(found.contains { places[index].contains($0.entry.id) }, "\(name): \(best[index])")
        }
    }

    @Test("letters in random order are no place")
    func randomLetters() throws {
        let gazetteer = try Gazetteer.bundled
        var random = SeededGenerator(seed: 23)
        let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
        var found: [String] = []
        var resolved: [String] = []
        for _ in 0..<1_000 {
            let word = (0..<Int.random(in: 8...14, using: &random)).map { _ in
                letters[Int.random(in: 0..<26, using: &random)]
            }
            if try !gazetteer.candidates(for: word.text).isEmpty { found.append(word.text) }
            if case .unknown = try gazetteer.resolve(word.text) { continue }
            resolved.append(word.text)
        }
        #expect(resolved.isEmpty, "\(resolved)")
        // A misspelled name may be what they look like now and then.
        #expect(found.count < 20, "\(found)")
    }

    @Test(
        "a context that wants names exactly finds nothing else, and one that forgives spellings finds no wrong letters")
    func tolerance() throws {
        let gazetteer = try Gazetteer.bundled
        func steps(_ name: String, _ spelling: SpellingTolerance) throws -> Set<MatchStep> {
            Set(try gazetteer.candidates(for: name, in: LookupContext(spelling: spelling)).map(\.step))
        }
        #expect(try steps("Hassakeyh", .exact).isEmpty)
        #expect(try steps("Hassakeyh", .transliterated) == [.transliteration])
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
