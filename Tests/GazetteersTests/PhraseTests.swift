import Gazetteers
import Geometries
import Regions
import Testing

@Suite("Phrases of distance and direction")
struct PhraseTests {
    @Test(
        "a phrase is read for what it says, and a plain name is none",
        arguments: [
            ("10 km south of Mosul", PlacePhrase.away(metres: 10_000, .south, from: "Mosul")),
            ("about 10km to the south-west of Mosul", .away(metres: 10_000, .southwest, from: "Mosul")),
            ("1,500 metres NNE of Tower 22", .away(metres: 1_500, .northNortheast, from: "Tower 22")),
            ("Two miles east of Tal Afar, Iraq", .away(metres: 3_218.688, .east, from: "Tal Afar, Iraq")),
            ("half a mile north west of Erbil", .away(metres: 804.672, .northwest, from: "Erbil")),
            ("12.5 kilometers from Mosul", .away(metres: 12_500, nil, from: "Mosul")),
            ("around 20 nautical miles off Hodeidah", .away(metres: 37_040, nil, from: "Hodeidah")),
            ("10 كم جنوب الموصل", .away(metres: 10_000, .south, from: "الموصل")),
            ("just south of Mosul", .away(metres: nil, .south, from: "Mosul")),
            ("to the northeast of Mosul", .away(metres: nil, .northeast, from: "Mosul")),
            ("near Mosul", .near("Mosul")), ("close to al-Qaim", .near("al-Qaim")),
            ("in the vicinity of Tal Afar", .near("Tal Afar")), ("on the outskirts of Aleppo", .near("Aleppo")),
            ("قرب الموصل", .near("الموصل")),
            ("between Mosul and Erbil", .between("Mosul", "Erbil")),
            ("on the road from Mosul to Erbil", .between("Mosul", "Erbil")),
            ("the highway between Homs and Hama", .between("Homs", "Hama")),
            ("بين بغداد والموصل", .between("بغداد", "الموصل")),
            ("western Iraq", .part(.west, of: "Iraq")), ("North-Eastern Syria", .part(.northeast, of: "Syria")),
            ("the south of Aleppo", .part(.south, of: "Aleppo")),
            ("the northern part of Iraq", .part(.north, of: "Iraq")), ("central Mali", .part(nil, of: "Mali")),
            ("eastern outskirts of Mosul", .part(.east, of: "Mosul")), ("غرب العراق", .part(.west, of: "العراق")),
        ])
    func readings(_ text: String, _ phrase: PlacePhrase) {
        #expect(PlacePhrase.readings(of: text) == [phrase])
    }

    @Test("a plain name, a name that begins like a phrase and half a phrase are none")
    func plainNames() {
        for name in [
            "", "Mosul", "The Hague", "Khan Younis", "A Coruña", "10 km", "10 km south", "10 km Mosul", "south of",
            "near", "between Mosul", "between and Mosul", "between Mosul and", "S Mosul", "0 km south of Mosul",
            "10 parsecs south of Mosul", "Camp 10 km", "western", "2022 Erbil",
        ] { #expect(PlacePhrase.readings(of: name).isEmpty, "\(name): \(PlacePhrase.readings(of: name))") }
    }

    @Test("where a name may hold an \"and\", each way to cut is a reading")
    func severalReadings() {
        #expect(
            PlacePhrase.readings(of: "between Bosnia and Herzegovina and Croatia") == [
                .between("Bosnia", "Herzegovina and Croatia"), .between("Bosnia and Herzegovina", "Croatia"),
            ])
    }

    private func found(_ text: String) throws -> Whereabouts {
        try #require(try Gazetteer.bundled.whereabouts(of: text), "\(text)")
    }

    private func entry(_ name: String) throws -> GazetteerEntry {
        try #require(try Gazetteer.bundled.candidates(for: name).first, "\(name)").entry
    }

    @Test(
        "a distance and a direction lead to a point there, with a radius of a quarter of the distance and the place's own"
    )
    func away() throws {
        let mosul = try entry("Mosul")
        for (text, bearing) in [("10 km south of Mosul", 180.0), ("10 km north-east of Mosul", 45)] {
            let place = try found(text)
            #expect(abs(Geodesic.distance(from: mosul.coordinate, to: place.point) - 10_000) < 0.01)
            let east = place.point.longitude - mosul.coordinate.longitude
            let north = place.point.latitude - mosul.coordinate.latitude
            #expect(bearing == 180 ? abs(east) < 1e-9 && north < -0.08 : east > 0.07 && north > 0.06, "\(text)")
            #expect(place.radiusMetres == mosul.precisionRadiusMetres + 2_500)
            #expect(place.geometry == .point(longitude: place.point.longitude, latitude: place.point.latitude))
        }
        let around = try found("10 km from Mosul")
        #expect(around.point == mosul.coordinate)
        #expect(around.radiusMetres == mosul.precisionRadiusMetres + 10_000)
        let beside = try found("south of Mosul")
        #expect(beside.point.latitude < mosul.coordinate.latitude)
        let distance = Geodesic.distance(from: mosul.coordinate, to: beside.point)
        #expect(distance <= beside.radiusMetres + 1, "the place's edge lies within the radius")
    }

