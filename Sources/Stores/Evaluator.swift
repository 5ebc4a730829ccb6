import Geometries
import Incidents
import Queries
import Regions

/// The exact predicate of a query, asked row by row: what the scan answers by, and the index where it leaves doubt.
///
/// It holds prepared geometries, so it belongs to one task at a time.
final class Evaluator {
    /// Which parts of the query are still open for a row.
    struct Parts: OptionSet {
        let rawValue: UInt8
        static let time = Parts(rawValue: 1)
        static let space = Parts(rawValue: 2)
        static let filter = Parts(rawValue: 4)
        static let all: Parts = [.time, .space, .filter]
    }

    /// The question, with as much of its filter as an index can answer moved into its place and time.
    let query: Query
    /// What was moved.
    let notes: [String]
    /// The region, checked and prepared; nil where the query names none.
    let region: PreparedRegion?
    private let box: BoxTest?
    private let filter: CompiledFilter?
    /// The query's words as the full-text table is asked for them; nil where the query names none.
    let words: String?
    /// The parts that restrict anything at all.
    let restricting: Parts

    /// Checks the query and prepares its region.
    ///
    /// - Throws: ``RegionError``, ``GeometryError`` or ``FilterError`` for what cannot be searched in or compared with,
    ///   ``StoreError/invalidQuery(reason:)``.
    init(_ asked: Query) throws {
        let pushed = PushedQuery(asked)
        let query = pushed.query
        self.query = query
        notes = pushed.notes
        var region: PreparedRegion?
        var box: BoxTest?
        switch query.space {
        case .region(let area, let predicate):
            do {
                region = try PreparedRegion(area, predicate: predicate)
            } catch {
                throw pushed.placeIsFromFilter ? FilterError(error) : error
            }
        case .boundingBox(let bounds): box = BoxTest(bounds)
        case .within(let metres, let centre):
            try centre.validate()
            guard metres.isFinite, metres >= 0 else {
                throw StoreError.invalidQuery(reason: "a radius of \(metres) m is none")
            }
        case nil: break
        }
        self.region = region
        self.box = box
        filter = try query.filter.map(CompiledFilter.init)
        words = try query.text.map(SearchableText.expression(forWordsOf:))
        if query.limit ?? 0 < 0 || query.offset < 0 {
            throw StoreError.invalidQuery(reason: "a limit or an offset below 0")
        }
        if query.effectiveOrder == .distance, Evaluator.centre(of: query) == nil {
            throw StoreError.invalidQuery(reason: "an order by distance needs a centre")
        }
        var restricting: Parts = []
        if query.space != nil { restricting.insert(.space) }
        if query.time != nil { restricting.insert(.time) }
        if query.filter != nil { restricting.insert(.filter) }
        self.restricting = restricting
    }

    /// The columns that decide the given parts.
    func columns(for parts: Parts) -> ColumnSet {
        var columns = ColumnSet([.id])
        if parts.contains(.space) { columns.insert(.geometry) }
        if parts.contains(.time) { columns.formUnion(ColumnSet([.start, .end])) }
        if parts.contains(.filter), let filter = query.filter { columns.formUnion(filter.columns) }
        return columns
    }

    /// Whether the current row meets the given parts of the query.
    func matches(_ parts: Parts, _ statement: BulkStatement, _ decoder: RowDecoder) throws -> Bool {
        let open = parts.intersection(restricting)
        if open.contains(.time), let time = query.time, !time.matches(decoder.interval(statement)) { return false }
        if open.contains(.space) {
            if let point = decoder.point(statement) {
                guard try matches(point) else { return false }
            } else {
                guard let geometry = decoder.geometry(statement), try matches(geometry) else { return false }
            }
        }
        if open.contains(.filter), let filter {
            return try filter.evaluate(decoder.incident(statement)) == true
        }
        return true
    }

    /// Whether a point lies where the query asks.
    func matches(_ point: Coordinate) throws -> Bool {
        switch query.space {
        case .region: try region?.matches(point) ?? false
        case .boundingBox(let bounds): bounds.contains(point)
        case .within(let metres, let centre): Geodesic.distance(from: centre, to: point) <= metres
        case nil: true
        }
    }

    /// Whether a geometry lies where the query asks.
    func matches(_ geometry: Geometry) throws -> Bool {
        if case .point(let position) = geometry { return try matches(position.coordinate) }
        switch query.space {
        case .region: return try region?.matches(geometry) ?? false
        case .boundingBox: return try box?.matches(geometry) ?? false
        case .within(let metres, let centre):
            return geometry.distance(from: centre) <= metres
        case nil: return true
        }
    }

    /// The place from which the query's distances are measured.
    static func centre(of query: Query) -> Coordinate? {
        if case .within(_, let centre) = query.space { return centre }
        return nil
    }
}
