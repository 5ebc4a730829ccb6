import Gazetteers
import Geometries
import TestSupport
import Testing

@Suite("Looking names up")
struct LookupTests {
    private func found(_ name: String, in context: LookupContext = LookupContext()) throws -> GazetteerEntry {
        let resolution = try Gazetteer.bundled.resolve(name, in: context)
        guard case .found(let candidate, _) = resolution else {
            throw Missed(name: name, resolution: resolution)
        }
        return candidate.entry
    }

    private struct Missed: Error {
        let name: String
        let resolution: Resolution
    }

    @Test("the sorted table finds for every name what a walk through all names finds")
    func agreesWithScan() throws {
        let names = try Gazetteer.bundled.names
        var cursor = names.start()
        var previous: [UInt8] = []
        var count = 0
        var faults: [String] = []
        while try cursor.advance() {
            let key = cursor.key
            if count > 0, !previous.lexicographicallyPrecedes(key) { faults.append("\(key.text) is out of order") }
            if count % 997 == 0 {
                let postings = try cursor.postings()
                if try names.postings(of: key) != postings || postings.isEmpty { faults.append(key.text) }
                // No name holds a byte of value 1, so this one is missing, and it sorts right after its neighbour.
                if try !names.postings(of: key + [1]).isEmpty { faults.append("\(key.text) and more") }
            }
            previous = key
            count += 1
        }
        #expect(count == names.count)
        #expect(faults.isEmpty, "\(faults.prefix(10))")
        #expect(try names.postings(of: []).isEmpty)
        #expect(try names.postings(of: [0xFF, 0xFF]).isEmpty)
    }

    @Test("some name begins with a prefix exactly when a walk through all names comes past one")
    func prefixes() throws {
        let names = try Gazetteer.bundled.names
        var random = SeededGenerator(seed: 7)
        var cursor = names.start()
        var previous: [UInt8] = []
        var faults: [String] = []
        var known = 0
        while try cursor.advance() {
            defer { previous = cursor.key }
            guard random.oneIn(500) else { continue }
            let key = cursor.key
            let prefix = Array(key.prefix(Int.random(in: 0...key.count, using: &random)))
            if try !names.hasName(beginningWith: prefix) { faults.append(prefix.text) }
            // Nothing sorts between two neighbours, so no name begins with what does, unless the second one does.
            let between = previous + [UInt8.random(in: 1...255, using: &random)]
            let sortsBetween =
                previous.lexicographicallyPrecedes(between) && between.lexicographicallyPrecedes(key)
            if sortsBetween, !key.starts(with: between), try names.hasName(beginningWith: between) {
                faults.append(between.text)
            }
            if sortsBetween { known += 1 }
        }
        #expect(known > 100)
        #expect(faults.isEmpty, "\(faults.prefix(10))")
        #expect(try !names.hasName(beginningWith: [0xFF]))
    }

    @Test("a reader of prose learns whether a longer name may follow, articles and cut words included")
    func beginnings() throws {
        let gazetteer = try Gazetteer.bundled
        for words in ["", "San Fr", "Deir", "Deir ez", "Deir ez-Z", "DEIR AL ZOR", "Ain al", "بغد"] {
            #expect(try gazetteer.hasName(beginningWith: words), "\(words)")
        }
        for words in ["Xqz", "San Franciscoo", "Baghdad Telegraph Office"] {
            #expect(try !gazetteer.hasName(beginningWith: words), "\(words)")
        }
    }

    @Test("every entry can be read, lies on the globe, and comes in the order of importance")
    func entries() throws {
        let gazetteer = try Gazetteer.bundled
        var importance = 1.0
        var faults: [Int] = []
        for id in 0..<gazetteer.count {
            guard id % 7 == 0 else { continue }
            let entry = try gazetteer.entry(id)
            let isFaulty = entry.name.isEmpty || entry.importance > importance || entry.precisionRadiusMetres < 100
            if isFaulty { faults.append(id) }
            importance = entry.importance
        }
        #expect(faults.isEmpty, "\(faults.prefix(10))")
        #expect(gazetteer.count > 300_000)
        #expect(throws: GazetteerError.self) { try gazetteer.entry(gazetteer.count) }
        #expect(throws: GazetteerError.self) { try gazetteer.entry(-1) }
    }

