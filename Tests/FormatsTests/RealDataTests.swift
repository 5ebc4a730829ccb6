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

    @Test("the earthquakes of a month are those of the USGS", .sharedData("incidents/usgs-comcat"))
    func quakes() throws {
        let run = try Reading.file("incidents/usgs-comcat/all-month.csv")
        #expect(run.publisher == "usgs")
        #expect(
            run.mapping
                == "longitude=longitude latitude=latitude place=place start=time id=id type=type")
        #expect(run.drafts.count == 8_826)
        #expect(run.rejects == [])
        let rows = try RawTable(file: "incidents/usgs-comcat/all-month.csv")
        #expect(rows.losses(in: run.drafts) == [])
        for index in rows.tenRows {
            let (row, draft) = (rows[index], run.drafts[index])
            #expect(draft.recordID == row["id"])
            #expect(draft.incident.geometry == row.point("longitude", "latitude"))
            #expect(draft.incident.interval?.start.description == row["time"]?.replacing(".000Z", with: "Z"))
            #expect(draft.incident.interval?.isInstant == true)
            #expect(draft.incident.type == row["type"])
            #expect(draft.incident.place == row["place"])
            #expect(draft.incident.revision == row["updated"])
            #expect(draft.incident.measure("magnitude") == row.number("mag"))
            #expect(draft.incident.measures.first { $0.name == "magnitude" }?.unit == row["magType"])
            #expect(draft.incident.measure("depth") == row.number("depth"))
            #expect(draft.incident.title == "M \(row["mag"] ?? "") - \(row["place"] ?? "")")
        }
    }

    @Test(
        "the earthquakes of a GeoJSON feed are read, epoch milliseconds and depths too",
        .sharedData("incidents/usgs-comcat"))
    func quakeFeed() throws {
        let run = try Reading.file("incidents/usgs-comcat/one-day.geojson")
        #expect(run.publisher == "usgs")
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
        #expect(first.incident.measure("depth") == 56.3)
        #expect(first.incident.revision == "1649052020437")
        #expect(!first.incident.properties.contains { ["place", "url", "title", "type"].contains($0.name) })
        #expect(first.incident.properties.first { $0.name == "mag" }?.value == .real(1.6))
        #expect(first.incident.properties.first { $0.name == "felt" }?.value == .null)
    }

    @Test("fire detections are pixels of NASA's, timed in UTC", .sharedData("incidents/nasa-firms"))
    func fires() throws {
        let run = try Reading.file("incidents/nasa-firms/one-day.csv")
        #expect(run.publisher == "firms")
        #expect(run.mapping == "longitude=longitude latitude=latitude start=acq_date time=acq_time")
        #expect(run.drafts.count == 3_125)
        #expect(run.rejects == [])
        let rows = try RawTable(file: "incidents/nasa-firms/one-day.csv")
        #expect(rows.losses(in: run.drafts) == [])
        for index in rows.tenRows {
            let (row, incident) = (rows[index], run.drafts[index].incident)
            #expect(incident.geometry == row.point("longitude", "latitude"))
            let time = row["acq_time"] ?? ""
            #expect(
                incident.interval?.start.description
                    == "\(row["acq_date"] ?? "")T\(time.prefix(2)):\(time.suffix(2)):00Z")
            #expect(incident.timePrecision == .minute)
            #expect(incident.type == "fire")
            #expect(incident.confidence == row.number("confidence").map { $0 / 100 })
            #expect(incident.measure("fire_radiative_power") == row.number("frp"))
            let sides = [row.number("scan") ?? 0, row.number("track") ?? 0]
            let halfDiagonal = (sides[0] * sides[0] + sides[1] * sides[1]).squareRoot() / 2 * 1_000
            #expect(abs((incident.locationRadiusMetres ?? 0) - halfDiagonal) <= 0.5)
        }
    }

    @Test(
        "the conflict events of UCDP are read, tags, inclusive days and precisions too", .sharedData("incidents/ucdp"))
    func conflicts() throws {
        let run = try Reading.file("incidents/ucdp/ukraine.csv")
        #expect(run.publisher == "ucdp")
        #expect(run.drafts.count == 1_167)
        #expect(run.rejects == [])
        // The row of tags below the header is no record.
        let rows = try RawTable(file: "incidents/ucdp/ukraine.csv", skipping: 1)
        #expect(rows.losses(in: run.drafts) == [])
        #expect(
            run.drafts.count {
                $0.incident.interval.map { $0.end.milliseconds - $0.start.milliseconds > 86_400_000 } == true
            }
                == 598)
        #expect(run.drafts.count { $0.incident.locationPrecision == .admin1 } == 343)
        for index in rows.tenRows {
            let (row, draft) = (rows[index], run.drafts[index])
            #expect(draft.recordID == row["id"])
            #expect(draft.incident.geometry == row.point("longitude", "latitude"))
            #expect(
                draft.incident.interval?.start.description == row["date_start"].map { "\($0.prefix(10))T00:00:00Z" })
            let lastDay = try #require(row["date_end"].map { String($0.prefix(10)) })
            #expect(draft.incident.interval?.end == (try TemporalText.parse(lastDay)).interval.end)
            #expect(draft.incident.country == row["country"])
            #expect(draft.incident.admin1 == row["adm_1"])
            #expect(draft.incident.deathsBest == row["best"].flatMap { Int64($0) })
            #expect(draft.incident.deathsLow == row["low"].flatMap { Int64($0) })
            #expect(draft.incident.deathsHigh == row["high"].flatMap { Int64($0) })
            #expect(draft.incident.actors.map(\.name) == [row["side_a"] ?? "", row["side_b"] ?? ""])
            let precisions: [String: TimePrecision] = ["1": .day, "2": .week, "3": .week, "4": .month, "5": .year]
            #expect(draft.incident.timePrecision == precisions[row["date_prec"] ?? ""])
        }
        let central = try Reading.file("incidents/ucdp/central-african-republic.geojson")
        #expect(central.publisher == "ucdp")
        #expect(central.drafts.count == 1_848)
        #expect(central.rejects == [])
        let first = try #require(central.drafts.first)
        #expect(first.recordID == "36210")
        #expect(first.incident.interval == .day(2009, 2, 20))
        #expect(first.incident.locationPrecision == .fuzzy)
        #expect(first.incident.type == "state-based conflict")
        #expect(first.incident.deathsBest == 3)
    }

    @Test("GDELT's events are read, of both versions and of mixed layouts", .sharedData("incidents/gdelt"))
    func events() throws {
        for (name, layouts) in [("events-v2.csv", [61]), ("events-v1-mixed.csv", [57, 58])] {
            let run = try Reading.file("incidents/gdelt/\(name)")
            #expect(run.publisher == "gdelt")
            #expect(run.drafts.count == 100)
            #expect(run.rejects == [])
            let lines = try String(decoding: SharedData.bytes("incidents/gdelt/\(name)"), as: UTF8.self)
                .split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
            #expect(Set(lines.map(\.count)) == Set(layouts))
            for (line, draft) in zip(lines, run.drafts) {
                // The last columns, counted from the first or the last, stand at the same place in every layout.
                let hasAddress = line.count != 57
                let place = line.count - (hasAddress ? 2 : 1)
                #expect(draft.recordID == String(line[0]))
                #expect(
                    draft.incident.interval?.start.description
                        == "\(line[1].prefix(4))-\(line[1].dropFirst(4).prefix(2))-\(line[1].suffix(2))T00:00:00Z")
                // Zeros without a type mean that there was no place.
                let isPlaced = !["", "0"].contains(line[place - (line.count == 61 ? 8 : 7)])
                if let longitude = Double(line[place - 2]), let latitude = Double(line[place - 3]), isPlaced {
                    #expect(draft.incident.geometry == .point(longitude: longitude, latitude: latitude))
                } else {
                    #expect(draft.incident.geometry == nil)
                }
                #expect(draft.incident.categories.first?.code == String(line[26]))
                #expect(draft.incident.measure("goldstein_scale") == Double(line[30]))
                #expect(draft.incident.revision == String(line[place]))
                #expect(draft.incident.url == (hasAddress ? line.last.map(String.init) : nil))
                let kept = draft.incident.properties.compactMap { $0.value == .null ? "" : $0.value.cellText }
                #expect(kept == line.map(String.init))
            }
        }
    }

    @Test(
        "storm events are read, their zones, tracks and damages too", .sharedData("incidents/noaa-storm-events"),
        .tools("gzip"))
    func storms() async throws {
        let name = "incidents/noaa-storm-events/StormEvents_details-ftp_v1.0_d1955_c20160223.csv.gz"
        let run = try Reading.file(name)
        #expect(run.publisher == "noaa")
        #expect(run.drafts.count == 1_413)
        #expect(run.rejects == [])
        let unpacked = try await ExternalTool.run("gzip", ["-dc", SharedData.required(name)])
        let rows = RawTable([UInt8](unpacked.outputData))
        #expect(rows.losses(in: run.drafts) == [])
        for index in rows.tenRows {
            let (row, draft) = (rows[index], run.drafts[index])
            #expect(draft.recordID == row["EVENT_ID"])
            #expect(draft.incident.type == row["EVENT_TYPE"])
            #expect(draft.incident.admin1 == row["STATE"])
            let begin = try #require(row.point("BEGIN_LON", "BEGIN_LAT"))
            if let end = row.point("END_LON", "END_LAT"), end != begin {
                guard case .lineString(let line)? = draft.incident.geometry else {
                    Issue.record("no line: \(row["EVENT_ID"] ?? "")")
                    continue
                }
                #expect(line.map { Geometry.point($0) } == [begin, end])
            } else {
                #expect(draft.incident.geometry == begin)
            }
            // All rows of that year are in Central Standard Time, six hours behind UTC.
            #expect(row["CZ_TIMEZONE"] == "CST")
            let text = try #require(row["BEGIN_DATE_TIME"])
            let day = try TemporalText.parse("1955-\(Self.month(text.dropFirst(3).prefix(3)))-\(text.prefix(2))")
                .interval
            let minutes = Int64(text.dropFirst(10).prefix(2)).map {
                $0 * 60 + (Int64(text.dropFirst(13).prefix(2)) ?? 0)
            }
            #expect(
                draft.incident.interval?.start.milliseconds
                    == day.start.milliseconds + ((minutes ?? 0) + 6 * 60) * 60_000)
        }
    }

    private static func month(_ name: Substring) -> String {
        let names = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
        let number = (names.firstIndex(of: String(name)) ?? 0) + 1
        return number < 10 ? "0\(number)" : "\(number)"
    }
}

extension Incident {
    fileprivate func measure(_ name: String) -> Double? { measures.first { $0.name == name }?.value }
}
