import Geometries
import Incidents
import Queries

/// The rows of all matches in the order of a query, of which the wanted part is kept.
///
/// Only a key, the id and the row of each match are held, some 50 bytes; the incidents are read when they are handed out.
struct MatchOrdering {
    /// The wanted part, in order.
    let rows: [Int64]
    /// How many incidents match in all.
    let matched: Int
    /// How many rows were read to find out.
    let rowsRead: Int
    /// What of the filter SQLite answered.
    let sql: String?

    private struct Key {
        var rank: Double
        var row: Int64
        var idStart: Int
        var idEnd: Int
    }

    /// Finds and orders the matches.
    init(_ query: Query, _ source: RowSource, _ evaluator: Evaluator, _ connection: OpenConnection) throws {
        let order = query.effectiveOrder
        if order == .store, case .rows(let candidates) = source, candidates.areMatches {
            rows = MatchOrdering.wanted(of: candidates.rows, query)
            matched = candidates.rows.count
            rowsRead = 0
            sql = nil
            return
        }
        var keys: [Key] = []
        var ids: [UInt8] = []
        var walk = RowWalk(source, evaluator, reading: MatchOrdering.columns(order))
        let centre = Evaluator.centre(of: query)
        _ = try walk.advance(connection) { row, statement, decoder in
            let start = ids.count
            if order != .store { ids.append(contentsOf: decoder.id(statement).text.utf8) }
            let rank: Double
            switch order {
            case .store, .id: rank = 0
            case .start, .startDescending:
                let start = decoder.interval(statement).map { Double($0.start.milliseconds) }
                rank = start.map { order == .start ? $0 : -$0 } ?? .infinity
            case .distance:
                rank = MatchOrdering.distance(from: centre, statement, decoder) ?? .infinity
            }
            keys.append(Key(rank: rank, row: row, idStart: start, idEnd: ids.count))
            return true
        }
        if order != .store {
            keys.sort { left, right in
                if left.rank != right.rank { return left.rank < right.rank }
                let first = ids[left.idStart..<left.idEnd]
                let second = ids[right.idStart..<right.idEnd]
                if first.lexicographicallyPrecedes(second) { return true }
                // Others may have written an id twice; then the earlier row comes first.
                return left.row < right.row && !second.lexicographicallyPrecedes(first)
            }
        }
        rows = MatchOrdering.wanted(of: keys.map(\.row), query)
        matched = keys.count
        rowsRead = walk.rowsRead
        sql = walk.sql
    }

    private static func columns(_ order: SortOrder) -> ColumnSet {
        switch order {
        case .store: ColumnSet()
        case .id: ColumnSet([.id])
        case .start, .startDescending: ColumnSet([.id, .start, .end])
        case .distance: ColumnSet([.id, .geometry])
        }
    }

    private static func distance(
        from centre: Coordinate?, _ statement: BulkStatement, _ decoder: RowDecoder
    ) -> Double? {
        guard let centre else { return nil }
        if let point = decoder.point(statement) { return Geodesic.distance(from: centre, to: point) }
        return decoder.geometry(statement).map { $0.distance(from: centre) }
    }

    private static func wanted(of rows: [Int64], _ query: Query) -> [Int64] {
        Array(rows.dropFirst(query.offset).prefix(query.limit ?? .max))
    }
}