    @Test("an entry says where it is, what it is, who lives there and who says so")
    func facts() throws {
        let baghdad = try found("Baghdad")
        #expect(baghdad.name == "Baghdad")
        #expect(baghdad.featureClass == .city)
        #expect(baghdad.countryCode == "IQ")
        #expect(baghdad.countryName == "Iraq")
        #expect(baghdad.admin1Name == "Baghdād")
        #expect(baghdad.isCapital)
        #expect(baghdad.source == "geonames")
        #expect(baghdad.sourceID == 98182)
        #expect(try #require(baghdad.population) > 5_000_000)
        let iraq = try found("Iraq")
        #expect(iraq.featureClass == .country)
        #expect(iraq.isoCode == "IQ")
        #expect(iraq.countryName == "Iraq")
        #expect(iraq.admin1Name == nil)
        #expect(iraq.hasOutline)
        let anbar = try found("Anbar Governorate")
        #expect(anbar.featureClass == .admin1)
        #expect(anbar.isoCode == "IQ-AN")
        #expect(anbar.countryCode == "IQ")
        #expect(anbar.admin1Name == nil)
        #expect(try found("Birmingham, Alabama").admin2Name == "Jefferson County")
        #expect(try found("Jefferson County, Alabama").admin2Name == nil)
        #expect(try found("Jefferson County, Alabama").admin1Name == "Alabama")
        #expect(iraq.admin2Name == nil)
        #expect(try found("Fordow").featureClass == .nuclearSite)
        #expect(try found("Tower 22").source == "supplement")
    }

