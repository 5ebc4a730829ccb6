import Foundation
import Gazetteers
import Geometries
import Regions
import TestSupport
import Testing

@Suite("Building gazetteers")
struct BuilderTests {
    private static let source = GazetteerSource(id: "test", title: "Made up", licence: "none", attribution: "Nobody")

    private func builder(output: String? = nil, memory: Int = GazetteerBuilder.usualMemory) throws -> GazetteerBuilder {
        var builder = try GazetteerBuilder(
            base: Gazetteer.bundled, dataVersion: "test 1", output: output, memory: memory)
        _ = try builder.addSource(Self.source)
        return builder
    }

    private func place(
        _ name: String, _ longitude: Double, _ latitude: Double, _ featureClass: FeatureClass = .city
    ) -> PlaceDraft {
        PlaceDraft(
            name: name, coordinate: Coordinate(longitude: longitude, latitude: latitude), featureClass: featureClass)
    }

    @Test("what is known of a place comes back from the file")
    func roundTrip() throws {
        var builder = try builder()
        var village = place("Zzyzx Tepe", 43.123_456_7, -12.765_432_1)
        village.aliases = ["Tell Zzyzx", "زززيكس"]
        village.codes = ["ZZQ"]
        village.countryCode = "IQ"
        village.admin1 = "Anbar"
        village.population = 1_234
        village.precisionRadiusMetres = 400
        village.importance = 0.5
        village.sourceID = 77
        try builder.add(village)
        let gazetteer = try builder.opened()
        try gazetteer.verify()
        #expect(try gazetteer.dataVersion == "test 1")
        #expect(gazetteer.licences == [Self.source])
        let entry = try #require(try gazetteer.candidates(for: "Zzyzx Tepe").first?.entry)
        #expect(entry.coordinate == village.coordinate)
        #expect(entry.countryCode == "IQ")
        #expect(entry.countryName == "Iraq")
        // The unit is called as the gazetteer calls it that this one builds upon.
        let anbar = try Gazetteer.bundled.candidates(for: "Anbar", in: LookupContext(country: "IQ")).first?.entry
        #expect(entry.admin1Name == anbar?.name)
        #expect(entry.population == 1_234)
        #expect(entry.precisionRadiusMetres == 400)
        #expect(abs(entry.importance - 0.5) < 0.003)
        #expect(entry.source == "test")
        #expect(entry.sourceID == 77)
        for name in ["tell zzyzx", "زززيكس", "ZZQ"] {
            #expect(try gazetteer.candidates(for: name).first?.entry.id == entry.id, "\(name)")
        }
        // The names of countries and units are those of the gazetteer that it stands before.
        let both = try Gazetteer.bundled.preferring(gazetteer)
        for name in ["Zzyzx Tepe, Iraq", "Zzyzx Tepe, Anbar"] {
            #expect(try both.candidates(for: name).first?.entry.name == "Zzyzx Tepe", "\(name)")
        }
        // Spelled otherwise it is found by the skeletons that were written.
        #expect(try gazetteer.candidates(for: "Zzyzx Tebeh").first?.entry.id == entry.id)
        // A unit without a row of its own is nobody's name.
        #expect(try gazetteer.candidates(for: "Iraq", in: LookupContext(spelling: .exact)).isEmpty)
    }

