import Foundation

/// The time zone that is assumed for times written without one.
public struct AssumedZone: Hashable, Sendable {
    /// The name as given.
    public let name: String
    private let zone: TimeZone

    /// Takes an IANA name such as `Asia/Baghdad`, `UTC`, or an offset such as `+03:00`.
    ///
    /// - Throws: ``TemporalError/unknownZone(_:)`` for any other name.
    public init(_ name: String) throws(TemporalError) {
        self.name = name
        if let seconds = AssumedZone.offset(name), let zone = TimeZone(secondsFromGMT: seconds) {
            self.zone = zone
        } else if name.contains("/") || name == "UTC" || name == "GMT", let zone = TimeZone(identifier: name) {
            self.zone = zone
        } else {
            throw .unknownZone(name)
        }
    }

    /// The moment at which clocks of the zone show a local time given as if it were UTC, or nil where they skipped it.
    ///
    /// Where clocks were set back and show the time twice, the first moment is meant.
    package func utcMilliseconds(forLocal local: Int64) -> Int64? {
        // Offsets change by at most a day's worth around any moment, so the two sides of a change are among these.
        let candidates = [local - 86_400_000, local + 86_400_000].map(offsetMilliseconds(at:))
            .map { (utc: local - $0, offset: $0) }
            .filter { offsetMilliseconds(at: $0.utc) == $0.offset }
            .map(\.utc)
        return candidates.min()
    }

    /// How far clocks of the zone are ahead of UTC at a moment.
    package func offsetMilliseconds(at milliseconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))) * 1_000
    }

    private static func offset(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
            bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            let hours = Int(String(decoding: bytes[1...2], as: UTF8.self)),
            let minutes = Int(String(decoding: bytes[4...5], as: UTF8.self)),
            (0...18).contains(hours), (0...59).contains(minutes)
        else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        return bytes[0] == UInt8(ascii: "-") ? -seconds : seconds
    }
}
