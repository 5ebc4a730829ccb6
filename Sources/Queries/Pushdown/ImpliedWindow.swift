import Incidents

/// A window of time that every incident touches that can meet a condition.
struct ImpliedWindow {
    /// The first millisecond; nil is open.
    var since: Int64?
    /// The millisecond after the last one; nil is open.
    var until: Int64?
    /// Whether touching the window is all that the condition asks.
    var isExact = false

    /// The window that says the same as both together; nil where no window does.
    ///
    /// An incident touches two windows that have a moment in common exactly when it neither ends before the later beginning
    /// nor begins after the earlier end. Two windows apart can both be touched by a long incident, and no window says so.
    func intersection(_ other: ImpliedWindow) -> ImpliedWindow? {
        let both = ImpliedWindow(
            since: [since, other.since].compactMap { $0 }.max(), until: [until, other.until].compactMap { $0 }.min(),
            isExact: isExact && other.isExact)
        if let since = both.since, let until = both.until, since >= until { return nil }
        return both
    }

    /// The window as a query has it.
    var predicate: TemporalPredicate? {
        try? TemporalPredicate(
            since: since.map { Instant(milliseconds: $0) }, until: until.map { Instant(milliseconds: $0) })
    }
}

extension ImpliedWindow: CustomStringConvertible {
    /// As `--since` and `--until` would have it.
    var description: String {
        let ends = [("since", since), ("until", until)].compactMap { word, milliseconds in
            milliseconds.map { "\(word) \(Instant(milliseconds: $0))" }
        }
        return ends.isEmpty ? "any" : ends.joined(separator: " ")
    }
}

extension Filter {
    /// The window that the condition implies, and what in it does; nil where it implies none.
    var impliedWindow: (ImpliedWindow, word: String)? {
        switch self {
        case .compare(.property(let name), let comparison, .time(let time)):
            ImpliedWindow(name, comparison, TimeExtent(time)).map { ($0, name) }
        case .compare(.time(let time), let comparison, .property(let name)):
            ImpliedWindow(name, comparison.mirrored, TimeExtent(time)).map { ($0, name) }
        case .isBetween(.property(let name), .time(let low), .time(let high)):
            ImpliedWindow(name, .greaterOrEqual, TimeExtent(low)).flatMap { window in
                ImpliedWindow(name, .lessOrEqual, TimeExtent(high)).flatMap { other in
                    window.intersection(other).map { ($0, name) }
                }
            }
        case .temporal(let relation, .incident, let given):
            given.knownExtent.flatMap { ImpliedWindow(relation, $0) }.map { ($0, relation.rawValue.uppercased()) }
        case .temporal(let relation, let given, .incident):
            given.knownExtent.flatMap { ImpliedWindow(relation.converse, $0) }
                .map { ($0, relation.rawValue.uppercased()) }
        default: nil
        }
    }
}

extension ImpliedWindow {
    /// What a comparison of `start` or `end` with a known time implies.
    ///
    /// An end lies one millisecond after the last moment of a span, but on the moment of an instant.
    fileprivate init?(_ property: String, _ comparison: Filter.Comparison, _ time: TimeExtent) {
        switch (property, comparison) {
        case ("start", .less): self.init(until: time.start, isExact: true)
        case ("start", .lessOrEqual): self.init(until: time.last + 1, isExact: true)
        case ("start", .greater): self.init(since: time.last + 1)
        case ("start", .greaterOrEqual): self.init(since: time.start)
        case ("start", .equal): self.init(since: time.start, until: time.last + 1)
        case ("end", .less): self.init(until: time.start)
        case ("end", .lessOrEqual): self.init(until: time.last + 1)
        case ("end", .greater): self.init(since: time.last)
        case ("end", .greaterOrEqual): self.init(since: time.start - 1)
        case ("end", .equal): self.init(since: time.start - 1, until: time.last + 1)
        default: return nil
        }
    }

    /// What a relation of an incident's span to a known time implies.
    fileprivate init?(_ relation: TemporalRelation, _ time: TimeExtent) {
        let since = time.start == .min ? nil : time.start
        switch relation {
        case .intersects: self.init(since: since, until: time.last == .max ? nil : time.last + 1, isExact: true)
        case .before:
            guard time.start > .min else { return nil }
            self.init(until: time.start)
        case .after:
            guard time.last < .max else { return nil }
            self.init(since: time.last + 1)
        case .disjoint: return nil
        default:
            // They compare where spans begin and end, and an end may lie beside the last moment by one millisecond.
            self.init(since: since.map { $0 - 1 }, until: time.end == .max ? nil : time.end + 1)
        }
    }
}

extension Filter.Comparison {
    /// The comparison with its sides changed over.
    fileprivate var mirrored: Filter.Comparison {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

extension TemporalRelation {
    /// The relation that the second has to the first.
    var converse: TemporalRelation {
        switch self {
        case .disjoint, .equals, .intersects: self
        case .after: .before
        case .before: .after
        case .contains: .during
        case .during: .contains
        case .finishedBy: .finishes
        case .finishes: .finishedBy
        case .meets: .metBy
        case .metBy: .meets
        case .overlappedBy: .overlaps
        case .overlaps: .overlappedBy
        case .startedBy: .starts
        case .starts: .startedBy
        }
    }
}

extension FilterTime {
    /// The extent where it is the same for every incident.
    fileprivate var knownExtent: TimeExtent? {
        func known(_ bound: Bound) -> TimeExtent?? {
            switch bound {
            case .open: .some(nil)
            case .literal(let interval): TimeExtent(interval)
            case .property: nil
            }
        }
        switch self {
        case .incident, .property: return nil
        case .literal(let interval): return TimeExtent(interval)
        case .interval(let from, let to):
            guard case .some(let first) = known(from), case .some(let last) = known(to) else { return nil }
            return TimeExtent(from: first, to: last)
        }
    }
}