    @Test("words that say what a place is may be there or not, in English and Arabic, before or after the name")
    func genericWords() throws {
        let spellings = [
            "Anbar", "al-Anbar", "Al Anbar", "Anbar Governorate", "Anbar Province", "al-Anbar province",
            "Governorate of Anbar", "Province of al-Anbar", "Al-Anbar Governorate", "محافظة الأنبار", "الأنبار",
            "IQ-AN",
        ]
        for spelling in spellings { #expect(try found(spelling).isoCode == "IQ-AN", "\(spelling)") }
    }

    @Test("generic words choose the kind of place: the airport of Baghdad is not the city")
    func genericWordsChoose() throws {
        #expect([.airport, .airBase].contains(try found("Baghdad airport").featureClass))
        #expect([.airport, .airBase].contains(try found("Erbil International Airport").featureClass))
        #expect([.airport, .airBase].contains(try found("مطار أربيل الدولي").featureClass))
        #expect(try found("Baghdad Governorate").featureClass == .admin1)
        #expect(try found("Port of Hodeidah").featureClass == .port)
        #expect(try found("city of Mosul").featureClass == .city)
    }

    @Test("names as the press of several countries writes them find the city, also where GeoNames lacks the spelling")
    func pressSpellings() throws {
        let cities = [
            ("Al Fallūjah", "费卢杰"), ("Ar Raqqah", "Raqa"), ("Zaporizhzhya", "Zaporizhia"), ("Ramadi", "拉马迪"),
            ("Tikrīt", "提克里特"), ("Idlib", "伊德利卜"), ("Kherson", "赫尔松"), ("Donetsk", "顿涅茨克"),
            ("Al Ḩudaydah", "Ходейда"), ("Sirte", "Сирт"), ("Darnah", "Дерна"), ("Tikrīt", "Тикрит"),
            ("Al Fallūjah", "Эль-Фаллуджа"), ("Al Ḩasakah", "Hassakeh"), ("Deir ez-Zor", "Deir Ezzor"),
            ("Khān Yūnis", "汗尤尼斯"), ("Kirkuk", "基尔库克"),
        ]
        for (city, spelling) in cities { #expect(try found(spelling).name == city, "\(spelling)") }
    }

    @Test("what a machine wrote letter by letter is no name: krkwk, fei lu jie")
    func machineMadeNames() throws {
        let exact = LookupContext(spelling: .exact)
        for name in ["krkwk", "fei lu jie", "yi de li bo"] {
            #expect(try Gazetteer.bundled.candidates(for: name, in: exact).isEmpty, "\(name)")
        }
        #expect(try found("greater mumbai").countryCode == "IN")
    }

    @Test("of namesakes in one country, villages at a front come before those elsewhere, but not before large cities")
    func conflictZones() throws {
        let ukraine = LookupContext(country: "UA")
        func unit(_ name: String) throws -> String? {
            try Gazetteer.bundled.candidates(for: name, in: ukraine).first?.entry.admin1Name
        }
        #expect(try unit("Vodyane") == "Donetska oblast")
        #expect(try unit("Dmytrivka") == "Donetska oblast")
        #expect(try unit("Poltava") == "Poltavska oblast")
    }

    @Test("a name qualified by a country, a unit, a state's code or a city is looked for there alone")
    func qualified() throws {
        #expect(try found("Tripoli, Lebanon").countryCode == "LB")
        #expect(try found("Tripoli, Libya").countryCode == "LY")
        #expect(try found("Victoria, Australia").countryCode == "AU")
        #expect(try found("Birmingham, Alabama").admin1Name == "Alabama")
        #expect(try found("Paris, TX").admin1Name == "Texas")
        #expect(try found("Tahrir Square, Baghdad").countryCode == "IQ")
        #expect(try found("Tahrir Square, Cairo").countryCode == "EG")
        #expect(try found("Tripoli (Lebanon)").countryCode == "LB")
        #expect(try found("Fairfield (Jefferson County, Alabama)").admin2Name == "Jefferson County")
        #expect(try Gazetteer.bundled.candidates(for: "Baghdad, Lebanon").allSatisfy { $0.entry.countryCode != "IQ" })
    }

    @Test("the context narrows by country, by class and by nearness")
    func context() throws {
        let gazetteer = try Gazetteer.bundled
        for country in ["LB", "LBN", "Lebanon", "لبنان"] {
            #expect(try found("Tripoli", in: LookupContext(country: country)).countryCode == "LB", "\(country)")
        }
        let airport = try gazetteer.candidates(for: "Erbil", in: LookupContext(featureClass: .airport))
        #expect(!airport.isEmpty && airport.allSatisfy { $0.entry.featureClass == .airport })
        let beirut = Coordinate(longitude: 35.5, latitude: 33.9)
        #expect(try found("Tripoli", in: LookupContext(near: beirut)).countryCode == "LB")
        let misrata = Coordinate(longitude: 15.1, latitude: 32.4)
        #expect(try found("Tripoli", in: LookupContext(near: misrata)).countryCode == "LY")
        #expect(throws: GazetteerError.self) {
            try gazetteer.candidates(for: "Tripoli", in: LookupContext(country: "Atlantis"))
        }
    }

    @Test("candidates come best first, none twice, no more than asked for, each with how it was found")
    func order() throws {
        let gazetteer = try Gazetteer.bundled
        for name in ["San José", "Victoria", "Springfield", "Al Qaryah", "Georgia", "IQ", "بغداد"] {
            let candidates = try gazetteer.candidates(for: name, limit: .max)
            #expect(zip(candidates, candidates.dropFirst()).allSatisfy { $0.score >= $1.score })
            #expect(Set(candidates.map(\.entry.id)).count == candidates.count)
            #expect(candidates.allSatisfy { (0...1).contains($0.score) })
            #expect(try gazetteer.candidates(for: name, limit: 3) == Array(candidates.prefix(3)))
            #expect(try gazetteer.candidates(for: name, limit: 0).isEmpty)
        }
        #expect(try gazetteer.candidates(for: "Iraq").first?.step == .exact)
        #expect(try gazetteer.candidates(for: "العراق").first?.step == .alias)
        #expect(try gazetteer.candidates(for: "IRQ").first?.step == .code)
        #expect(try gazetteer.candidates(for: "Anbar State").first?.step == .genericWords)
        #expect(try gazetteer.candidates(for: "Iraqi").first?.step == .demonym)
    }

    @Test("a name of two places of like importance is ambiguous; a city and the province that holds it are not")
    func ambiguous() throws {
        let gazetteer = try Gazetteer.bundled
        guard case .ambiguous(let candidates) = try gazetteer.resolve("Punjab") else {
            Issue.record("Punjab is not ambiguous")
            return
        }
        #expect(Set(candidates.prefix(2).compactMap(\.entry.countryCode)) == ["IN", "PK"])
        #expect(candidates[1].score >= 0.9 * candidates[0].score)
        #expect(try found("Punjab, Pakistan").countryCode == "PK")
        for name in ["Baghdad", "Erbil", "Kirkuk", "Deir ez-Zor", "Raqqa"] {
            #expect(try found(name).featureClass == .city, "\(name)")
        }
    }

    @Test("an unknown name is told so, with the names that come nearest")
    func suggestions() throws {
        let gazetteer = try Gazetteer.bundled
        for (wrong, right) in [
            ("Baghmad", "Baghdad"), ("Mospul", "Mosul"), ("Kirkzuk", "Kirkuk"),
            ("Baghmad Internatonal Airport", "Baghdad International Airport"), ("Forduv", "Fordow"),
        ] {
            guard case .unknown(let suggestions) = try gazetteer.resolve(wrong) else {
                Issue.record("\(wrong) is known")
                continue
            }
            #expect(suggestions.contains(right), "\(wrong): \(suggestions)")
            #expect(suggestions.count <= 5)
        }
        #expect(try gazetteer.resolve("Xqzzvwj") == .unknown(suggestions: []))
    }

    @Test("the gazetteer says what it was made from and under which licences")
    func licences() throws {
        let licences = try Gazetteer.bundled.licences
        #expect(licences.map(\.id) == ["supplement", "geonames", "ourairports", "natural_earth"])
        let geonames = try #require(licences.first { $0.id == "geonames" })
        #expect(geonames.licence == "CC BY 4.0")
        #expect(geonames.attribution.contains("geonames.org"))
        #expect(try !Gazetteer.bundled.dataVersion.isEmpty)
    }
}
