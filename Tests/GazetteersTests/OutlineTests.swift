import Gazetteers
import Geometries
import Regions
import TestSupport
import Testing

@Suite("Outlines by name")
struct OutlineTests {
    private func prepared(_ name: String) throws -> PreparedRegion {
        try PreparedRegion(try Gazetteer.bundled.region(named: name))
    }

    @Test("Iraq and Anbar have outlines that hold what lies in them and nothing beside")
    func iraqAndAnbar() throws {
        let iraq = try prepared("Iraq")
        let anbar = try prepared("Anbar")
        let baghdad = Coordinate(longitude: 44.39, latitude: 33.31)
        let asad = Coordinate(longitude: 42.441, latitude: 33.786)
        let tanf = Coordinate(longitude: 38.62, latitude: 33.505)
        #expect(try iraq.matches(baghdad))
        #expect(try iraq.matches(asad))
        #expect(try !iraq.matches(tanf))
        #expect(try anbar.matches(asad))
        #expect(try !anbar.matches(baghdad))
        #expect(try !anbar.matches(tanf))
    }

    @Test("a region answers to every name and code of its place")
    func names() throws {
        let gazetteer = try Gazetteer.bundled
        let iraq = try gazetteer.region(named: "Iraq")
        for name in ["iraq", "IQ", "IRQ", "Republic of Iraq", "العراق", "Irak"] {
            #expect(try gazetteer.region(named: name) == iraq, "\(name)")
        }
        let anbar = try gazetteer.region(named: "Anbar")
        for name in ["al-Anbar", "Anbar Governorate", "Anbar province", "محافظة الأنبار", "IQ-AN", "Anbar, Iraq"] {
            #expect(try gazetteer.region(named: name) == anbar, "\(name)")
        }
        #expect(iraq.name == "Iraq")
    }

    @Test("a country goes before a state of the same name, which its country names")
    func georgia() throws {
        let tbilisi = Coordinate(longitude: 44.79, latitude: 41.72)
        let atlanta = Coordinate(longitude: -84.39, latitude: 33.75)
        #expect(try prepared("Georgia").matches(tbilisi))
        #expect(try prepared("Georgia, United States").matches(atlanta))
        #expect(try prepared("Georgia, USA").matches(atlanta))
    }

    @Test("provinces of one name are told apart by their country, and an error lists them without it")
    func ambiguous() throws {
        do {
            _ = try Gazetteer.bundled.region(named: "Punjab")
            Issue.record("Punjab is not ambiguous")
        } catch {
            guard case .ambiguousName("Punjab", let candidates) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(candidates.allSatisfy { $0.entry.hasOutline })
            #expect(error.description.contains("Pakistan"))
        }
        #expect(try prepared("Punjab, Pakistan").matches(Coordinate(longitude: 74.34, latitude: 31.55)))
        #expect(try prepared("Punjab, India").matches(Coordinate(longitude: 75.85, latitude: 30.9)))
    }

    @Test("a place without an outline and an unknown name are different errors, each a sentence")
    func errors() throws {
        let gazetteer = try Gazetteer.bundled
        #expect(throws: GazetteerError.self) { try gazetteer.region(named: "Fordow") }
        do {
            _ = try gazetteer.region(named: "Baghdad International Airport")
        } catch {
            guard case .noOutline = error else {
                Issue.record("\(error)")
                return
            }
        }
        do {
            _ = try gazetteer.region(named: "Irapq")
            Issue.record("Irapq is known")
        } catch {
            guard case .unknownName("Irapq", let suggestions) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(suggestions.contains("Iraq"))
        }
    }

    @Test(
        "every outline is valid in GEOS's judgement and winds as RFC 7946 wants it",
        arguments: [
            (FeatureClass.country, 230), (.admin1, 3_900), (.admin2, 400),
        ])
    func valid(_ featureClass: FeatureClass, least: Int) throws {
        let units = try Gazetteer.bundled.units(of: featureClass)
        var faults: [String] = []
        for unit in units {
            do { try unit.region.validate() } catch { faults.append("\(unit.entry.qualifiedName): \(error)") }
            for polygon in unit.region.features[0] where Self.twiceArea(polygon.exterior) <= 0 {
                faults.append("\(unit.entry.qualifiedName) winds clockwise")
            }
        }
        #expect(units.count > least)
        #expect(faults.isEmpty, "\(faults.prefix(10))")
    }

    private static func twiceArea(_ ring: [Position]) -> Double {
        zip(ring, ring.dropFirst()).reduce(0) {
            $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
        }
    }

