import Foundation
import TestSupport

extension RealFile {
    /// Every file of the shared incidents, with the counts that its README gives.
    static let all: [RealFile] =
        [
            RealFile(path: "iraq-sigacts-2006/airstrikes_2006.csv", count: 2_101, expectation: sigact),
            RealFile(path: "iraq-sigacts-2006/insurgencies_2006.csv", count: 37_701, expectation: sigact),
            // A row of HXL tags stands below the header.
            RealFile(path: "ucdp/ukraine.csv", count: 1_167, expectation: conflict, rowsSkipped: 1),
            RealFile(path: "ucdp/central-african-republic.geojson", count: 1_848, expectation: conflict),
            RealFile(path: "gdelt/events-v2.csv", count: 100, expectation: { event($0, placeColumn: 51, address: 60) }),
            RealFile(
                path: "gdelt/events-v1-mixed.csv", count: 100, expectation: { event($0, placeColumn: 49, address: 57) }),
            RealFile(path: "usgs-comcat/all-month.csv", count: 8_826, expectation: quake),
            RealFile(path: "usgs-comcat/one-day.geojson", count: 160, expectation: quakeOfFeed),
            RealFile(path: "nasa-firms/one-day.csv", count: 3_125, expectation: fire),
        ]
        + [
            ("1950_c20170120", 223), ("1951_c20160223", 269), ("1952_c20170619", 272), ("1953_c20160223", 492),
            ("1954_c20160223", 609), ("1955_c20160223", 1_413), ("1956_c20170717", 1_703), ("1957_c20160223", 2_184),
            ("1958_c20160223", 2_213), ("1959_c20160223", 1_813),
        ].map { edition, count in
            RealFile(
                path: "noaa-storm-events/StormEvents_details-ftp_v1.0_d\(edition).csv.gz", count: count,
                expectation: storm)
        }

    // MARK: What rows mean

    private static func sigact(_ row: [String: String]) -> Expectation {
        Expectation(
            texts: [
                "start": midnight(row["date"] ?? ""), "end": midnight(row["date"] ?? "", plusDays: 1),
                "time_precision": "day", "type": row["type"], "date": row["date"], "source_id": nil, "title": nil,
                "country": nil, "deaths_best": nil,
            ],
            coordinates: numbers(row["longitude"], row["latitude"]))
    }

    private static func conflict(_ row: [String: String]) -> Expectation {
        let precisions = ["1": "day", "2": "week", "3": "week", "4": "month", "5": "year"]
        let places = [
            "1": "exact", "2": "near", "3": "admin2", "4": "admin1", "5": "fuzzy", "6": "country", "7": "international",
        ]
        let types = ["1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"]
        func filled(_ name: String) -> String? { row[name].flatMap { $0.isEmpty ? nil : $0 } }
        let point = row["@coordinates"]?.split(separator: " ").compactMap { Double($0) }
        return Expectation(
            texts: [
                "id": "ucdp:\(row["id"] ?? "")", "source_id": row["id"], "start": midnight(row["date_start"] ?? ""),
                // The last day belongs to it.
                "end": midnight(row["date_end"] ?? "", plusDays: 1),
                "time_precision": precisions[row["date_prec"] ?? ""], "type": types[row["type_of_violence"] ?? ""],
                "title": filled("dyad_name"), "place": filled("where_coordinates"), "country": filled("country"),
                "admin1": filled("adm_1"), "location_precision": places[row["where_prec"] ?? ""],
                "deaths_low": row["low"], "deaths_best": row["best"], "deaths_high": row["high"],
                "side_a": filled("side_a"), "priogrid_gid": row["priogrid_gid"], "event_clarity": row["event_clarity"],
            ],
            coordinates: point ?? numbers(row["longitude"], row["latitude"]))
    }

    /// The place of action has seven columns from `placeColumn` on, eight of them in version 2; the address is the last column.
    private static func event(_ row: [String: String], placeColumn: Int, address: Int) -> Expectation {
        func cell(_ column: Int) -> String? { row["\(column)"].flatMap { $0.isEmpty ? nil : $0 } }
        let isSecond = address == 60
        let latitude = placeColumn + (isSecond ? 5 : 4)
        let kinds = ["1": "country", "2": "admin1", "3": "place", "4": "place", "5": "admin1"]
        let kind = cell(placeColumn) ?? "0"
        let day = cell(1) ?? ""
        let date = "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))"
        let hasPlace = kind != "0" && cell(latitude) != nil
        let countries = labels("gdelt/countryInfo.txt", code: 3, label: 4)
        return Expectation(
            texts: [
                "id": "gdelt:\(cell(0) ?? "")", "source_id": cell(0), "start": midnight(date),
                "end": midnight(date, plusDays: 1), "time_precision": "day",
                "type": eventLabel(cell(28))?.lowercased(), "title": eventLabel(cell(26)),
                "place": cell(placeColumn + 1),
                "country": cell(placeColumn + 2).flatMap { countries[$0] },
                "location_precision": hasPlace ? kinds[kind] : nil, "url": cell(address),
                "revision": cell(address - 1), "EventCode": cell(26), "GoldsteinScale": cell(30), "deaths_best": nil,
            ],
            coordinates: hasPlace ? numbers(cell(latitude + 1), cell(latitude)) : [])
    }

