/// How many of the nearest entries to find, and within which limits.
public struct NearestSearch: Hashable, Sendable {
    /// The most entries to return; none when it is not positive.
    public var count: Int
    /// The largest distance that counts, included, in the unit of the ruler: metres, except for a planar one.
    public var maximumDistance: Double
    /// Milliseconds, closed; nil for any time and undated entries too.
    public var time: TimeSpan?
    /// How ``time`` is compared.
    public var timeMatch: QueryWindow.TimeMatch

    /// Asks for the `count` nearest.
    public init(
        count: Int, maximumDistance: Double = .infinity, time: TimeSpan? = nil,
        timeMatch: QueryWindow.TimeMatch = .intersects
    ) {
        self.count = count
        self.maximumDistance = maximumDistance
        self.time = time
        self.timeMatch = timeMatch
    }
}

/// An entry found near a place.
public struct Neighbour: Hashable, Sendable, Comparable {
    /// The caller's identifier.
    public var id: Int64
    /// How far it is, in the unit of the ruler: metres, except for a planar one.
    public var distance: Double

    /// Makes a neighbour.
    public init(id: Int64, distance: Double) {
        self.id = id
        self.distance = distance
    }

    /// Nearer first, then by identifier, so that every search has one answer.
    public static func < (left: Neighbour, right: Neighbour) -> Bool {
        left.distance != right.distance ? left.distance < right.distance : left.id < right.id
    }
}
