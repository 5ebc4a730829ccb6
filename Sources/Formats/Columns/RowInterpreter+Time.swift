import Incidents
import JSONValues

extension RowInterpreter {
    /// Reads when it happened; the incident stays undated where the columns are empty.
    mutating func readTime(_ members: [JSONMember], into incident: inout Incident) throws(RowError) {
        guard let startText = text(.start, members) else {
            if text(.end, members) != nil, mapping[.start] != nil {
                throw RowError("an end without a start", column: mapping[.start])
            }
            return
        }
        let start = try startReading(startText, members)
        var interval = start.interval
        var precision = start.precision
        if let endText = text(.end, members) {
            // A bare date or month at the end belongs to the incident.
            let end = try reading(endText, .end)
            guard end.interval.isInstant || end.interval.end > start.interval.start else {
                throw RowError("the end '\(endText)' is before the start '\(startText)'", column: mapping[.end])
            }
            do {
                interval = try TemporalInterval(start: start.interval.start, end: end.interval.end)
            } catch {
                throw RowError(error.description, column: mapping[.end])
            }
            precision = RowInterpreter.coarser(start.precision, end.precision)
        }
        incident.interval = interval
        incident.timePrecision = text(.timePrecision, members).flatMap(TimePrecision.init(rawValue:)) ?? precision
    }

    private mutating func startReading(
        _ startText: String, _ members: [JSONMember]
    ) throws(RowError) -> TemporalText.Reading {
        guard let column = mapping[.time], let timeText = text(.time, members) else {
            return try reading(startText, .start)
        }
        guard let time = ColumnTime.timeOfDay(timeText) else {
            throw RowError("'\(timeText)' is not a time of day", column: column)
        }
        do {
            return try ColumnTime.parse("\(Numbers.trimmed(startText))T\(time)", assuming: zone)
        } catch {
            throw RowError(error.description, column: column)
        }
    }

    private func reading(_ text: String, _ field: ColumnField) throws(RowError) -> TemporalText.Reading {
        do {
            return try ColumnTime.parse(text, assuming: zone)
        } catch {
            throw RowError(error.description, column: mapping[field])
        }
    }

    /// The zone of times that name none: the user's, or the publisher's.
    private var zone: AssumedZone? { options.zone ?? publisher?.zone }

    /// The less precise of two.
    static func coarser(_ left: TimePrecision, _ right: TimePrecision) -> TimePrecision {
        let order = TimePrecision.allCases
        let indexes = [left, right].compactMap { order.firstIndex(of: $0) }
        return indexes.max().map { order[$0] } ?? left
    }
}
