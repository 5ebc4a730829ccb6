import Incidents

/// Compares times as a filter asks for it.
enum TemporalTest {
    /// The condition that two times have a relation; open where one of them is absent or no time.
    static func condition(
        _ relation: TemporalRelation, _ left: FilterTime, _ right: FilterTime
    ) -> CompiledFilter.Condition {
        let left = extent(of: left)
        let right = extent(of: right)
        return { incident in
            guard let first = left(incident), let second = right(incident) else { return nil }
            return relation.holds(first, second)
        }
    }

    private static func extent(of time: FilterTime) -> (Incident) -> TimeExtent? {
        switch time {
        case .incident:
            return { $0.interval.map(TimeExtent.init) }
        case .property(let name):
            return extent(ofProperty: name)
        case .literal(let interval):
            let extent = TimeExtent(interval)
            return { _ in extent }
        case .interval(let from, let to):
            return extent(from: from, to: to)
        }
    }

    private static func extent(ofProperty name: String) -> (Incident) -> TimeExtent? {
        let value = CompiledValue(.property(name))
        return { incident in
            switch value.value(in: incident) {
            case .time(let extent): extent
            case .text(let text): TimeExtent(text: text)
            default: nil
            }
        }
    }

    private static func extent(from: FilterTime.Bound, to: FilterTime.Bound) -> (Incident) -> TimeExtent? {
        // The model's end is the moment after the last one.
        let excludesEnd = to == .property("end")
        guard case (let first?, let second?) = (constant(from), constant(to)) else {
            let first = extent(of: from)
            let second = extent(of: to)
            return { incident in
                guard let first = first(incident), let second = second(incident) else { return nil }
                return TimeExtent(from: first.value, to: second.value, excludingEnd: excludesEnd)
            }
        }
        let known = TimeExtent(from: first.value, to: second.value)
        return { _ in known }
    }

    /// An end that is there; nothing in it means that the span is open.
    private struct Known {
        var value: TimeExtent?
    }

    private static func constant(_ bound: FilterTime.Bound) -> Known? {
        switch bound {
        case .open: Known(value: nil)
        case .literal(let interval): Known(value: TimeExtent(interval))
        case .property: nil
        }
    }

    private static func extent(of bound: FilterTime.Bound) -> (Incident) -> Known? {
        if let known = constant(bound) { return { _ in known } }
        guard case .property(let name) = bound else { return { _ in nil } }
        let extent = extent(ofProperty: name)
        return { incident in extent(incident).map { Known(value: $0) } }
    }
}

extension TemporalRelation {
    /// Whether two extents have the relation.
    ///
    /// Before, after, intersects and disjoint ask for moments in common; the others compare the ends.
    func holds(_ left: TimeExtent, _ right: TimeExtent) -> Bool {
        switch self {
        case .after: left.start > right.last
        case .before: left.last < right.start
        case .disjoint: left.start > right.last || left.last < right.start
        case .intersects: left.start <= right.last && right.start <= left.last
        case .contains: left.start < right.start && left.end > right.end
        case .during: left.start > right.start && left.end < right.end
        case .equals: left.start == right.start && left.end == right.end
        case .finishedBy: left.start < right.start && left.end == right.end
        case .finishes: left.start > right.start && left.end == right.end
        case .meets: left.end == right.start
        case .metBy: left.start == right.end
        case .overlappedBy: left.start > right.start && left.start < right.end && left.end > right.end
        case .overlaps: left.start < right.start && left.end > right.start && left.end < right.end
        case .startedBy: left.start == right.start && left.end > right.end
        case .starts: left.start == right.start && left.end < right.end
        }
    }
}