    /// What a code of CAMEO means, in sentence case and without words for filing.
    private static func eventLabel(_ code: String?) -> String? {
        guard let label = labels("gdelt/cameoEvent.txt", code: 0, label: 1)[code ?? ""] else { return nil }
        let plain = label.replacing(", not specified below", with: "")
        return plain.prefix(1).uppercased() + (plain == plain.uppercased() ? plain.lowercased() : plain).dropFirst()
    }

    private static func quake(_ row: [String: String]) -> Expectation {
        Expectation(
            texts: [
                "id": "usgs:\(row["id"] ?? "")", "source_id": row["id"], "start": row["time"], "end": row["time"],
                "time_precision": "second", "type": row["type"], "place": row["place"],
                "title": "M \(row["mag"] ?? "") - \(row["place"] ?? "")", "revision": row["updated"], "mag": row["mag"],
                "depth": row["depth"], "country": nil, "deaths_best": nil,
            ],
            coordinates: numbers(row["longitude"], row["latitude"]))
    }

    private static func quakeOfFeed(_ row: [String: String]) -> Expectation {
        let writer = ISO8601DateFormatter()
        writer.formatOptions.insert(.withFractionalSeconds)
        let time = writer.string(from: Date(timeIntervalSince1970: (Double(row["time"] ?? "") ?? 0) / 1_000))
        return Expectation(
            texts: [
                "id": "usgs:\(row["@id"] ?? "")", "source_id": row["@id"], "start": time, "end": time,
                "time_precision": "second", "type": row["type"], "place": row["place"], "title": row["title"],
                "url": row["url"], "revision": row["updated"], "mag": row["mag"], "time": row["time"],
                "code": row["code"],
            ],
            coordinates: (row["@coordinates"] ?? "").split(separator: " ").compactMap { Double($0) })
    }

    private static func fire(_ row: [String: String]) -> Expectation {
        let (day, time) = (row["acq_date"] ?? "", Int(row["acq_time"] ?? "") ?? 0)
        let writer = ISO8601DateFormatter()
        let start = writer.date(from: "\(day)T00:00:00Z")?.addingTimeInterval(Double(time / 100 * 60 + time % 100) * 60)
        return Expectation(
            texts: [
                "start": start.map(writer.string), "end": start.map { writer.string(from: $0.addingTimeInterval(60)) },
                "time_precision": "minute", "type": "fire", "source_id": nil, "title": nil,
                "confidence": row["confidence"].flatMap(Double.init).map { "\($0 / 100)" }, "acq_time": row["acq_time"],
                "frp": row["frp"], "satellite": row["satellite"], "source.confidence": row["confidence"],
            ],
            coordinates: numbers(row["longitude"], row["latitude"]))
    }

    private static func storm(_ row: [String: String]) -> Expectation {
        func moment(_ end: String) -> Date? {
            let (month, time) = (Int(row["\(end)_YEARMONTH"] ?? "") ?? 0, Int(row["\(end)_TIME"] ?? "") ?? 0)
            let parts = DateComponents(
                timeZone: TimeZone(secondsFromGMT: 0), year: month / 100, month: month % 100,
                day: Int(row["\(end)_DAY"] ?? ""), hour: time / 100, minute: time % 100)
            return Calendar(identifier: .gregorian).date(from: parts)
        }
        let writer = ISO8601DateFormatter()
        let hours = ["CST": 6, "CDT": 5, "MST": 7, "PST": 8, "EST": 5][row["CZ_TIMEZONE"] ?? ""].map(Double.init)
        var times: [String: String?] = [:]
        if let hours {
            times["start"] = moment("BEGIN").map { writer.string(from: $0.addingTimeInterval(hours * 3_600)) }
            times["end"] = moment("END").map { writer.string(from: $0.addingTimeInterval(hours * 3_600 + 60)) }
            times["time_precision"] = "minute"
        } else {
            // Of a time without a zone, the day is what is known.
            times["start"] = moment("BEGIN").map { midnight(writer.string(from: $0)) }
            times["end"] = moment("END").map { midnight(writer.string(from: $0), plusDays: 1) }
            times["time_precision"] = "day"
        }
        var coordinates = numbers(row["BEGIN_LON"], row["BEGIN_LAT"])
        let end = numbers(row["END_LON"], row["END_LAT"])
        if coordinates.count == 2, end.count == 2, end != coordinates, end != [0, 0] { coordinates += end }
        let deaths = (Int(row["DEATHS_DIRECT"] ?? "") ?? 0) + (Int(row["DEATHS_INDIRECT"] ?? "") ?? 0)
        return Expectation(
            texts: times.merging([
                "id": "noaa:\(row["EVENT_ID"] ?? "")", "source_id": row["EVENT_ID"], "type": row["EVENT_TYPE"],
                "admin1": row["STATE"], "country": "United States", "deaths_best": "\(deaths)", "title": nil,
                "BEGIN_DATE_TIME": row["BEGIN_DATE_TIME"], "DAMAGE_PROPERTY": row["DAMAGE_PROPERTY"],
                "CZ_TIMEZONE": row["CZ_TIMEZONE"],
            ]) { $1 },
            coordinates: coordinates)
    }

    /// Two columns of a table of codes that comes with the data.
    private static func labels(_ path: String, code: Int, label: Int) -> [String: String] {
        guard let bytes = try? SharedData.bytes("incidents/" + path) else { return [:] }
        var labels: [String: String] = [:]
        for record in RawCells.records(bytes, delimiter: 0x09, hasQuotes: false) where record.count > label {
            labels[record[code]] = record[label]
        }
        return labels
    }
}
