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

/// The nearest entries found so far, over any number of trees.
struct NearestCollector {
    private struct Farthest: Comparable {
        var neighbour: Neighbour
        static func < (left: Farthest, right: Farthest) -> Bool { right.neighbour < left.neighbour }
    }

    private let capacity: Int
    private let maximumDistance: Double
    private var heap = BinaryHeap<Farthest>()

    init(_ search: NearestSearch) {
        capacity = max(0, search.count)
        maximumDistance = search.maximumDistance
    }

    /// No entry farther than this can be added; an entry just as far may.
    var limit: Double {
        guard capacity > 0 else { return -1 }
        guard heap.count == capacity, let farthest = heap.first else { return maximumDistance }
        return farthest.neighbour.distance
    }

    /// Whether the entry would be added.
    func accepts(_ neighbour: Neighbour) -> Bool {
        guard neighbour.distance <= limit else { return false }
        guard heap.count == capacity, let farthest = heap.first else { return true }
        return neighbour < farthest.neighbour
    }

    /// Adds an entry that is accepted.
    mutating func add(_ neighbour: Neighbour) {
        if heap.count == capacity { _ = heap.popFirst() }
        heap.insert(Farthest(neighbour: neighbour))
    }

    /// What was found, nearest first.
    var sorted: [Neighbour] { heap.elements.map(\.neighbour).sorted() }
}
