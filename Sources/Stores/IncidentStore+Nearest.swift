public import Geometries
import Incidents
public import Queries
import SpatialIndexes

extension IncidentStore {
    /// The located incidents nearest to a place by geodesic distance, among those that match a query; nearest first, by
    /// the bytes of the id among equals.
    ///
    /// The distance to a line or an area is that to its nearest point, and 0 inside. The query's order, limit and offset do
    /// not count.
    /// - Parameters:
    ///   - centre: where to measure from.
    ///   - count: how many to find at most.
    ///   - query: what they must match.
    /// - Returns: The matches with their distances, fewer than `count` where there are no more.
    /// - Throws: ``StoreError``, or what is wrong with the place or the query's region.
    public func nearest(to centre: Coordinate, count: Int, among query: Query = Query()) throws -> [Match] {
        try search(centre, count, query, fetching: true).matches
    }

    /// How ``nearest(to:count:among:)`` is answered, and what it costs.
    ///
    /// - Throws: What the search itself throws.
    public func explainNearest(to centre: Coordinate, count: Int, among query: Query = Query()) throws -> QueryPlan {
        try search(centre, count, query, fetching: false).plan
    }

    private func search(
        _ centre: Coordinate, _ count: Int, _ query: Query, fetching: Bool
    ) throws -> (matches: [Match], plan: QueryPlan) {
        try centre.validate()
        var query = query
        (query.order, query.limit, query.offset) = (nil, nil, 0)
        let evaluator = try Evaluator(query)
        guard count > 0 else { return ([], QueryPlan(access: .index)) }
        try prepareForReading(query)
        return try reading { connection in
            let planner = try planner(evaluator, connection)
            var search = NearestRows(centre: centre, count: count, evaluator: evaluator)
            let rows: [NearestRows.Found]
            switch try availableIndex(connection) {
            case .ready(let snapshot) where planner.textRows == nil: rows = try search.find(in: snapshot, connection)
            case .ready: rows = try search.scan(planner, connection, because: "words are looked for first")
            case .unavailable(let reason): rows = try search.scan(planner, connection, because: reason)
            }
            search.plan.matches = rows.count
            guard fetching else { return ([], search.plan) }
            let matches = try rows.compactMap { found in
                try connection.incident(row: found.row).map {
                    Match(incident: $0, distanceInMetres: found.distance)
                }
            }
            return (matches, search.plan)
        }
    }
}

/// A search for the rows nearest to a place.
struct NearestRows {
    /// A row and how far it is.
    struct Found {
        var distance: Double
        var id: IncidentID
        var row: Int64

        /// Nearer, or as near and earlier by the bytes of the id.
        static func precedes(_ left: Found, _ right: Found) -> Bool {
            if left.distance != right.distance { return left.distance < right.distance }
            return left.id != right.id ? left.id < right.id : left.row < right.row
        }
    }

    let centre: Coordinate
    let count: Int
    let evaluator: Evaluator
    /// How the search went.
    var plan = QueryPlan(access: .index)

    init(centre: Coordinate, count: Int, evaluator: Evaluator) {
        self.centre = centre
        self.count = count
        self.evaluator = evaluator
    }

    /// Asks the index, nodes nearest first.
    ///
    /// Rows as far as the last one are all fetched before they are put in order by id, so that the answer is that of the
    /// scan.
    mutating func find(in snapshot: IndexSnapshot, _ connection: OpenConnection) throws -> [Found] {
        guard let when = TimeWindow(evaluator.query.time) else { return [] }
        let centre = centre
        let ruler = EllipsoidalRuler(from: centre) { Geodesic.distance(from: $0, to: $1) }
        let judge = try RowJudge(evaluator, connection, open: [.space, .filter])
        var wanted = count
        while true {
            let search = NearestSearch(count: wanted, time: when.span, timeMatch: when.match)
            let neighbours = try snapshot.located.nearest(
                search, from: ruler, statistics: &plan.statistics,
                filter: { try judge.matches($0) },
                extentDistance: { row, _ in try judge.distance(from: centre, row) })
            let isComplete = neighbours.count < wanted
            // A tie at the end may go on beyond what was asked for.
            if !isComplete, neighbours.count > count - 1, neighbours.last?.distance == neighbours[count - 1].distance {
                wanted *= 2
                continue
            }
            var found: [Found] = []
            for neighbour in neighbours {
                found.append(Found(distance: neighbour.distance, id: try judge.id(neighbour.id), row: neighbour.id))
            }
            plan.candidates = judge.rowsRead
            plan.rowsRead = judge.rowsRead
            return Array(found.sorted(by: Found.precedes).prefix(count))
        }
    }

    /// Measures every match.
    mutating func scan(
        _ planner: Planner, _ connection: OpenConnection, because reason: String
    ) throws -> [Found] {
        plan.access = .scan(reason: reason)
        let centre = centre
        let count = count
        var walk = RowWalk(try planner.source(&plan), evaluator, reading: ColumnSet([.id, .geometry]))
        var best: [Found] = []
        var limit = Double.infinity
        _ = try walk.advance(connection) { row, statement, decoder in
            let distance: Double?
            if let point = decoder.point(statement) {
                distance = Geodesic.distance(from: centre, to: point)
            } else {
                distance = decoder.geometry(statement).flatMap { $0.isEmpty ? nil : $0.distance(from: centre) }
            }
            guard let distance, distance <= limit else { return true }
            best.append(Found(distance: distance, id: decoder.id(statement), row: row))
            // Sorting now and then keeps the list short at little cost.
            if best.count >= 4 * count + 64 {
                best.sort(by: Found.precedes)
                best.removeLast(best.count - count)
                limit = best.last?.distance ?? limit
            }
            return true
        }
        plan.candidates = walk.rowsRead
        plan.rowsRead = walk.rowsRead
        plan.filterInSQL = walk.sql
        return Array(best.sorted(by: Found.precedes).prefix(count))
    }
}

/// Judges and measures single rows, for a search that comes upon them in no order of theirs.
final class RowJudge {
    private let evaluator: Evaluator
    private let connection: OpenConnection
    private let open: Evaluator.Parts
    private let decoder: RowDecoder
    private let sql: String
    /// How many rows were read.
    private(set) var rowsRead = 0

    init(_ evaluator: Evaluator, _ connection: OpenConnection, open: Evaluator.Parts) throws {
        self.evaluator = evaluator
        self.connection = connection
        self.open = open.intersection(evaluator.restricting)
        var columns = evaluator.columns(for: self.open)
        columns.insert(.geometry)
        decoder = try connection.decoder(columns)
        sql = decoder.selectRow
    }

    private func read<T>(_ row: Int64, _ body: (BulkStatement) throws -> T?) throws -> T? {
        let statement = try connection.statement(sql)
        try statement.bind(row, at: 1)
        defer { statement.reset() }
        rowsRead += 1
        return try statement.step() ? try body(statement) : nil
    }

    /// Whether the row meets the open parts of the query.
    func matches(_ row: Int64) throws -> Bool {
        if open.isEmpty { return true }
        return try read(row) { try evaluator.matches(open, $0, decoder) } ?? false
    }

    /// Metres to the row's geometry.
    func distance(from centre: Coordinate, _ row: Int64) throws -> Double? {
        try read(row) { statement in
            decoder.geometry(statement).map { $0.distance(from: centre) }
        }
    }

    /// The row's id.
    func id(_ row: Int64) throws -> IncidentID {
        try read(row) { decoder.id($0) } ?? RowDecoder.fallbackID(row)
    }
}
