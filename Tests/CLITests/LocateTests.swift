import Foundation
import TestSupport
import Testing

/// `incidents locate`.
@Suite("incidents locate")
struct LocateTests {
    /// A place that must resolve, roughly where.
    struct Known: CustomTestStringConvertible {
        var name: String
        var longitude: Double
        var latitude: Double
        var within = 0.1
        var testDescription: String { name }
    }

    @Test(
        "the first candidate lies where the place is",
        arguments: [
            Known(name: "al-Asad Airbase", longitude: 42.441, latitude: 33.786, within: 0.05),
            Known(name: "Ain al-Asad", longitude: 42.441, latitude: 33.786, within: 0.05),
            Known(name: "عين الأسد", longitude: 42.441, latitude: 33.786, within: 0.05),
            Known(name: "Baghdad", longitude: 44.39, latitude: 33.33),
            Known(name: "بغداد", longitude: 44.39, latitude: 33.33),
            Known(name: "Baghdad International Airport", longitude: 44.234, latitude: 33.263),
            Known(name: "Erbil", longitude: 44.01, latitude: 36.19),
            Known(name: "Taji", longitude: 44.26, latitude: 33.52),
            Known(name: "Balad Air Base", longitude: 44.36, latitude: 33.94),
            Known(name: "Bagram", longitude: 69.26, latitude: 34.94),
            Known(name: "Green Zone", longitude: 44.39, latitude: 33.31),
            Known(name: "al-Tanf", longitude: 38.66, latitude: 33.49, within: 0.2),
            Known(name: "Tower 22", longitude: 38.71, latitude: 33.31, within: 0.2),
            Known(name: "Fordow", longitude: 50.99, latitude: 34.88),
            Known(name: "Hodeidah", longitude: 42.95, latitude: 14.80),
        ])
    func known(place: Known) async throws {
        let work = try Workspace()
        let run = try await work.succeed("locate", place.name, "--limit", "1", "--format", "geojson")
        let collection = try JSONDecoder().decode(Located.self, from: run.outputData)
        let point = try #require(collection.features.first?.geometry.coordinates)
        #expect(abs(point[0] - place.longitude) < place.within, "\(point)")
        #expect(abs(point[1] - place.latitude) < place.within, "\(point)")
    }

    private struct Located: Decodable {
        struct Feature: Decodable { var geometry: FeatureCollection.Point }
        var features: [Feature]
    }

    @Test("names are folded in case, diacritics and the article")
    func folding() async throws {
        let work = try Workspace()
        let spellings = ["al-Asad Airbase", "AL ASAD AIRBASE", "Al Asad Airbase", "al-Asād Airbase"]
        var answers: Set<String> = []
        for spelling in spellings {
            let run = try await work.succeed("locate", spelling, "--limit", "1", "--format", "geojson")
            let located = try JSONDecoder().decode(Located.self, from: run.outputData)
            answers.insert("\(located.features.first?.geometry.coordinates ?? [])")
        }
        #expect(answers.count == 1, "\(answers)")
    }

    @Test("a misspelled name lists the places whose names are like it, and an unknown one ends with 4")
    func unknown() async throws {
        let work = try Workspace()
        let run = try await work.succeed("locate", "Baghmad Internatonal Airport", "--limit", "1")
        #expect(run.output.contains("Baghdad International Airport"), "\(run.output)")
        #expect(run.output.contains("fuzzy"), "\(run.output)")
        #expect(try await work.run(["locate", "Xqzzvw"]).code == 4)
    }

