import Foundation
import IncidentIndex
import TestSupport
import Testing

@Suite("Files of places")
struct PlaceFileTests {
    private func open(_ text: String, as name: String = "places.csv") throws -> Gazetteer {
        let folder = try TemporaryFolder()
        return try Gazetteer(contentsOf: folder.write(text, to: name), base: Gazetteer.bundled)
    }

    private func first(_ name: String, in gazetteer: Gazetteer) throws -> GazetteerEntry {
        try #require(try gazetteer.candidates(for: name).first?.entry, "\(name) is unknown")
    }

    @Test("a table's columns are told by their names, in many languages and any order")
    func columns() throws {
        let tables = [
            "name,latitude,longitude,country,class\nCamp Quux,33.5,42.5,Iraq,military base\n",
            "LON;LAT;Toponym;ISO2;Kind\n42.5;33.5;Camp Quux;IQ;base\n",
            "Название\tдолгота\tширота\tстрана\ttype\nCamp Quux\t42.5\t33.5\tIRQ\tmilitary_base\n",
            "id|place_name|lng|lat|country code|feature class\n7|Camp Quux|42.5|33.5|iq|Military-Base\n",
        ]
        for table in tables {
            let entry = try first("Camp Quux", in: open(table))
            #expect(entry.coordinate == Coordinate(longitude: 42.5, latitude: 33.5))
            #expect(entry.featureClass == .militaryBase)
            #expect(entry.countryCode == "IQ")
        }
    }

    @Test(
        "aliases, precision, source and the rest of a row are kept; what is left out follows from where the place lies")
    func fields() throws {
        let gazetteer = try open(
            """
            name,aliases,name:ar,iata,longitude,latitude,precision,source,population,importance,admin1,district
            Zzyzx Depot,"Tell Zzyzx|Point Quux",مستودع زز,ZZQ,43.0,33.4,250,field notes,"1,200",0.7,,
            Quux Bridge,,,,43.1,33.5,,,,,Anbar,Qada Quux
            """)
        let depot = try first("Zzyzx Depot", in: gazetteer)
        for name in ["Tell Zzyzx", "Point Quux", "مستودع زز", "ZZQ"] {
            #expect(try first(name, in: gazetteer).id == depot.id, "\(name)")
        }
        #expect(depot.precisionRadiusMetres == 250)
        #expect(depot.source == "field notes")
        #expect(depot.population == 1_200)
        #expect(abs(depot.importance - 0.7) < 0.003)
        #expect(depot.countryCode == "IQ")
        let finder = try PlaceFinder(Gazetteer.bundled)
        #expect(try depot.admin1Name == finder.holders(of: depot.coordinate).admin1?.name)
        #expect(depot.featureClass == .site)
        // Whoever gives a place and does not say how important it is means no hamlet.
        let bridge = try first("Quux Bridge", in: gazetteer)
        #expect(abs(bridge.importance - 0.6) < 0.003)
        #expect(bridge.admin2Name == "Qada Quux")
        #expect(depot.admin2Name == nil)
        // Without a source column's word, the file is the source.
        #expect(try first("Quux Bridge", in: gazetteer).source == "places")
        #expect(gazetteer.licences.map(\.id) == ["field notes", "places"])
    }