    @Test(
        "a place lies in one first-level unit, that which people name, also where the map draws only what is below",
        arguments: [
            ("Maidstone", 0.52, 51.27, "GB-ENG"), ("Belfast", -5.93, 54.6, "GB-NIR"), ("Omagh", -7.3, 54.6, "GB-NIR"),
            ("Rennes", -1.68, 48.11, "FR-BRE"), ("Strasbourg", 7.75, 48.58, "FR-GES"), ("Bergamo", 9.67, 45.7, "IT-25"),
            ("Nuoro", 9.33, 40.32, "IT-88"), ("Namur", 4.87, 50.47, "BE-WAL"), ("Kandy", 80.63, 7.29, "LK-2"),
            ("Djibo", -1.63, 14.1, "BF-12"), ("Erbil", 44.01, 36.19, "IQ-AR"),
        ])
    func firstLevel(place: String, longitude: Double, latitude: Double, code: String) throws {
        let point = Coordinate(longitude: longitude, latitude: latitude)
        let rectangle = Rectangle(
            minLongitude: longitude, minLatitude: latitude, maxLongitude: longitude, maxLatitude: latitude)
        let holders = try Gazetteer.bundled.units(of: .admin1, meeting: rectangle).filter {
            try PreparedRegion($0.region).matches(point)
        }
        #expect(holders.map(\.entry.isoCode) == [code], "\(place)")
    }

    @Test("the parts of a united unit keep their outlines")
    func parts() throws {
        let maidstone = Coordinate(longitude: 0.52, latitude: 51.27)
        #expect(try prepared("Kent, England").matches(maidstone))
        #expect(try prepared("England").matches(maidstone))
        #expect(try !prepared("Wales").matches(maidstone))
        #expect(try prepared("Lombardy").matches(Coordinate(longitude: 9.67, latitude: 45.7)))
    }

    @Test("the point of a country or first-level unit lies in its outline or, of an archipelago, between its islands")
    func points() throws {
        for featureClass in [FeatureClass.country, .admin1] {
            var faults: [String] = []
            for unit in try Gazetteer.bundled.units(of: featureClass) {
                let region = try PreparedRegion(unit.region)
                if try region.matches(unit.entry.coordinate) { continue }
                let isNear = unit.region.features[0].contains { polygon in
                    polygon.exterior.contains {
                        let corner = Coordinate(longitude: $0.longitude, latitude: $0.latitude)
                        return Gazetteer.kilometres(from: unit.entry.coordinate, to: corner) * 1_000
                            < unit.entry.precisionRadiusMetres
                    }
                }
                if !isNear || unit.region.features[0].count < 2 { faults.append(unit.entry.qualifiedName) }
            }
            #expect(faults.isEmpty, "\(faults.prefix(10))")
        }
    }

    @Test("the units that meet a rectangle are all those that hold a point of it")
    func meeting() throws {
        let gazetteer = try Gazetteer.bundled
        let all = try gazetteer.units(of: .country).map { ($0.entry.id, try PreparedRegion($0.region)) }
        var random = SeededGenerator(seed: 4)
        var faults = 0
        for _ in 0..<200 {
            let point = Coordinate(
                longitude: .random(in: -180...180, using: &random), latitude: .random(in: -60...75, using: &random))
            let rectangle = Rectangle(
                minLongitude: point.longitude, minLatitude: point.latitude, maxLongitude: point.longitude,
                maxLatitude: point.latitude)
            let near = Set(try gazetteer.units(of: .country, meeting: rectangle).map(\.entry.id))
            for (id, region) in all where try region.matches(point) && !near.contains(id) { faults += 1 }
        }
        #expect(faults == 0)
    }

    @Test("the governorates of Iraq fill Iraq")
    func fill() throws {
        let gazetteer = try Gazetteer.bundled
        let iraq = try prepared("Iraq")
        let governorates = try gazetteer.units(of: .admin1).filter { $0.entry.countryCode == "IQ" }
            .map { try PreparedRegion($0.region) }
        #expect(governorates.count == 18)
        var random = SeededGenerator(seed: 5)
        var different = 0
        for _ in 0..<4_000 {
            let point = Coordinate(
                longitude: .random(in: 38...49, using: &random), latitude: .random(in: 28.5...38, using: &random))
            let inUnit = try governorates.contains { try $0.matches(point) }
            if try iraq.matches(point) != inUnit { different += 1 }
        }
        // The two layers are drawn apart and differ by slivers along the border.
        #expect(different <= 40)
    }
}