    @Test("candidates of an ambiguous name are listed, and a country or a neighbour chooses")
    func choosing() async throws {
        let work = try Workspace()
        let all = try await work.succeed("locate", "Tripoli", "--limit", "10")
        #expect(all.lines.count >= 2, "\(all.output)")
        let lebanese = try await work.succeed(
            "locate", "Tripoli", "--country", "LB", "--limit", "1", "--format", "geojson")
        let point = try #require(
            try JSONDecoder().decode(Located.self, from: lebanese.outputData).features.first?.geometry.coordinates)
        #expect(abs(point[0] - 35.84) < 0.2 && abs(point[1] - 34.43) < 0.2, "\(point)")
        let near = try await work.succeed(
            "locate", "Tripoli", "--near", "Beirut", "--limit", "1", "--format", "geojson")
        let neighbour = try #require(
            try JSONDecoder().decode(Located.self, from: near.outputData).features.first?.geometry.coordinates)
        #expect(abs(neighbour[0] - 35.84) < 0.2, "\(neighbour)")
    }

    @Test("each report format tells the same place")
    func formats() async throws {
        let work = try Workspace()
        let text = try await work.succeed("locate", "Erbil", "--limit", "1").output
        #expect(text.contains("Erbil"))
        let json = try await work.succeed("locate", "Erbil", "--limit", "1", "--json").outputData
        _ = try JSONSerialization.jsonObject(with: json)
    }

    private struct Phrased: Decodable {
        struct Feature: Decodable {
            struct Geometry: Decodable { var type: String }
            struct Properties: Decodable {
                var query: String
                var phrase: String
                var direction: String?
                var distanceM: Double?
                var radiusM: Double
                var latitude: Double
            }
            var geometry: Geometry
            var properties: Properties
        }
        var features: [Feature]
    }

    @Test("phrases are a point, a line or a part of an outline in GeoJSON, and tell how far from it")
    func phrases() async throws {
        let work = try Workspace()
        let run = try await work.succeed(
            "locate", "10 km south of Mosul", "between Mosul and Erbil", "western Iraq", "near Mosul", "--format",
            "geojson")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let features = try decoder.decode(Phrased.self, from: run.outputData).features
        #expect(features.map(\.properties.phrase) == ["away", "between", "part", "near"])
        #expect(features.map(\.geometry.type).prefix(2) == ["Point", "LineString"])
        #expect(features[2].geometry.type.hasSuffix("Polygon"))
        #expect(features[0].properties.distanceM == 10_000 && features[0].properties.direction == "south")
        #expect(features[2].properties.direction == "west" && features[2].properties.radiusM == 0)
        #expect(features[0].properties.latitude < features[3].properties.latitude - 0.08)
        let text = try await work.succeed("locate", "10 km south of Mosul").output
        #expect(text.contains("phrase") && text.contains("within"), "\(text)")
        let json = try await work.succeed("locate", "near Mosul", "--json").outputData
        _ = try #require(try JSONSerialization.jsonObject(with: json) as? [Any])
        #expect(try await work.run(["locate", "10 km south of Xqzzvw"]).code == 4)
    }

    @Test("a country that does not exist is told as one, before anything is done")
    func unknownCountry() async throws {
        let work = try Workspace()
        for arguments in [
            ["locate", "Iraq"], ["import", "-"], ["query", "--near", "Erbil", "--within", "5km"],
            ["add", "--at", "Erbil", "--date", "2022"],
        ] {
            let run = try await work.fail(2, arguments + ["--country", "ZZ"], input: Samples.csv)
            #expect(run.errorText.contains("no country \"ZZ\""), "\(run.errorText)")
        }
        #expect(try work.folder.contents().isEmpty)
        let close = try await work.fail(2, ["locate", "Mosul", "--country", "Atlantis"])
        #expect(close.errorText.contains("no country"), "\(close.errorText)")
    }

    @Test("an empty name is wrong usage, and one that nothing is like is said to be so")
    func unknownNames() async throws {
        let work = try Workspace()
        try await work.fail(2, ["locate", ""])
        try await work.fail(2, ["locate", "Mosul", "  "])
        let run = try await work.run(["locate", "Xqzzvwkjh"])
        #expect(run.code == 4)
        #expect(run.errorLines == ["incidents: no place is called \"Xqzzvwkjh\", and no known name is like it"])
    }

    @Test("locating needs no store and makes none")
    func noStore() async throws {
        let work = try Workspace()
        try await work.succeed("locate", "Iraq")
        #expect(try work.folder.contents().isEmpty)
    }

    @Test("a name of several places is told so on standard error, with the ways to choose, but not to machines")
    func ambiguous() async throws {
        let work = try Workspace()
        let run = try await work.run(["locate", "Springfield"])
        #expect(run.code == 0)
        #expect(run.errorLines.count == 1, "\(run.errorText)")
        for way in ["--country", "--class", "--near", "--first"] { #expect(run.errorText.contains(way), "\(way)") }
        try await work.succeed("locate", "Springfield", "--json")
        try await work.succeed("locate", "Baghdad")
        let query = try await work.run(["locate", "Baghdad", "--near", "Springfield"])
        #expect(query.code == 0)
    }

    @Test("candidates carry what holds them: second-level unit, first-level unit, country")
    func chain() async throws {
        let work = try Workspace()
        for format in ["json", "geojson"] {
            let run = try await work.succeed("locate", "Birmingham, Alabama", "--limit", "1", "--format", format)
            for part in ["\"admin2\":\"Jefferson County\"", "\"admin1\":\"Alabama\"", "\"country\":\"United States\""] {
                #expect(run.output.contains(part), "\(run.output)")
            }
        }
    }
}
