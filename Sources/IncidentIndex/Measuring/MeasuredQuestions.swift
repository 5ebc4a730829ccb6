import Geometries
import Regions
import SpatialIndexes

/// Makes questions about a store's own incidents: windows, regions and places around them, drawn by a seed.
struct MeasuredQuestions {
    /// Shares of the world's area.
    static let sizes: [(name: String, share: Double)] = [
        ("0.001%", 1e-5), ("0.01%", 1e-4), ("0.1%", 1e-3), ("1%", 1e-2), ("10%", 1e-1),
    ]
    /// Spans of time that windows are asked with, in days; nil is any time.
    static let spans: [(name: String, days: Int64?)] = [("", nil), (", 30 days", 30), (", a year", 365)]

    private let entries: [IndexEntry]
    private var random: SeededRandom

    /// Asks about these entries, of which there is at least one.
    init(about entries: [IndexEntry], seed: UInt64) {
        self.entries = entries
        random = SeededRandom(seed: seed)
    }

    /// A window as large as a share of the world around an incident, and so many days around the incident's time.
    mutating func window(share: Double, days: Int64?) -> QueryWindow {
        let entry = pick()
        let centre = entry.envelope.rectangle.middle
        let half = (share * 360 * 180).squareRoot() / 2
        let rectangle = Rectangle(
            minLongitude: max(centre.longitude - half, -180), minLatitude: max(centre.latitude - half, -90),
            maxLongitude: min(centre.longitude + half, 180), maxLatitude: min(centre.latitude + half, 90))
        guard let days else { return QueryWindow(rectangle) }
        let middle = entry.envelope.time?.first ?? 0
        let reach = days * 86_400_000 / 2
        return QueryWindow(rectangle, time: TimeSpan(first: middle - reach, last: middle + reach - 1))
    }

    /// A star of 200 corners around an incident, whose outer ones touch a window of a share of the world.
    mutating func region(share: Double) -> Region {
        let rectangle = window(share: share, days: nil).rectangle
        let centre = rectangle.middle
        let corners = 200
        let ring = (0...corners).map { corner -> Position in
            // The last corner is the first, to the bit.
            let angle = Double(corner % corners) / Double(corners) * 360
            let direction = Trigonometry.sineAndCosine(degrees: angle)
            let reach = corner % 2 == 0 ? 1.0 : 0.6
            return Position(
                longitude: centre.longitude
                    + reach * direction.cosine * (rectangle.maxLongitude - centre.longitude),
                latitude: centre.latitude + reach * direction.sine * (rectangle.maxLatitude - centre.latitude))
        }
        return Region(Polygon(exterior: ring))
    }

    /// A place up to a degree from an incident.
    mutating func place() -> Coordinate {
        let centre = pick().envelope.rectangle.middle
        return Coordinate(
            longitude: min(max(centre.longitude + random.unit() * 2 - 1, -180), 180),
            latitude: min(max(centre.latitude + random.unit() * 2 - 1, -90), 90))
    }

    private mutating func pick() -> IndexEntry { entries[Int.random(in: 0..<entries.count, using: &random)] }
}

extension Rectangle {
    fileprivate var middle: Coordinate {
        Coordinate(longitude: (minLongitude + maxLongitude) / 2, latitude: (minLatitude + maxLatitude) / 2)
    }
}

/// Random numbers that depend on a seed alone (S. Vigna's SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
