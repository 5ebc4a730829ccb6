import Incidents

/// A moment or a span as conditions compare it: where it begins and ends, and the last millisecond that belongs to it.
struct TimeExtent: Hashable {
    /// The first millisecond; `Int64.min` where there is no beginning.
    var start: Int64
    /// Where it ends; `Int64.max` where there is no end.
    var end: Int64
    /// The last millisecond that belongs to it. An end that is a day or an incident's does not belong, one that is a moment
    /// does.
    var last: Int64

    init(_ interval: TemporalInterval) {
        start = interval.start.milliseconds
        end = interval.end.milliseconds
        last = interval.lastMillisecond
    }

    init(moment: Instant) {
        start = moment.milliseconds
        end = start
        last = start
    }

    /// The span between two ends; nil where it would end before it begins.
    init?(from first: TimeExtent?, to second: TimeExtent?, excludingEnd: Bool = false) {
        start = first?.start ?? .min
        end = second?.end ?? .max
        last = second?.last ?? .max
        guard start <= end else { return nil }
        if excludingEnd, start < end { last = end - 1 }
    }

    /// The time that a text means; nil for any other text, and for a time of day without a zone.
    init?(text: String) {
        guard let reading = try? TemporalText.parse(text) else { return nil }
        self.init(reading.interval)
    }

    /// The moment that it is, where it is one.
    var moment: Instant? { start == end ? Instant(milliseconds: start) : nil }

    /// Before where all of it lies before the other, after where all of it lies after, else the same: a day is the same as
    /// any moment of it.
    func order(to other: TimeExtent) -> FilterScalar.Order {
        if last < other.start { return .before }
        return start > other.last ? .after : .same
    }
}
