import Formats
import Incidents
import Testing

@Suite("Column guessing")
struct ColumnGuesserTests {
    @Test(
        "coordinates, dates, kinds and places are found in many spellings and languages",
        arguments: [
            ("Longitude,Latitude,Date,Type", "longitude=Longitude latitude=Latitude start=Date type=Type"),
            ("LON,LAT,event_date,event_type", "longitude=LON latitude=LAT start=event_date type=event_type"),
            ("lng,lat,datetime,category", "longitude=lng latitude=lat start=datetime type=category"),
            ("x,y,timestamp,kind", "longitude=x latitude=y start=timestamp type=kind"),
            ("Longitud,Latitud,Fecha,Tipo", "longitude=Longitud latitude=Latitud start=Fecha type=Tipo"),
            (
                "Longitude,Latitude,Date début,Catégorie",
                "longitude=Longitude latitude=Latitude start='Date début' type=Catégorie"
            ),
            ("Lon,Breite,Datum,Art", "longitude=Lon latitude=Breite start=Datum type=Art"),
            ("longitudine,latitudine,data,tipo", "longitude=longitudine latitude=latitudine start=data type=tipo"),
            ("долгота,широта,дата,тип", "longitude=долгота latitude=широта start=дата type=тип"),
            ("boylam,enlem,tarih,tür", "longitude=boylam latitude=enlem start=tarih type=tür"),
            ("خط الطول,خط العرض,التاريخ,النوع", "longitude='خط الطول' latitude='خط العرض' start=التاريخ type=النوع"),
            (
                "location.longitude,location.latitude,Start Date,attack type",
                "longitude=location.longitude latitude=location.latitude start='Start Date' type='attack type'"
            ),
            (
                "decimalLongitude,decimalLatitude,eventDate,typ",
                "longitude=decimalLongitude latitude=decimalLatitude start=eventDate type=typ"
            ),
        ])
    func names(header: String, expected: String) throws {
        #expect(
            try Reading.text("\(header)\n44.2,33.3,2022-01-04,attack\n45.1,31.9,2022-01-05,attack\n").mapping
                == expected)
    }

    @Test("a column is taken for what its cells can be, not for what its name alone says")
    func cells() throws {
        // Projected metres are no degrees; the other pair is.
        let projected = try Reading.text("x,y,lon,lat\n512345.2,3684123.1,44.2,33.3\n512346.2,3684124.1,44.3,33.4\n")
        #expect(projected.mapping == "longitude=lon latitude=lat")
        // A "date" that is none gives way to a column that is.
        let dates = try Reading.text("place,date,start_date\nErbil,unknown,2022-01-04\nTaji,n/a,2022-01-05\n")
        #expect(dates.mapping == "place=place start=start_date")
        // A "type" of numbers is a code, a confidence of percents no confidence.
        let codes = try Reading.text("place,type,confidence,event_type\nErbil,1,80,blast\nTaji,2,90,raid\n")
        #expect(codes.mapping == "place=place type=event_type")
        // An "id" that mostly repeats itself identifies nothing; one slip does not make it useless.
        let ids = try Reading.text("place,id\nErbil,1\nTaji,1\nBalad,1\nHit,1\nBasra,2\n")
        #expect(ids.mapping == "place=place")
        let slip = try Reading.text("place,id\nErbil,1\nTaji,2\nBalad,1\n")
        #expect(slip.mapping == "place=place id=id")
    }

    @Test("a name that cannot be mistaken is believed where the sample is bad, so that bad rows are refused")
    func unmistakable() throws {
        let dates = try Reading.text("date,longitude,latitude\n2022-02-30,1,91\n")
        #expect(dates.mapping == "longitude=longitude latitude=latitude start=date")
    }

    @Test("half a pair of coordinates is not taken")
    func halfPair() throws {
        #expect(try Reading.text("place,latitude\nErbil,36.2\n").mapping == "place=place")
    }

    @Test("the mapping does not depend on the order of the columns")
    func order() throws {
        let first = try Reading.text(
            "time,date,lon,lat\n10:30,2022-01-04,1,2\n", ReadOptions(zone: try AssumedZone("UTC")))
        let second = try Reading.text(
            "lat,lon,date,time\n2,1,2022-01-04,10:30\n", ReadOptions(zone: try AssumedZone("UTC")))
        #expect(first.mapping == "longitude=lon latitude=lat start=date time=time")
        #expect(second.mapping == first.mapping)
        #expect(first.drafts.first?.incident.interval?.start.description == "2022-01-04T10:30:00Z")
    }

    @Test(
        "times of day are read with and without colons and leading zeros",
        arguments: [
            ("0050", "00:50:00"), ("50", "00:50:00"), ("5", "00:05:00"), ("1230", "12:30:00"), ("9:05", "09:05:00"),
            ("23:59:59", "23:59:59"),
        ])
    func timesOfDay(text: String, expected: String) throws {
        let run = try Reading.text(
            "acq_date,acq_time,lon,lat\n2022-04-03,\(text),1,2\n", ReadOptions(zone: try AssumedZone("UTC")))
        #expect(run.drafts.first?.incident.interval?.start.description == "2022-04-03T\(expected)Z")
    }

    @Test("a time of day that no clock shows refuses the row, an empty one leaves the day")
    func badTimesOfDay() throws {
        let run = try Reading.text(
            "acq_date,acq_time,lon,lat\n2022-04-03,0050,1,2\n2022-04-03,1200,1,2\n2022-04-03,2400,1,2\n2022-04-03,1260,1,2\n2022-04-03,,1,2\n",
            ReadOptions(zone: try AssumedZone("UTC"))
        )
        #expect(run.rejects.count == 2)
        #expect(run.drafts.count == 3)
        #expect(run.drafts.last?.incident.timePrecision == .day)
    }

    @Test("fields have the names that users type, long and short")
    func fieldNames() {
        #expect(ColumnField(name: "longitude") == .longitude)
        #expect(ColumnField(name: "lat") == .latitude)
        #expect(ColumnField(name: "date") == .start)
        #expect(ColumnField(name: "geometry") == .wkt)
        #expect(ColumnField(name: "deaths_best") == .deathsBest)
        #expect(ColumnField(name: "nonsense") == nil)
    }
}