    @Test("a place lies in the second-level unit that is a place itself or has a name, and else in the unit above")
    func secondLevel() throws {
        var builder = try builder()
        var district = place("Zzyzx District", 43.2, -12.8, .admin2)
        (district.countryCode, district.admin1, district.admin2) = ("IQ", "Anbar", "007")
        var villages = (1...3).map { place("Zzyzx Village \($0)", 43, -12.5 + Double($0)) }
        for index in villages.indices { (villages[index].countryCode, villages[index].admin1) = ("IQ", "Anbar") }
        villages[0].admin2 = "007"
        villages[1].admin2 = "008"
        villages[2].admin2Name = "Qada Zzyzx"
        for each in villages + [district] { try builder.add(each) }
        let gazetteer = try builder.opened()
        try gazetteer.verify()
        let found = try (1...3).map { try gazetteer.candidates(for: "Zzyzx Village \($0)").first?.entry }
        #expect(found.map(\.?.admin2Name) == ["Zzyzx District", nil, "Qada Zzyzx"])
        #expect(Set(found.map(\.?.admin1Name)).count == 1)
        #expect(found[0]?.admin1Name != nil)
        #expect(found.allSatisfy { $0?.countryName == "Iraq" })
        let own = try #require(try gazetteer.candidates(for: "Zzyzx District").first?.entry)
        #expect(own.admin2Name == nil)
        #expect(own.admin1Name == found[0]?.admin1Name)
        // What the unit holds is found by it, and a unit that only has a name is nobody's name.
        #expect(try gazetteer.candidates(for: "Zzyzx Village 1, Zzyzx District").count == 1)
        #expect(try gazetteer.candidates(for: "Qada Zzyzx", in: LookupContext(spelling: .exact)).isEmpty)
    }

    /// Places of the bundled file as drafts, with the folded names that lead to them there.
    private func drafts(every step: Int) throws -> [Int: PlaceDraft] {
        let bundled = try Gazetteer.bundled
        var drafts: [Int: PlaceDraft] = [:]
        for id in stride(from: 0, to: bundled.count, by: step) {
            let entry = try bundled.entry(id)
            guard entry.featureClass == .city || entry.featureClass == .admin2, let country = entry.countryCode else {
                continue
            }
            var draft = PlaceDraft(
                name: entry.name, coordinate: entry.coordinate, featureClass: entry.featureClass)
            draft.countryCode = country
            draft.population = entry.population ?? 0
            draft.importance = entry.importance
            drafts[id] = draft
        }
        var cursor = bundled.names.start()
        while try cursor.advance() {
            let name = String(decoding: cursor.key, as: UTF8.self)
            for posting in try cursor.postings() {
                switch posting.kind {
                case .alias: drafts[posting.entry]?.aliases.append(name)
                case .code: drafts[posting.entry]?.codes.append(name)
                default: break
                }
            }
        }
        return drafts
    }