    @Test("features of GeoJSON are places: points, tags of OpenStreetMap, and areas with their outlines")
    func features() throws {
        let gazetteer = try open(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Point","coordinates":[20.5,6.5]},
             "properties":{"@id":"node/1","name":"Quuxville","name:fr":"Quux-la-Ville","alt_name":"Kux;Cux","place":"village"}},
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[10,20],[11,20],[11,21],[10,21],[10,20]]]},
             "properties":{"name":"Kordon Zone","class":"region","country":"Algeria"}},
            {"type":"Feature","geometry":{"type":"LineString","coordinates":[[10,20],[10.5,20.5],[11,21]]},
             "properties":{"name":"Wadi Quux","waterway":"river"}}]}
            """, as: "places.json")
        let village = try first("Quux-la-Ville", in: gazetteer)
        #expect(village.name == "Quuxville")
        #expect(village.featureClass == .city)
        #expect(village.countryCode == "CF")
        #expect(village.source == "openstreetmap")
        #expect(try first("Cux", in: gazetteer).id == village.id)
        #expect(gazetteer.licences.contains { $0.licence == "ODbL 1.0" && !$0.attribution.isEmpty })
        let zone = try gazetteer.region(named: "Kordon Zone")
        #expect(try PreparedRegion(zone).matches(Coordinate(longitude: 10.4, latitude: 20.6)))
        #expect(try !PreparedRegion(zone).matches(Coordinate(longitude: 11.4, latitude: 20.6)))
        #expect(try first("Wadi Quux", in: gazetteer).coordinate == Coordinate(longitude: 10.5, latitude: 20.5))
        #expect(try first("Wadi Quux", in: gazetteer).featureClass == .river)
        let sequence =
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":{\"name\":\"A Quux\"}}\n"
        #expect(try first("A Quux", in: open(sequence + sequence)).coordinate == Coordinate(longitude: 1, latitude: 2))
    }

    @Test("what is wrong is named with its file, line and column")
    func faults() throws {
        let header = "name,longitude,latitude,country,class,precision\n"
        let faults: [(text: String, parts: [String])] = [
            (header + "A,1,2,,,\nB,1,91,,,\n", ["line 3", "latitude", "91", "places.csv"]),
            (header + "A,east,2,,,\n", ["line 2", "column 'longitude'", "east"]),
            (header + ",1,2,,,\n", ["line 2", "column 'name'", "no name"]),
            (header + "A,,2,,,\n", ["line 2", "column 'longitude'"]),
            (header + "A,1,2,Atlantis,,\n", ["line 2", "column 'country'", "Atlantis"]),
            (header + "A,1,2,,volcano lair,\n", ["line 2", "column 'class'", "volcano lair", "military_base"]),
            (header + "A,1,2,,,-5\n", ["line 2", "column 'precision'", "-5"]),
            (header + "A,1,2,,\n", ["line 2", "5 cells where the header has 6"]),
            ("name,population\nA,5\n", ["longitude", "name, population"]),
            ("name,\0,longitude\nA,5,6\n", ["line 1", "byte 5", "the header holds a NUL"]),
            ("longitude,latitude\n1,2\n", ["name of places"]),
            ("", ["empty"]),
            ("PK\u{3}\u{4}xyz", ["zip archive", "unpack"]),
            ("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"A\"}}", ["geometry"]),
            (
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]},"
                    + "\"properties\":{\"name\":\"A\",\"class\":\"region\"}}", ["geometry", "elf-intersection"]
            ),
        ]
        for (text, parts) in faults {
            do {
                _ = try open(text)
                Issue.record("\(text) is taken")
            } catch {
                for part in parts { #expect("\(error)".contains(part), "\(error)") }
            }
        }
        #expect(throws: FormatError.self) {
            try Gazetteer(contentsOf: "/nowhere/places.csv", base: Gazetteer.bundled)
        }
    }

    @Test("a dump of GeoNames makes the villages of the Central African Republic known that were not")
    func centralAfricanVillages() throws {
        let bundled = try Gazetteer.bundled
        let gazetteer = bundled.preferring(try open(CentralAfricanVillages.dump, as: "CF.txt"))
        func finds(_ village: CentralAfricanVillages.Village, _ gazetteer: Gazetteer) throws -> Bool {
            let place = Coordinate(longitude: village.longitude, latitude: village.latitude)
            guard case .found(let found, _) = try gazetteer.resolve(village.name, in: LookupContext(country: "CF"))
            else {
                return false
            }
            return Gazetteer.kilometres(from: found.entry.coordinate, to: place) <= 25
        }
        let villages = CentralAfricanVillages.villages
        let before = try villages.filter { try finds($0, bundled) }.map(\.name)
        let after = try villages.filter { try finds($0, gazetteer) }
        #expect(before.count * 5 <= villages.count, "\(before)")
        #expect(after.count == villages.count)
        // The dump holds no rows of prefectures: they are known by where most of their villages lie.
        let candidate = try #require(try gazetteer.candidates(for: "Ngakobo, Central African Republic").first)
        #expect(candidate.entry.source == "geonames")
        let ouaka = try PlaceFinder(bundled).holders(of: candidate.entry.coordinate).admin1?.name
        #expect(candidate.entry.admin1Name == ouaka)
        #expect(try gazetteer.candidates(for: "أم دافوق").first?.entry.name == "Am Dafok")
    }

    @Test(
        "with such a dump, incidents in those villages are located by name as their source located them",
        .sharedData("incidents/ucdp"))
    func centralAfricanIncidents() throws {
        let bundled = try Gazetteer.bundled
        let gazetteer = bundled.preferring(try open(CentralAfricanVillages.dump, as: "CF.txt"))
        let names = Set(CentralAfricanVillages.villages.map { "\($0.name) village" })
        struct Collection: Decodable {
            struct Feature: Decodable {
                struct Point: Decodable { var coordinates: [Double] }
                struct Properties: Decodable {
                    enum CodingKeys: String, CodingKey { case place = "where_coordinates" }
                    var place: String?
                }
                var geometry: Point
                var properties: Properties
            }
            var features: [Feature]
        }
        let bytes = try SharedData.bytes("incidents/ucdp/central-african-republic.geojson")
        let features = try JSONDecoder().decode(Collection.self, from: Data(bytes)).features
        var (rows, before, after) = (0, 0, 0)
        for feature in features {
            guard let name = feature.properties.place, names.contains(name) else { continue }
            let place = Coordinate(
                longitude: feature.geometry.coordinates[0], latitude: feature.geometry.coordinates[1])
            func finds(_ gazetteer: Gazetteer) throws -> Bool {
                guard case .found(let found, _) = try gazetteer.resolve(name, in: LookupContext(country: "CF")) else {
                    return false
                }
                return Gazetteer.kilometres(from: found.entry.coordinate, to: place) <= 25
            }
            rows += 1
            before += try finds(bundled) ? 1 : 0
            after += try finds(gazetteer) ? 1 : 0
        }
        #expect(rows > 30)
        #expect(before * 5 < rows, "\(before) of \(rows)")
        #expect(after == rows, "\(after) of \(rows)")
    }

    // MARK: Building files

    @Test("files of names add to the places of a dump, and places that come twice are taken once")
    func names() throws {
        let folder = try TemporaryFolder()
        let dump = try folder.write(CentralAfricanVillages.dump, to: "CF.txt")
        let names = try folder.write(
            """
            1\t900000001\tfr\tSucrerie de Ngakobo\t\t\t\t\t\t
            2\t900000001\tlink\thttps://example.org/Ngakobo\t\t\t\t\t\t
            3\t900000001\ticao\tFEXX\t\t\t\t\t\t
            4\t12345\ten\tElsewhere\t\t\t\t\t\t
            5\tnone\ten\tBroken\t\t\t\t\t\t

            """, to: "alternateNamesV2.txt")
        let units = try folder.write("CF.11\tOuaka Prefecture\tOuaka Prefecture\t236887\n", to: "admin1CodesASCII.txt")
        let job = GazetteerBuildJob(base: try Gazetteer.bundled)
        let output = folder.file("cf.gazetteer")
        let report = try job.run(paths: [names, units, dump, dump], output: output)
        #expect(report.places == CentralAfricanVillages.villages.count)
        #expect(report.duplicates == CentralAfricanVillages.villages.count)
        #expect(report.names == 2)
        #expect(report.rejected == 1)
        #expect(report.firstReject?.contains("line 5") == true, "\(report.firstReject ?? "")")
        let gazetteer = try Gazetteer(contentsOf: output, base: Gazetteer.bundled)
        try gazetteer.verify()
        let both = try Gazetteer.bundled.preferring(gazetteer)
        for name in ["Sucrerie de Ngakobo", "FEXX", "Ngakobo, Central African Republic"] {
            #expect(try both.candidates(for: name).first?.entry.name == "Ngakobo", "\(name)")
        }
        #expect(try gazetteer.candidates(for: "Ngakobo").first?.entry.admin1Name == "Ouaka Prefecture")
        var strict = job
        strict.isStrict = true
        let before = try Data(contentsOf: URL(fileURLWithPath: output))
        #expect(throws: FormatError.self) { try strict.run(paths: [dump, names], output: output) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: output)) == before)
        #expect(throws: FormatError.self) { try job.run(paths: [units], output: output) }
        #expect(throws: FormatError.self) { try job.run(paths: [output], output: folder.file("again")) }
    }

    @Test("a file that was built answers as the dump that it was built of")
    func builtAnswersAlike() throws {
        let folder = try TemporaryFolder()
        let dump = try folder.write(CentralAfricanVillages.dump, to: "CF.txt")
        let output = folder.file("cf.gazetteer")
        _ = try GazetteerBuildJob(base: Gazetteer.bundled).run(paths: [dump], output: output)
        let built = try Gazetteer(contentsOf: output, base: Gazetteer.bundled)
        let read = try Gazetteer(contentsOf: dump, base: Gazetteer.bundled)
        for village in CentralAfricanVillages.villages {
            for name in [village.name, "\(village.name), CF"] + village.aliases.split(separator: ",").map(String.init) {
                #expect(try built.candidates(for: name) == read.candidates(for: name), "\(name)")
            }
        }
    }
}
