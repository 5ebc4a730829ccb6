import Incidents

/// Times: whatever is read lies in the years that there are, ends after it begins, and is read alike when it is written out.
enum TimeInput {
    private static let years = TemporalInterval.year(0).start...TemporalInterval.year(9_999).end
    private static let zones = ["Asia/Baghdad", "+05:30"].compactMap { try? AssumedZone($0) }

    static func fault(in bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        for zone in [nil] + zones {
            if let reading = try? TemporalText.parse(text, assuming: zone), let fault = fault(of: reading.interval) {
                return fault
            }
            let now = Instant(milliseconds: 1_641_263_400_000)
            if let interval = try? RelativeTime.parse(text, now: now, assuming: zone), let fault = fault(of: interval) {
                return "counted from now: \(fault)"
            }
        }
        if let months = try? RecurringTime.months(text), !months.isSubset(of: 1...12) {
            return "there is no such month"
        }
        if let days = try? RecurringTime.weekdays(text), !days.isSubset(of: 1...7) { return "there is no such weekday" }
        _ = try? RecurringTime.hours(text)
        return nil
    }

    private static func fault(of interval: TemporalInterval) -> String? {
        guard interval.start <= interval.end else { return "it ends before it begins" }
        guard years.contains(interval.start), years.contains(interval.end) else {
            return "it lies in no year that is known"
        }
        // The end of the last year has no text of its own.
        guard interval.start < years.upperBound else { return nil }
        let again = try? TemporalText.parse(interval.start.text(withMilliseconds: true))
        return again?.interval.start == interval.start ? nil : "another instant when it is written and read again"
    }
}