    @Test("what is near a place lies within its radius and 15 km more")
    func near() throws {
        let mosul = try entry("Mosul")
        let place = try found("near Mosul")
        #expect(place.point == mosul.coordinate)
        #expect(place.radiusMetres == mosul.precisionRadiusMetres + 15_000)
    }

    @Test("what lies between two places lies along the line between them, and of namesakes the close ones are meant")
    func between() throws {
        let place = try found("between Mosul and Erbil")
        #expect(place.places.map(\.entry.countryCode) == ["IQ", "IQ"])
        guard case .lineString(let line) = place.geometry else {
            Issue.record("no line")
            return
        }
        #expect(line.count == 2)
        let length = Geodesic.distance(from: line[0].coordinate, to: line[1].coordinate)
        #expect(place.radiusMetres > 0.1 * length)
        #expect(abs(place.point.longitude - (line[0].longitude + line[1].longitude) / 2) < 1e-9)
        #expect(try found("between Tripoli and Beirut").places.map(\.entry.countryCode) == ["LB", "LB"])
        #expect(try found("between Tripoli and Misrata").places.map(\.entry.countryCode) == ["LY", "LY"])
        let border = try found("between Bosnia and Herzegovina and Croatia")
        #expect(border.places.map(\.entry.countryCode) == ["BA", "HR"])
    }

    @Test("a part of a country is cut from its outline: opposite halves fill it, and the middle lies in it")
    func parts() throws {
        func area(_ geometry: Geometry) -> Double {
            switch geometry {
            case .polygon(let polygon): Self.area(polygon)
            case .multiPolygon(let polygons): polygons.reduce(0) { $0 + Self.area($1) }
            default: 0
            }
        }
        for name in ["Iraq", "Syria", "Mali", "Norway", "Italy"] {
            let region = try Gazetteer.bundled.region(named: name)
            let whole = region.features.flatMap { $0 }.reduce(0) { $0 + Self.area($1) }
            for (one, other) in [("western", "eastern"), ("northern", "southern")] {
                let first = area(try found("\(one) \(name)").geometry)
                let second = area(try found("\(other) \(name)").geometry)
                #expect(abs(first - whole / 2) < whole / 1_000, "\(one) \(name): \(first) of \(whole)")
                #expect(abs(first + second - whole) < whole / 1_000_000, "\(name)")
            }
            let middle = area(try found("central \(name)").geometry)
            #expect(middle > 0.05 * whole && middle < 0.5 * whole, "\(name)")
        }
        let anbar = try found("western Iraq").point
        #expect(anbar.longitude < 43.5)
        #expect(try found("northern Aleppo").radiusMetres == 0)
        #expect(try found("eastern Russia").point.longitude > 90)
        #expect(try found("eastern Mosul").point.longitude > entry("Mosul").coordinate.longitude)
    }

    private static func area(_ polygon: Polygon) -> Double {
        polygon.rings.reduce(0) { $0 + Polygon.signedArea(of: $1) }
    }

    @Test("a name that only looks like a phrase stays a name, and a phrase about no known place is none")
    func names() throws {
        let gazetteer = try Gazetteer.bundled
        for name in ["Western Sahara", "North Korea", "South Sudan", "East Jerusalem", "Northern Ireland", "Mosul"] {
            #expect(try gazetteer.whereabouts(of: name) == nil, "\(name)")
        }
        #expect(try gazetteer.whereabouts(of: "10 km south of Xqzzvw") == nil)
        #expect(try gazetteer.whereabouts(of: "between Xqzzvw and Mosul") == nil)
    }

    @Test("a country given with a phrase holds for the places in it")
    func inContext() throws {
        let context = LookupContext(country: "LB")
        let place = try Gazetteer.bundled.whereabouts(of: "5 km north of Tripoli", in: context)
        #expect(place?.places.first?.entry.countryCode == "LB")
    }
}
