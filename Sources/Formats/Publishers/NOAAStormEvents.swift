import Geometries
import Incidents
import JSONValues

/// The details files of NOAA's Storm Events Database.
///
/// Years stand in full only in `BEGIN_YEARMONTH`, times of day lack their leading zeros, times are standard or daylight times of
/// the zone named in the row, and a track has two ends.
struct NOAAStormEvents: Publisher {
    let name = "noaa"
    let format = ImportFormat.noaa
    let signature = ["BEGIN_YEARMONTH", "BEGIN_DAY", "BEGIN_TIME", "EVENT_ID", "EVENT_TYPE", "CZ_TIMEZONE"]
    let columns: [(field: ColumnField, names: [String])] = [
        (.longitude, ["BEGIN_LON"]), (.latitude, ["BEGIN_LAT"]), (.start, ["BEGIN_DATE_TIME"]),
        (.end, ["END_DATE_TIME"]), (.id, ["EVENT_ID"]), (.type, ["EVENT_TYPE"]), (.admin1, ["STATE"]),
        (.admin2, ["CZ_NAME"]),
    ]
    let readsTime = true

    /// Hours from UTC. `GST` is Guam's and `SST` Samoa's, the only places that the database means by them.
    private static let offsets: [String: Int64] = [
        "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
        "AKST": -9, "AKDT": -8, "HST": -10, "SST": -11, "GST": 10, "CHST": 10, "UTC": 0, "GMT": 0,
    ]

    func complete(_ incident: inout Incident, from cells: inout NamedCells) throws(RowError) {
        try readTime(&incident, &cells)
        try readTrack(&incident, &cells)
        incident.country = "United States"
        let direct = cells.integer("DEATHS_DIRECT")
        let indirect = cells.integer("DEATHS_INDIRECT")
        if direct != nil || indirect != nil { incident.deathsBest = (direct ?? 0) + (indirect ?? 0) }
        let injuries = [cells.number("INJURIES_DIRECT"), cells.number("INJURIES_INDIRECT")].compactMap { $0 }
        if !injuries.isEmpty { incident.measures.append(Measure(name: "injuries", value: injuries.reduce(0, +))) }
        for (column, name) in [("DAMAGE_PROPERTY", "damage_property"), ("DAMAGE_CROPS", "damage_crops")] {
            guard let dollars = cells.text(column).flatMap(NOAAStormEvents.dollars) else { continue }
            incident.measures.append(Measure(name: name, value: dollars, unit: "USD"))
        }
        if let magnitude = cells.number("MAGNITUDE"), magnitude != 0 {
            // Hail is measured in inches, wind in knots.
            let unit: String? =
                switch incident.type {
                case "Hail": "in"
                case "Thunderstorm Wind", "High Wind", "Strong Wind": "kn"
                default: nil
                }
            incident.measures.append(Measure(name: "magnitude", value: magnitude, unit: unit))
        }
        if let scale = cells.text("TOR_F_SCALE") {
            incident.categories = [IncidentCategory(scheme: "fujita", code: scale)]
        }
    }

    // MARK: Time

    private func readTime(_ incident: inout Incident, _ cells: inout NamedCells) throws(RowError) {
        guard let begin = try moment("BEGIN", &cells) else { return }
        let end = try moment("END", &cells) ?? begin
        let zone = cells.text("CZ_TIMEZONE")
        guard let offset = NOAAStormEvents.offset(zone), let start = begin.minute, let last = end.minute else {
            // Of a time whose zone or hour is not known, its days are.
            incident.interval = try interval(
                begin.day.start, Instant(milliseconds: end.day.start.milliseconds + Instant.millisecondsPerDay))
            incident.timePrecision = .day
            return
        }
        let shift = offset * 3_600_000
        incident.interval = try interval(
            Instant(milliseconds: start - shift), Instant(milliseconds: last + 60_000 - shift))
        incident.timePrecision = .minute
    }

    private func interval(_ start: Instant, _ end: Instant) throws(RowError) -> TemporalInterval {
        do {
            return try TemporalInterval(start: start, end: end)
        } catch {
            throw RowError(error.description, column: "END_DAY")
        }
    }

    /// The local day of an end of the event, and the minute as if it were UTC; nil where its columns are blank.
    private func moment(
        _ prefix: String, _ cells: inout NamedCells
    ) throws(RowError) -> (day: CivilDate, minute: Int64?)? {
        guard let yearMonth = cells.text("\(prefix)_YEARMONTH"), let dayText = cells.text("\(prefix)_DAY") else {
            return nil
        }
        guard yearMonth.utf8.count == 6, let number = Int(yearMonth), let day = Int(dayText),
            let date = CivilDate(year: number / 100, month: number % 100, day: day)
        else { throw RowError("there is no day \(dayText) of \(yearMonth)", column: "\(prefix)_DAY") }
        guard let time = cells.text("\(prefix)_TIME").flatMap(ColumnTime.timeOfDay),
            let hour = Int64(time.prefix(2)), let minute = Int64(time.suffix(2)), hour < 24
        else { return (date, nil) }
        return (date, date.start.milliseconds + (hour * 60 + minute) * 60_000)
    }

    /// The hours from UTC of a zone such as `CST` or `CST-6`.
    private static func offset(_ zone: String?) -> Int64? {
        guard let zone else { return nil }
        let letters = zone.prefix { $0.isLetter }.uppercased()
        let number = zone.dropFirst(letters.count)
        if !number.isEmpty { return Int64(number).flatMap { (-12...14).contains($0) ? $0 : nil } }
        return offsets[letters]
    }

    // MARK: Location

    /// The line between both ends of a track.
    private func readTrack(_ incident: inout Incident, _ cells: inout NamedCells) throws(RowError) {
        guard case .point(let begin)? = incident.geometry,
            let longitude = try cells.degrees("END_LON", limit: 180),
            let latitude = try cells.degrees("END_LAT", limit: 90),
            longitude != begin.longitude || latitude != begin.latitude,
            // Early rows write a missing end as zeros.
            longitude != 0 || latitude != 0
        else { return }
        incident.geometry = .lineString([begin, Position(longitude: longitude, latitude: latitude)])
    }

    // MARK: Damage

    /// The amount of `2.5K`, `250M` or `1B`; a bare number is dollars.
    static func dollars(_ text: String) -> Double? {
        let factors: [Character: Double] = ["H": 100, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000]
        guard let last = text.uppercased().last, let factor = factors[last] else { return Numbers.double(text) }
        let number = text.dropLast()
        // A letter alone counts one of its kind.
        return number.isEmpty ? factor : Numbers.double(String(number)).map { $0 * factor }
    }
}
