import Formats
import Geometries
import Incidents
import JSONValues
import TestSupport
import Testing

/// What publishers' codes, zones and units mean, on rows that we made up in their layouts.
@Suite("Publishers")
struct PublisherTests {
    private func only(_ run: Reading) throws -> IncidentDraft {
        #expect(run.rejects == [])
        #expect(run.drafts.count == 1)
        return try #require(run.drafts.first)
    }

    // MARK: UCDP

    private static let ucdpHeader =
        "id,type_of_violence,dyad_name,side_a,side_a_new_id,side_b,source_office,source_date,source_headline,where_prec,where_coordinates,adm_1,latitude,longitude,country,date_prec,date_start,date_end,low,best,high"

    private func ucdp(_ row: String) throws -> Reading { try Reading.text("\(PublisherTests.ucdpHeader)\n\(row)\n") }

    @Test("the days of UCDP are inclusive, a midnight means nothing, and codes become words")
    func ucdpRow() throws {
        let draft = try only(
            ucdp(
                "7,3,A - civilians,A,12,civilians,Paper;Agency,2022-01-06;2022-01-07,One;Two,4,Some province,Anbar,33,42,Iraq,2,2022-01-04 00:00:00.000,2022-01-05 00:00:00.000,1,2,5"
            ))
        #expect(draft.recordID == "7")
        let incident = draft.incident
        #expect(incident.interval?.start == TemporalInterval.day(2022, 1, 4).start)
        #expect(incident.interval?.end == TemporalInterval.day(2022, 1, 5).end)
        #expect(incident.timePrecision == .week)
        #expect(incident.type == "one-sided violence")
        #expect(incident.locationPrecision == .admin1)
        #expect(
            incident.actors == [
                IncidentActor(name: "A", role: "side_a", code: "12"), IncidentActor(name: "civilians", role: "side_b"),
            ])
        #expect(
            incident.citations == [
                Citation(publisher: "Paper", title: "One", date: "2022-01-06"),
                Citation(publisher: "Agency", title: "Two", date: "2022-01-07"),
            ])
        #expect([incident.deathsLow, incident.deathsBest, incident.deathsHigh] == [1, 2, 5])
    }

    @Test("estimates of UCDP that contradict each other are kept as they are")
    func contradictoryEstimates() throws {
        let draft = try only(ucdp("7,1,A - B,A,,B,,,,2,x,,33,42,Iraq,1,2022-01-04,2022-01-04,9,2,1"))
        #expect([draft.incident.deathsLow, draft.incident.deathsBest, draft.incident.deathsHigh] == [9, 2, 1])
        #expect(draft.incident.locationRadiusMetres == 25_000)
        #expect(draft.incident.citations == [])
    }

    @Test(
        "a wrong day of UCDP refuses its row and names the column",
        arguments: [
            ("2022-02-30,2022-03-01", "date_start"), ("2022-01-05,2022-01-04", "date_end"),
            ("2022-01-04T10:00:00,2022-01-05", "date_start"), ("2022-01-04,soon", "date_end"),
        ])
    func wrongDays(days: String, column: String) throws {
        let run = try ucdp("7,1,A - B,A,,B,,,,1,x,,33,42,Iraq,1,\(days),1,1,1")
        #expect(run.drafts.isEmpty)
        #expect(run.rejects.first?.hasPrefix("2 \(column): ") == true, "\(run.rejects)")
    }

    @Test("a row of tags below the header is no record, wherever it comes from")
    func tags() throws {
        let run = try Reading.text("id,date,longitude,latitude\n#meta+id,#date,#geo+lon,#geo+lat\n1,2022-01-04,44,33\n")
        #expect(run.rejects == [])
        #expect(run.records.map(\.location.line) == [3])
        // A sign at the front does not make a tag row of a record with other cells.
        #expect(try Reading.text("title,longitude,latitude\n#1,44,33\n").drafts.count == 1)
    }

    // MARK: ACLED

    @Test("both layouts of ACLED are read")
    func acled() throws {
        let new = try only(
            Reading.text(
                "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities,tags,timestamp\n"
                    + "IRQ1,2022-01-04,2022,2,Political violence,Explosions/Remote violence,Air/drone strike,Militia,Front; Wing,Rebel,Army,Iraq,Al Anbar,Hit,33.6,42.8,2,Paper; Agency,Two drones were shot down.,0,x;y,1641900000\n"
            ))
        #expect(new.recordID == "IRQ1")
        #expect(new.incident.interval == .day(2022, 1, 4))
        #expect(new.incident.timePrecision == .week)
        #expect(new.incident.locationPrecision == .near)
        #expect(new.incident.type == "Explosions/Remote violence")
        #expect(new.incident.deathsBest == 0)
        #expect(new.incident.revision == "1641900000")
        #expect(new.incident.tags == ["x", "y"])
        #expect(new.incident.citations.map(\.publisher) == ["Paper", "Agency"])
        #expect(new.incident.actors.map(\.name) == ["Militia", "Front", "Wing", "Army"])
        #expect(new.incident.actors.first?.code == "Rebel")
        let old = try only(
            Reading.text(
                "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,country,location,latitude,longitude,geo_precision,fatalities,timestamp,iso3\n"
                    + "99,368,IRQ2,2,04 January 2022,2022,1,Battles,Armed clash,Army,Iraq,Hit,33.6,42.8,1,3,1641900000,IRQ\n"
            ))
        #expect(old.recordID == "IRQ2")
        #expect(old.incident.interval == .day(2022, 1, 4))
        #expect(old.incident.deathsBest == 3)
    }

    // MARK: GDELT

    private func gdelt(_ cells: [Int: String], columns: Int) -> String {
        var row = [String](repeating: "", count: columns)
        let fixed = [
            0: "5", 1: "20220104", 2: "202201", 3: "2022", 4: "2022.0110", 26: "190", 28: "19", 29: "4", 30: "-10.0",
        ]
        for (index, text) in fixed.merging(cells, uniquingKeysWith: { $1 }) { row[index] = text }
        return row.joined(separator: "\t") + "\n"
    }

    @Test("layouts of GDELT are told apart by their columns, row by row, and quotes mean nothing")
    func gdelt() throws {
        let v2 = gdelt(
            [
                6: "\"GOVERNMENT", 51: "4", 52: "Hit, Al Anbar, Iraq", 53: "IZ", 56: "33.6", 57: "42.8", 59: "20220105",
                60: "https://a.example",
            ],
            columns: 61)
        let draft = try only(Reading.text(v2))
        #expect(draft.incident.geometry == .point(longitude: 42.8, latitude: 33.6))
        #expect(draft.incident.country == "Iraq")
        #expect(draft.incident.locationPrecision == .place)
        #expect(draft.incident.type == "fight")
        #expect(draft.incident.url == "https://a.example")
        #expect(draft.incident.actors.map(\.name) == ["\"GOVERNMENT"])
        #expect(
            draft.incident.categories.first
                == IncidentCategory(
                    scheme: "cameo", code: "190", label: "Use conventional military force"))
        let mixed = try Reading.text(
            gdelt([49: "1", 50: "Iraq", 51: "IZ", 53: "33", 54: "44", 56: "20220105"], columns: 57)
                + gdelt([0: "6", 56: "20220105", 57: "https://b.example"], columns: 58))
        #expect(mixed.rejects == [])
        #expect(mixed.drafts.map(\.incident.geometry) == [.point(longitude: 44, latitude: 33), nil])
        #expect(mixed.drafts.map(\.incident.url) == [nil, "https://b.example"])
        #expect(mixed.drafts.map(\.incident.revision) == ["20220105", "20220105"])
    }

    @Test("a place of GDELT without a type is none, though zeros stand for its coordinates")
    func nowhere() throws {
        let run = try Reading.text(
            gdelt([49: "0", 53: "0", 54: "0", 56: "20130203"], columns: 57)
                + gdelt([0: "7", 53: "0", 54: "0", 56: "20130203"], columns: 57)
                + gdelt([0: "6", 49: "4", 50: "Gulf of Guinea", 53: "0", 54: "0", 56: "20130203"], columns: 57))
        #expect(run.drafts.map(\.incident.geometry) == [nil, nil, .point(longitude: 0, latitude: 0)])
        #expect(run.drafts.map(\.incident.locationPrecision) == [nil, nil, .place])
    }

    @Test("a row of GDELT with another number of columns is refused by itself")
    func brokenGDELT() throws {
        let run = try Reading.text(gdelt([:], columns: 61) + "5\t20220104\n" + gdelt([0: "7"], columns: 61))
        #expect(run.drafts.count == 2)
        #expect(run.rejects == ["2: 2 cells where the header has 61"])
    }

    // MARK: NOAA

    private static let noaaHeader =
        "BEGIN_YEARMONTH,BEGIN_DAY,BEGIN_TIME,END_YEARMONTH,END_DAY,END_TIME,EVENT_ID,STATE,EVENT_TYPE,CZ_NAME,BEGIN_DATE_TIME,CZ_TIMEZONE,END_DATE_TIME,INJURIES_DIRECT,INJURIES_INDIRECT,DEATHS_DIRECT,DEATHS_INDIRECT,DAMAGE_PROPERTY,DAMAGE_CROPS,MAGNITUDE,TOR_F_SCALE,BEGIN_LAT,BEGIN_LON,END_LAT,END_LON"

    private func noaa(
        begin: String = "195004,28,45", end: String = "195004,28,130", zone: String = "CST", damage: String = "2.5K",
        places: String = "35.12,-99.20,35.17,-99.20"
    ) throws -> Reading {
        try Reading.text(
            "\(PublisherTests.noaaHeader)\n\(begin),\(end),10,OKLAHOMA,Tornado,WASHITA,28-APR-50 00:45:00,\(zone),28-APR-50 01:30:00,1,2,3,4,\(damage),0,0,F3,\(places)\n"
        )
    }

    @Test("a storm's times lack zeros, are those of its zone, and its track is a line")
    func noaa() throws {
        let incident = try only(noaa()).incident
        #expect(incident.interval?.start.description == "1950-04-28T06:45:00Z")
        #expect(incident.interval?.end.description == "1950-04-28T07:31:00Z")
        #expect(incident.timePrecision == .minute)
        #expect(
            incident.geometry
                == .lineString([
                    Position(longitude: -99.2, latitude: 35.12), Position(longitude: -99.2, latitude: 35.17),
                ]))
        #expect(incident.deathsBest == 7)
        #expect(incident.measures.contains(Measure(name: "injuries", value: 3)))
        #expect(incident.measures.contains(Measure(name: "damage_property", value: 2_500, unit: "USD")))
        #expect(incident.categories == [IncidentCategory(scheme: "fujita", code: "F3")])
    }

    @Test(
        "zones of storms are read in their old and new spellings",
        arguments: [("EST-5", 5), ("PDT", 7), ("GST10", -10), ("AKST-9", 9), ("cst", 6)])
    func zones(zone: String, hours: Int64) throws {
        let midnight = TemporalInterval.day(1950, 4, 28).start.milliseconds
        let start = try only(noaa(zone: zone)).incident.interval?.start.milliseconds
        #expect(start == midnight + (45 + hours * 60) * 60_000)
    }

    @Test("of a storm whose zone or time is not known, the day is")
    func unknownZone() throws {
        for run in [try noaa(zone: "UNK"), try noaa(zone: ""), try noaa(begin: "195004,28,2590")] {
            let incident = try only(run).incident
            #expect(incident.interval == .day(1950, 4, 28))
            #expect(incident.timePrecision == .day)
        }
    }

    @Test("a storm without an end of its track is a point, one without a beginning has no place")
    func missingCoordinates() throws {
        #expect(try only(noaa(places: "35.12,-99.20,,")).incident.geometry == .point(longitude: -99.2, latitude: 35.12))
        #expect(
            try only(noaa(places: "35.12,-99.20,0,0")).incident.geometry == .point(longitude: -99.2, latitude: 35.12))
        #expect(try only(noaa(places: ",,,")).incident.geometry == nil)
        let run = try noaa(places: "35.12,-99.20,95,-99")
        #expect(run.rejects.first?.hasPrefix("2 END_LAT: ") == true, "\(run.rejects)")
    }

    @Test(
        "amounts of damage are read with their letters",
        arguments: [("0", 0.0), ("2.5K", 2_500), ("K", 1_000), (".03k", 30), ("250M", 250_000_000), ("1B", 1e9)])
    func damage(text: String, dollars: Double) throws {
        let measures = try only(noaa(damage: text)).incident.measures
        #expect(measures.first { $0.name == "damage_property" }?.value == dollars)
    }

    // MARK: Recognition

    @Test("a publisher that is asked for must be the file's, and csv asks for none")
    func formats() throws {
        let error = #expect(throws: FormatError.self) {
            try Reading.text("id,longitude,latitude\n1,44,33\n", format: .ucdp)
        }
        #expect(error?.description.contains("no column 'type_of_violence'") == true)
        let text = "\(PublisherTests.ucdpHeader)\n7,1,A - B,A,,B,,,,1,x,,33,42,Iraq,1,2022-01-04,2022-01-04,1,1,1\n"
        #expect(try Reading.text(text, format: .ucdp).publisher == "ucdp")
        #expect(try Reading.text(text, format: .csv).publisher == nil)
        #expect(try Reading.text(text).format == .ucdp)
    }

    @Test("what the user maps goes before what the publisher says")
    func mapping() throws {
        var mapping = ColumnMapping()
        mapping[.start] = "seen"
        mapping[.title] = "note"
        let text =
            "\(PublisherTests.ucdpHeader),seen,note\n7,1,A - B,A,,B,,,,1,x,,33,42,Iraq,1,2022-01-04,2022-01-04,1,1,1,2020-05-06,mine\n"
        let incident = try only(Reading.text(text, ReadOptions(mapping: mapping))).incident
        #expect(incident.interval?.start == TemporalInterval.day(2020, 5, 6).start)
        #expect(incident.title == "mine")
    }

    @Test("a rejected row of a publisher is the publisher's again when it was mended")
    func rejects() throws {
        let run = try ucdp("7,1,A - B,A,,B,,,,1,x,,33,42,Iraq,1,2022-02-30,2022-03-01,1,1,1")
        let record = try #require(run.records.first)
        guard case .failure(let error) = record.content else {
            Issue.record("a day that does not exist was taken")
            return
        }
        var reject = RejectedRow(
            record, file: "ged.csv", format: run.format, table: run.table, mapping: ColumnMapping(), error: error)
        reject.row = reject.row.replacing("2022-02-30", with: "2022-02-28")
        var writer = JSONWriter()
        reject.append(to: &writer)
        let mended = try Reading.text(writer.text)
        #expect(mended.publisher == "ucdp")
        let incident = try only(mended).incident
        #expect(incident.interval?.end == TemporalInterval.day(2022, 3, 1).end)
        #expect(incident.type == "state-based conflict")
    }
}
