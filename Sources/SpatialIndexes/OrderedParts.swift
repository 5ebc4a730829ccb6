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
    /// From this share of the whole duration on, a window's time tells entries apart less well than its place does;
    /// docs/decisions/0003-packed-tree.md has the measurements.
    static let longShare = 0.25

    /// What to search, and for what.
    struct Choice {
        let part: TreePart
        let deleted: Tombstones
        let window: QueryWindow
    }

    /// The part that suits a window; a window over all times there are is one without time.
    func choice(for window: QueryWindow) -> Choice {
        guard let byPlace else { return Choice(part: main, deleted: deleted, window: window) }
        guard let time = window.time, let duration else {
            return Choice(part: byPlace, deleted: deletedByPlace, window: window)
        }
        if time.first <= duration.first, duration.last <= time.last {
            return Choice(part: byPlace, deleted: deletedByPlace, window: QueryWindow(window.rectangle))
        }
        let first = max(time.first, duration.first)
        let last = min(time.last, duration.last)
        // As doubles, which no distance between two moments overflows.
        let share = (Double(last) - Double(first)) / (Double(duration.last) - Double(duration.first))
        return share < Self.longShare
            ? Choice(part: main, deleted: deleted, window: window)
            : Choice(part: byPlace, deleted: deletedByPlace, window: window)
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
        // The last step of a coarse grid may reach beyond the last millisecond that there is.
        let (last, overflow) = grid.milliseconds(bounds.maxTime).addingReportingOverflow(grid.unit - 1)
        return TimeSpan(first: grid.milliseconds(bounds.minTime), last: overflow ? .max : last)
    }
}
