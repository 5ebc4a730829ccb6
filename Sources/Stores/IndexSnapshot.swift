import Geometries
import Incidents
import Queries
import Regions
import SpatialIndexes

/// The index of one state of the store: a value that never changes, shared by all who read that state.
struct IndexSnapshot: Sendable {
    /// The state that it covers.
    let mark: ChangeMark
    /// The located incidents by place and time.
    let located: LayeredIndex
    /// The dated incidents without a place, by time; their place in the index means nothing.
    let unlocated: LayeredIndex
    /// Whether any located incident is a line or an area, whose envelope alone is indexed.
    let hasExtents: Bool
    /// Whether any time that was read to make it has milliseconds; a base from the file tells nothing.
    let hasMilliseconds: Bool

    /// The rows that may match, and what is still to be asked of each.
    func candidates(for evaluator: Evaluator, statistics: inout QueryStatistics) throws -> CandidateRows {
        var found = CandidateRows(rows: [], open: evaluator.restricting.intersection(.filter))
        guard let when = TimeWindow(evaluator.query.time) else { return found }
        switch evaluator.query.space {
        case nil:
            located.collect(when.window(.world), into: &found.rows, statistics: &statistics)
            unlocated.collect(when.window(.world), into: &found.rows, statistics: &statistics)
        case .boundingBox(let box):
            for rectangle in box.rectangles {
                try collect(rectangle, when, into: &found, statistics: &statistics)
            }
        case .region:
            guard let region = evaluator.region else { return found }
            var visitor = RegionVisitor(region)
            try located.walk(when.window(region.window), visitor: &visitor, statistics: &statistics)
            statistics.tested = visitor.statistics.tested
            found.rows = visitor.ids + visitor.undecided
            found.unsure = visitor.undecided
        case .within(let metres, let centre):
            var visitor = RadiusVisitor(centre: centre, metres: metres)
            try located.walk(when.window(.world), visitor: &visitor, statistics: &statistics)
            found.rows = visitor.ids + visitor.undecided
            found.unsure = visitor.undecided
        }
        found.rows = AscendingRows.sorted(found.rows)
        found.unsure = AscendingRows.sorted(found.unsure)
        return found
    }

    private func collect(
        _ rectangle: Rectangle, _ when: TimeWindow, into found: inout CandidateRows,
        statistics: inout QueryStatistics
    ) throws {
        guard hasExtents else {
            return located.collect(when.window(rectangle), into: &found.rows, statistics: &statistics)
        }
        var visitor = BoxVisitor(rectangle: rectangle)
        try located.walk(when.window(rectangle), visitor: &visitor, statistics: &statistics)
        found.rows += visitor.ids + visitor.undecided
        found.unsure += visitor.undecided
    }

    /// The number of matches by place and time, or nil where lines or areas near a border must be looked at.
    func count(for evaluator: Evaluator, statistics: inout QueryStatistics) throws -> Int? {
        guard let when = TimeWindow(evaluator.query.time) else { return 0 }
        switch evaluator.query.space {
        case nil:
            return located.count(in: when.window(.world), statistics: &statistics)
                + unlocated.count(in: when.window(.world), statistics: &statistics)
        case .boundingBox(let box):
            guard !hasExtents else { return nil }
            // No point lies in two of a box's rectangles.
            return box.rectangles.reduce(0) { sum, rectangle in
                sum + located.count(in: when.window(rectangle), statistics: &statistics)
            }
        case .region:
            guard let region = evaluator.region else { return nil }
            var visitor = RegionCounter(region)
            var cost = QueryStatistics()
            try located.walk(when.window(region.window), visitor: &visitor, statistics: &cost)
            guard visitor.undecided.isEmpty else { return nil }
            cost.tested = visitor.statistics.tested
            statistics += cost
            return visitor.count
        case .within(let metres, let centre):
            var visitor = RadiusVisitor(centre: centre, metres: metres, isCounting: true)
            var cost = QueryStatistics()
            try located.walk(when.window(.world), visitor: &visitor, statistics: &cost)
            guard visitor.undecided.isEmpty else { return nil }
            statistics += cost
            return visitor.count
        }
    }
}

/// A query's time as the index compares it.
struct TimeWindow {
    let span: TimeSpan?
    let match: QueryWindow.TimeMatch

    /// Takes a query's time; nil when no moment at all is asked for.
    init?(_ predicate: TemporalPredicate?) {
        guard let predicate else {
            span = nil
            match = .intersects
            return
        }
        let first = predicate.start?.milliseconds ?? .min
        let last = predicate.end.map { $0.milliseconds - 1 } ?? .max
        guard first <= last else { return nil }
        span = TimeSpan(first: first, last: last)
        match = predicate.match == .possible ? .intersects : .within
    }

    func window(_ rectangle: Rectangle) -> QueryWindow {
        QueryWindow(rectangle, time: span, timeMatch: match)
    }
}

/// Puts rows in ascending order, each once.
enum AscendingRows {
    /// - Complexity: O(*n*) where the rows lie close enough together for one bit each, else O(*n* log *n*).
    static func sorted(_ rows: [Int64]) -> [Int64] {
        guard let least = rows.min(), let greatest = rows.max() else { return [] }
        let (range, overflow) = greatest.subtractingReportingOverflow(least)
        // A bit for each possible row costs less than comparing, as long as few of the words stay empty.
        guard rows.count > 64, !overflow, range / 64 <= Int64(rows.count) * 4 else {
            return rows.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }
        var bits = [UInt64](repeating: 0, count: Int(range / 64) + 1)
        for row in rows {
            let offset = Int(row - least)
            bits[offset >> 6] |= 1 << UInt64(offset & 63)
        }
        var sorted: [Int64] = []
        sorted.reserveCapacity(rows.count)
        for (index, word) in bits.enumerated() {
            var left = word
            while left != 0 {
                sorted.append(least + Int64(index << 6 + left.trailingZeroBitCount))
                left &= left - 1
            }
        }
        return sorted
    }
}