    @Test("the builder and the recipe of the bundled file give the same answers for the same places")
    func agreesWithRecipe() throws {
        let drafts = try drafts(every: 37)
        let bundled = try Gazetteer.bundled
        var builder = try builder()
        for id in drafts.keys.sorted() { if let draft = drafts[id] { try builder.add(draft) } }
        let built = try builder.opened()
        let context = LookupContext(spelling: .exact)
        var faults: [String] = []
        var compared = 0
        func answers(_ candidates: [Candidate], _ isWanted: (GazetteerEntry) -> Bool) -> Set<String> {
            Set(
                candidates.filter { isWanted($0.entry) }.map { candidate in
                    "\(candidate.entry.name) \(candidate.entry.coordinate) \(candidate.step) \(candidate.score)"
                })
        }
        for id in drafts.keys.sorted().enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
            guard let draft = drafts[id] else { continue }
            for name in [draft.name] + draft.aliases.prefix(3) {
                // Names of airports and the like may lead to their towns in the bundled file; such places were not taken.
                let expected = answers(try bundled.candidates(for: name, in: context, limit: .max)) {
                    drafts[$0.id] != nil
                }
                let found = answers(try built.candidates(for: name, in: context, limit: .max)) { _ in true }
                if expected != found { faults.append("\(name): \(expected) and \(found)") }
                compared += 1
            }
        }
        #expect(compared > 1_000)
        #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(3))")
    }

    @Test("a file that was sorted through the disk is the one that was sorted in memory, byte for byte")
    func memoryDoesNotMatter() throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed: 5)
        let syllables = ["ba", "ka", "dor", "mi", "al ", "tal ", "رم", "ша", "que", "san "]
        let drafts = (0..<30_000).map { number -> PlaceDraft in
            func name() -> String {
                (0..<Int.random(in: 2...5, using: &random)).map { _ in syllables.randomElement(using: &random) ?? "" }
                    .joined()
            }
            var draft = place(
                name(), Double.random(in: -180...180, using: &random), Double.random(in: -90...90, using: &random))
            draft.aliases = (0..<Int.random(in: 0...3, using: &random)).map { _ in name() }
            draft.population = Int.random(in: 0...90_000, using: &random)
            draft.countryCode = ["CF", "IQ", "UA", nil].randomElement(using: &random) ?? nil
            draft.admin1 = ["1", "2"].randomElement(using: &random)
            draft.sourceID = UInt32(number + 1)
            return draft
        }
        var files: [Data] = []
        for (name, memory) in [("small", 1 << 20), ("large", 1 << 28)] {
            var builder = try builder(output: folder.file(name), memory: memory)
            for draft in drafts { try builder.add(draft) }
            var named = try builder.numbered(takingNames: true)
            for number in 1...2_000 { try named.addName("Other \(number % 700)", toSourceID: UInt32(number)) }
            try named.addName("Nobody's", toSourceID: 999_999)
            let (taken, withoutPlace) = (named.namesTaken, named.namesWithoutPlace)
            #expect(taken == 2_000)
            #expect(withoutPlace == 1)
            try named.write()
            files.append(try Data(contentsOf: URL(fileURLWithPath: folder.file(name))))
        }
        #expect(files[0] == files[1])
        #expect(try folder.contents() == ["large", "small"], "no temporary file is left")
        let gazetteer = try Gazetteer(path: folder.file("small"))
        try gazetteer.verify()
        #expect(try gazetteer.candidates(for: "Other 5", in: LookupContext(spelling: .exact), limit: 100).count == 3)
    }

    @Test("an outline is kept to the grid of the file and found by the place's name")
    func outlines() throws {
        var builder = try builder()
        var zone = place("Kordon Zone", 10.5, 20.5, .region)
        let ring = [(10.0, 20.0), (11.0, 20.0), (11.0, 21.0), (10.0, 21.000_004_9), (10.0, 20.0)]
        zone.outline = [Polygon(exterior: ring.map { Position(longitude: $0.0, latitude: $0.1) })]
        try builder.add(zone)
        try builder.add(place("Inner", 10.2, 20.2))
        let gazetteer = try Gazetteer.bundled.preferring(builder.opened())
        let region = try gazetteer.region(named: "Kordon Zone")
        #expect(region.features.count == 1)
        let rectangle = try #require(region.features.first?.first.map { Geometry.polygon($0).rectangle })
        #expect(rectangle == Rectangle(minLongitude: 10, minLatitude: 20, maxLongitude: 11, maxLatitude: 21))
        var tiny = place("Dot", 1, 1, .region)
        tiny.outline = [
            Polygon(
                exterior: [(1, 1), (1.000_001, 1), (1.000_001, 1.000_001), (1, 1)].map {
                    Position(longitude: $0.0, latitude: $0.1)
                })
        ]
        var other = try self.builder()
        var isRefused = false
        do { try other.add(tiny) } catch is GazetteerBuildError { isRefused = true }
        #expect(isRefused)
    }

    @Test("places without names, off the globe or of unknown sources do not stop at a trap")
    func nasty() throws {
        var builder = try builder()
        var foreign = place("Foreign", 0, 0)
        foreign.source = 5
        for draft in [place("North of the pole", 0, 91), place("Nowhere", .nan, 0), foreign] {
            var isRefused = false
            do { try builder.add(draft) } catch { isRefused = true }
            #expect(isRefused, "\(draft.name)")
        }
        var odd = place("", 180, -90)
        odd.importance = .nan
        odd.population = .max
        odd.precisionRadiusMetres = .infinity
        odd.countryCode = "??"
        odd.admin1 = "nothing"
        odd.aliases = ["\0", String(repeating: "x", count: 5_000), "   ", "…"]
        try builder.add(odd)
        let gazetteer = try builder.opened()
        try gazetteer.verify()
        #expect(try gazetteer.entry(0).countryCode == "??")
        let empty = try self.builder().opened()
        #expect(empty.count == 0)
        #expect(try empty.candidates(for: "Baghdad").isEmpty)
    }
}
