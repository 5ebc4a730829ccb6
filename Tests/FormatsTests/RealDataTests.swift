import Formats
import Geometries
import Incidents
import JSONValues
import TestSupport
import Testing

/// Real files of publishers, read without being told anything about them.
@Suite("Real data")
struct RealDataTests {
    @Test("the columns of the Iraq incidents are found", .sharedData("incidents/iraq-sigacts-2006"))
    func sigacts() throws {
        let run = try Reading.file("incidents/iraq-sigacts-2006/airstrikes_2006.csv")
        #expect(run.mapping == "longitude=longitude latitude=latitude start=date type=type")
        #expect(run.drafts.count == 2_101)
        #expect(run.rejects == [])
        let first = try #require(run.drafts.first?.incident)
        #expect(first.geometry == .point(longitude: 40.2939, latitude: 33.0286))
        #expect(first.interval == .day(2006, 1, 1))
        #expect(first.timePrecision == .day)
        #expect(first.type == "Airstrike")
        // Type and coordinates are exported as they stand; the date is not.
        #expect(first.properties.map(\.name) == ["date"])
        #expect(Set(run.drafts.map(\.contentHash)).count == 2_101 - 480)
    }

    @Test("the columns of the earthquakes are found", .sharedData("incidents/usgs-comcat"))
    func quakes() throws {
        let run = try Reading.file("incidents/usgs-comcat/all-month.csv")
        #expect(
            run.mapping
                == "longitude=longitude latitude=latitude place=place start=time id=id type=type")
        #expect(run.drafts.count == 8_826)
        #expect(run.rejects == [])
        let first = try #require(run.drafts.first)
        #expect(first.recordID == "ak11665829")
        #expect(!first.isFullID)
        #expect(first.incident.interval?.start.description == "2015-08-01T00:07:41Z")
        #expect(first.incident.place == "22km NNE of Redoubt Volcano, Alaska")
    }

    @Test(
        "the earthquakes of a GeoJSON feed are read, epoch milliseconds and depths too",
        .sharedData("incidents/usgs-comcat"))
    func quakeFeed() throws {
        let run = try Reading.file("incidents/usgs-comcat/one-day.geojson")
        #expect(run.drafts.count == 160)
        #expect(run.rejects == [])
        let first = try #require(run.drafts.first)
        #expect(first.recordID == "ak0224bju1jx")
        #expect(first.incident.geometry == .point(Position(longitude: -150.7585, latitude: 61.7591, altitude: 56.3)))
        #expect(first.incident.interval?.start.milliseconds == 1_649_051_836_769)
        #expect(first.incident.title == "M 1.6 - 27 km NNW of Susitna, Alaska")
        #expect(first.incident.type == "earthquake")
        #expect(first.incident.place == "27 km NNW of Susitna, Alaska")
        #expect(first.incident.url == "https://earthquake.usgs.gov/earthquakes/eventpage/ak0224bju1jx")
        #expect(!first.incident.properties.contains { ["place", "url", "title", "type"].contains($0.name) })
        #expect(first.incident.properties.first { $0.name == "mag" }?.value == .real(1.6))
        #expect(first.incident.properties.first { $0.name == "felt" }?.value == .null)
    }

    @Test(
        "the columns of the fire detections are found, date and time in two of them",
        .sharedData("incidents/nasa-firms"))
    func fires() throws {
        let run = try Reading.file("incidents/nasa-firms/one-day.csv")
        #expect(run.mapping == "longitude=longitude latitude=latitude start=acq_date time=acq_time")
        #expect(run.drafts.count == 3_125)
        #expect(run.rejects == [])
        let first = try #require(run.drafts.first?.incident)
        #expect(first.interval?.start.description == "2022-04-03T00:50:00Z")
        #expect(first.timePrecision == .minute)
        // A confidence of 64 is none between 0 and 1.
        #expect(first.confidence == nil)
        #expect(first.properties.first { $0.name == "confidence" }?.value == .string("64"))
    }

    @Test("the columns of UCDP are found, and its row of tags is refused", .sharedData("incidents/ucdp"))
    func ucdp() throws {
        let run = try Reading.file("incidents/ucdp/ukraine.csv", ReadOptions(zone: try AssumedZone("UTC")))
        #expect(run.drafts.count == 1_167)
        #expect(run.rejects.count == 1)
        #expect(run.rejects.first?.hasPrefix("2 ") == true, "\(run.rejects)")
        let first = try #require(run.drafts.first)
        #expect(first.recordID == "147997")
        #expect(first.incident.country == "Ukraine")
        #expect(run.mapping.contains("start=date_start end=date_end"))
        #expect(run.mapping.contains("deaths_low=low deaths_best=best deaths_high=high"))
        let central = try Reading.file(
            "incidents/ucdp/central-african-republic.geojson", ReadOptions(zone: try AssumedZone("UTC")))
        #expect(central.drafts.count == 1_848)
        #expect(central.rejects == [])
        #expect(central.drafts.first?.recordID == "36210")
    }
}
