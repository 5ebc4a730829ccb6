/// The entries of one class, in the order of place and time and perhaps once more in the order of place alone; a search
/// takes the one that suits its window.
struct OrderedParts: Sendable {
    /// In the order of place and time, or, without times, of place.
    let main: TreePart
    /// The same entries in the order of place, or nil where one order is enough.
    let byPlace: TreePart?
    /// What was deleted of the first, and of the second: the same entries.
    private(set) var deleted = Tombstones()
    private(set) var deletedByPlace = Tombstones()
    /// From the first to the last moment of any entry; nil without times.
    private let duration: TimeSpan?

    init(main: TreePart, byPlace: TreePart?) {
        self.main = main
        self.byPlace = byPlace
        duration = main.duration
    }

    /// The number of entries that were not deleted.
    var count: Int { main.count - deleted.count }

    /// Deletes the entry that stands at a position of the first part and, where there is one, at one of the second.
    ///
    /// Returns whether it was there.
    mutating func delete(_ position: Int, byPlace other: Int?) -> Bool {
        guard deleted.insert(position, leafCount: main.layout.leafCount) else { return false }
        if let byPlace, let other { _ = deletedByPlace.insert(other, leafCount: byPlace.layout.leafCount) }
        return true
    }

    /// Both, in the order in which they lie in a file.
    var all: [TreePart] { byPlace.map { [main, $0] } ?? [main] }
}

// MARK: - The choice

extension OrderedParts {
    /// What to search, and for what.
    struct Choice {
        let part: TreePart
        let deleted: Tombstones
        let window: QueryWindow
    }

    /// The part that suits a window: the order of place where time leaves nothing out, and then without asking for it.
    func choice(for window: QueryWindow) -> Choice {
        guard let byPlace, share(of: window.time) >= 1 else {
            return Choice(part: main, deleted: deleted, window: window)
        }
        return Choice(part: byPlace, deleted: deletedByPlace, window: QueryWindow(window.rectangle))
    }

    /// From this share of the duration on, the nearest entries of a time are found sooner among all that are near;
    /// docs/decisions/0014-two-orders.md has the measurements.
    private static let longShare = 0.1

    /// The part that suits a nearest search in a time, or at any.
    func choice(forNearestIn time: TimeSpan?) -> Choice {
        let window = QueryWindow(time: time)
        guard let byPlace, share(of: time) >= Self.longShare else {
            return Choice(part: main, deleted: deleted, window: window)
        }
        return Choice(part: byPlace, deleted: deletedByPlace, window: window)
    }

    /// How much of the duration a span covers: 1 where it covers all of it and where there is none.
    private func share(of time: TimeSpan?) -> Double {
        guard let time, let duration else { return 1 }
        if time.first <= duration.first, duration.last <= time.last { return 1 }
        let first = max(time.first, duration.first)
        let last = min(time.last, duration.last)
        // As doubles, which no distance between two moments overflows, and less than 1, which rounding could make of it.
        return min((Double(last) - Double(first)) / (Double(duration.last) - Double(duration.first)), 1.0.nextDown)
    }
}

extension TreePart {
    /// From the first to the last moment of any entry, or a little more; nil without times.
    fileprivate var duration: TimeSpan? {
        guard kind.contains(.dated) else { return nil }
        var bounds = bounds(ofChild: 0, of: 0)
        for child in 1..<max(1, layout.childCount(level: layout.levelCount - 1)) {
            bounds.formUnion(self.bounds(ofChild: child, of: 0))
        }
        let first = grid.milliseconds(bounds.minTime)
        let last = grid.milliseconds(bounds.maxTime)
        // Instants on the grid end where their step begins; what else there is may fill it.
        if kind.isDisjoint(with: [.spans, .looseTime]) { return TimeSpan(first: first, last: last) }
        // The last step of a coarse grid may reach beyond the last millisecond that there is.
        let (end, overflow) = last.addingReportingOverflow(grid.unit - 1)
        return TimeSpan(first: first, last: overflow ? .max : end)
    }
}
