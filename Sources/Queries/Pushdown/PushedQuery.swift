import Geometries
import Incidents
import Regions

/// A query that asks the same, with as much of its filter as can be moved into its place and its time, where an index
/// answers it.
///
/// Conditions that a place or a time says completely are moved; others that only imply one stay, and the place or the time is
/// added beside them. Only conditions that must all hold are looked at: what stands under OR or NOT stays where it is.
package struct PushedQuery {
    /// The query to answer.
    package private(set) var query: Query
    /// What was moved or added, for people who wonder.
    package private(set) var notes: [String] = []
    /// Whether the query's place came from the filter.
    package private(set) var placeIsFromFilter = false

    /// Looks through a query.
    ///
    /// - Complexity: O(conditions).
    package init(_ query: Query) {
        self.query = query
        guard let filter = query.filter else { return }
        var conditions = filter.conjuncts
        if query.space == nil { movePlace(&conditions) }
        moveTime(&conditions)
        self.query.filter = conditions.count > 1 ? .and(conditions) : conditions.first
    }

    // MARK: Place

    private mutating func movePlace(_ conditions: inout [Filter]) {
        for (index, condition) in conditions.enumerated() {
            guard let (relation, given) = condition.aboutLocation,
                let place = PushedQuery.place(relation, given)
            else { continue }
            query.space = place
            placeIsFromFilter = true
            notes.append("place: \(relation.rawValue.uppercased()), answered by the index")
            conditions.remove(at: index)
            return
        }
        for condition in conditions {
            guard let (relation, given) = condition.aboutLocation, relation != .disjoint,
                let box = given.box
            else { continue }
            query.space = .boundingBox(box)
            placeIsFromFilter = true
            notes.append("place: the box of \(relation.rawValue.uppercased())")
            return
        }
    }

    /// The place that says the relation completely.
    private static func place(_ relation: SpatialRelation, _ given: FilterGeometry) -> SpatialPredicate? {
        switch (relation, given) {
        case (.intersects, .box(let box)): .boundingBox(box)
        case (.intersects, .literal(let geometry)): (try? Region(geometry)).map { .region($0, .intersects) }
        case (.within, .literal(let geometry)): (try? Region(geometry)).map { .region($0, .within) }
        default: nil
        }
    }

    // MARK: Time

    private mutating func moveTime(_ conditions: inout [Filter]) {
        var window = ImpliedWindow()
        if let time = query.time {
            // That all of a span lies in a window is not said by another window.
            guard time.match == .possible else { return }
            window = ImpliedWindow(since: time.start?.milliseconds, until: time.end?.milliseconds, isExact: true)
        }
        var moved: Set<Int> = []
        var words: [String] = []
        for (index, condition) in conditions.enumerated() {
            guard let (implied, word) = condition.impliedWindow, let both = window.intersection(implied) else {
                continue
            }
            window = both
            if !words.contains(word) { words.append(word) }
            if implied.isExact { moved.insert(index) }
        }
        guard !words.isEmpty, let time = window.predicate else { return }
        query.time = time
        conditions = conditions.enumerated().filter { !moved.contains($0.offset) }.map(\.element)
        notes.append("time: \(window) from \(words.joined(separator: ", "))")
    }
}

extension Filter {
    /// The conditions that must all hold; those that always do are left out.
    fileprivate var conjuncts: [Filter] {
        switch self {
        case .and(let filters): filters.flatMap(\.conjuncts)
        case .constant(true): []
        default: [self]
        }
    }

    /// A relation of the incident's location to a given geometry.
    fileprivate var aboutLocation: (relation: SpatialRelation, given: FilterGeometry)? {
        guard case .spatial(let relation, let left, let right) = self else { return nil }
        if left == .incident, right != .incident { return (relation, right) }
        if right == .incident, left != .incident { return (relation.converse, left) }
        return nil
    }
}

extension FilterGeometry {
    /// The box that holds it; nil for the incident's own location and for what lies nowhere.
    fileprivate var box: BoundingBox? {
        switch self {
        case .incident: return nil
        case .box(let box): return box
        case .literal(let geometry):
            let rectangle = geometry.rectangle
            return try? BoundingBox(
                west: rectangle.minLongitude, south: rectangle.minLatitude, east: rectangle.maxLongitude,
                north: rectangle.maxLatitude)
        }
    }
}
