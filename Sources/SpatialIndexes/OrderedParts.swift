/// The entries of one class, in the order of place and time and perhaps once more in the order of place alone, and which of
/// them were deleted; a search takes the order that suits its window.
struct OrderedParts: Sendable {
    /// Both parts.
    let orders: Orders
    /// What was deleted of the first part, and of the second: the same entries.
    private(set) var deleted = Tombstones()

    init(main: TreePart, byPlace: TreePart?) { orders = Orders(main: main, byPlace: byPlace) }

    /// In the order of place and time, or, without times, of place.
    var main: TreePart { orders.main }

    /// The same entries in the order of place, or nil where one order is enough.
    var byPlace: TreePart? { orders.byPlace }

    /// From the first to the last moment of any entry, or a little more; nil without times.
    var duration: TimeSpan? { orders.duration }

    /// The number of entries that were not deleted.
    var count: Int { main.count - deleted.count }

    /// Deletes the entry that stands at a position of the first part and, where there is one, at one of the second.
    ///
    /// Returns whether it was there.
    mutating func delete(_ position: Int, byPlace other: Int?) -> Bool {
        deleted.insert(
            position, of: main.layout.leafCount, and: other, of: byPlace?.layout.leafCount ?? 0)
    }

    /// Both, in the order in which they lie in a file.
    var all: [TreePart] { byPlace.map { [main, $0] } ?? [main] }
}

/// An object, so that a search takes hold of both parts by one reference.
@safe
final class Orders: Sendable {
    let main: TreePart
    let byPlace: TreePart?
    /// From the first to the last moment of any entry; nil without times.
    let duration: TimeSpan?

    /// The same parts for searches, which hold on to this object and count no references on their way.
    let uncounted: Unmanaged<TreePart>
    let uncountedByPlace: Unmanaged<TreePart>?

    init(main: TreePart, byPlace: TreePart?) {
        self.main = main
        self.byPlace = byPlace
        duration = main.duration
        // Both live as long as this object.
        unsafe uncounted = Unmanaged.passUnretained(main)
        unsafe uncountedByPlace = byPlace.map { unsafe Unmanaged.passUnretained($0) }
    }
}

// MARK: - The choice

extension OrderedParts {
    /// Calls `body` with the part that suits a window and the window on its grids, or returns nil when no entry matches.
    @inline(__always)
    func withQuery<Result, Failure: Error>(
        _ window: QueryWindow, kernels: Kernels, _ body: (TreePart, PartQuery) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard deleted.count > 0 else { return try orders.withQuery(window, kernels: kernels, body) }
        var window = window
        let isByPlace = unsafe orders.choose(for: &window).isByPlace
        let part = isByPlace ? orders.byPlace ?? orders.main : orders.main
        let firstWord = isByPlace ? orders.main.layout.leafCount : 0
        return try DeletedEntries.with(deleted, from: firstWord) { deleted throws(Failure) in
            try PartQuery.with(window, on: part, without: deleted, kernels: kernels) { query throws(Failure) in
                try body(part, query)
            }
        }
    }
}

extension Orders {
    /// The same where nothing was deleted.
    @inline(__always)
    func withQuery<Result, Failure: Error>(
        _ window: QueryWindow, kernels: Kernels, _ body: (TreePart, PartQuery) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        var window = window
        // This object holds the part.
        defer { withExtendedLifetime(self) {} }
        return try unsafe choose(for: &window).part._withUnsafeGuaranteedRef { part in
            Swift.Result { () throws(Failure) in
                try PartQuery.with(window, on: part, without: .none, kernels: kernels) { query throws(Failure) in
                    try body(part, query)
                }
            }
        }.get()
    }

    /// The part that suits a window: that of place where time leaves nothing out, and then time is not asked for.
    @inline(__always)
    fileprivate func choose(for window: inout QueryWindow) -> (part: Unmanaged<TreePart>, isByPlace: Bool) {
        guard let byPlace = unsafe uncountedByPlace, isCovered(by: window.time) else {
            return unsafe (uncounted, false)
        }
        window.time = nil
        return unsafe (byPlace, true)
    }

    /// Whether a span leaves no dated entry out; so does no span at all.
    @inline(__always)
    fileprivate func isCovered(by time: TimeSpan?) -> Bool {
        guard let time, let duration else { return true }
        return time.first <= duration.first && duration.last <= time.last
    }
}

extension OrderedParts {
    /// From this share of the duration on, the nearest entries of a time are found sooner among all that are near;
    /// docs/decisions/0014-two-orders.md has the measurements.
    private static let longShare = 0.1

    /// Calls `body` with the part that suits a nearest search in a time, or at any, and what was deleted of it.
    func withPart<Result, Failure: Error>(
        forNearestIn time: TimeSpan?, _ body: (TreePart, DeletedEntries) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let byPlace, share(of: time) >= Self.longShare else {
            return try DeletedEntries.with(deleted, from: 0) { deleted throws(Failure) in try body(main, deleted) }
        }
        return try DeletedEntries.with(deleted, from: main.layout.leafCount) { deleted throws(Failure) in
            try body(byPlace, deleted)
        }
    }

    /// How much of the duration a span covers: 1 where it covers all of it and where there is none.
    private func share(of time: TimeSpan?) -> Double {
        guard let time, let duration = orders.duration, !orders.isCovered(by: time) else { return 1 }
        let first = max(time.first, duration.first)
        let last = min(time.last, duration.last)
        // As doubles, which no distance between two moments overflows.
        return (Double(last) - Double(first)) / (Double(duration.last) - Double(duration.first))
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
