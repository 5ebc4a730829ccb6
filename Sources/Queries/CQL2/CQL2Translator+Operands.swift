import Geometries
import Incidents
import JSONValues

extension CQL2Translator {
    // MARK: Space

    /// The geometry that a node is.
    func geometry(_ node: CQL2Node) throws(CQL2Error) -> FilterGeometry {
        switch node.kind {
        case .property("geometry"): return .incident
        case .property(let name):
            throw failure("not supported: '\(name)' as a location; an incident's location is called geometry", node)
        case .parenthesised(let inner): return try geometry(inner)
        case .geometry(let geometry): return .literal(geometry)
        case .box(let numbers): return .box(try box(numbers, node))
        case .operation(_, let written, _): throw unknownOperation(written, node)
        default: throw failure("expected geometry, a geometry as WKT, or BBOX(west, south, east, north)", node)
        }
    }

    /// A box of four numbers, or of six with the heights, which are never queried.
    private func box(_ numbers: [Double], _ node: CQL2Node) throws(CQL2Error) -> BoundingBox {
        let isThreeDimensional = numbers.count == 6
        guard isThreeDimensional || numbers.count == 4 else {
            throw failure("a box has four numbers (west, south, east, north), or six with heights", node)
        }
        do {
            return try BoundingBox(
                west: numbers[0], south: numbers[1], east: numbers[isThreeDimensional ? 3 : 2],
                north: numbers[isThreeDimensional ? 4 : 3])
        } catch {
            throw failure("\(error)", node)
        }
    }

    // MARK: Time

    /// The time that a node is.
    func time(_ node: CQL2Node) throws(CQL2Error) -> FilterTime {
        switch node.kind {
        case .property("datetime"): return .incident
        case .property("geometry"): throw failure("geometry is a location, not a time", node)
        case .property(let name): return .property(name)
        case .parenthesised(let inner): return try time(inner)
        case .date(let text): return .literal(try date(text, node))
        case .timestamp(let text): return .literal(try timestamp(text, node))
        case .interval(let from, let to): return try interval(from, to, node)
        case .operation(_, let written, _): throw unknownOperation(written, node)
        case .literal(.string(let text)):
            let name = text.utf8.count == 10 ? "DATE" : "TIMESTAMP"
            throw failure("a time is written \(name)('\(text)')", node)
        default: throw failure("expected datetime, start, end, DATE('…'), TIMESTAMP('…') or INTERVAL('…', '…')", node)
        }
    }

    private func interval(_ from: CQL2Node, _ to: CQL2Node, _ node: CQL2Node) throws(CQL2Error) -> FilterTime {
        let (first, last) = (try bound(from), try bound(to))
        if first == .property("start"), last == .property("end") { return .incident }
        if case (.literal(let start), .literal(let end)) = (first, last), end.start < start.start {
            throw failure("the interval ends before it starts", node)
        }
        return .interval(first, last)
    }

    private func bound(_ node: CQL2Node) throws(CQL2Error) -> FilterTime.Bound {
        switch node.kind {
        case .literal(.string("..")): return .open
        case .literal(.string(let text)):
            return .literal(text.utf8.count == 10 ? try date(text, node) : try timestamp(text, node))
        case .date(let text): return .literal(try date(text, node))
        case .timestamp(let text): return .literal(try timestamp(text, node))
        case .property("geometry"), .property("datetime"):
            throw failure("an end of an interval is a moment; use start or end", node)
        case .property(let name): return .property(name)
        case .operation(_, let written, _): throw unknownOperation(written, node)
        default:
            throw failure("an end of an interval is '2022-01-04', '2022-01-04T10:30:00Z', '..' or a property", node)
        }
    }

    /// A whole day.
    func date(_ text: String, _ node: CQL2Node) throws(CQL2Error) -> TemporalInterval {
        guard text.utf8.count == 10, text.utf8.filter({ $0 == UInt8(ascii: "-") }).count == 2 else {
            throw failure("'\(text)' is no date; write it as '2022-01-04'", node)
        }
        return try time(text, node)
    }

    /// A moment, with its zone.
    func timestamp(_ text: String, _ node: CQL2Node) throws(CQL2Error) -> TemporalInterval {
        let interval = try time(text, node)
        guard interval.isInstant else {
            throw failure("'\(text)' is no moment; write it as '2022-01-04T10:30:00Z'", node)
        }
        return interval
    }

    private func time(_ text: String, _ node: CQL2Node) throws(CQL2Error) -> TemporalInterval {
        do {
            return try TemporalText.parse(text).interval
        } catch {
            throw failure(CQL2Translator.reason(error), node)
        }
    }

    /// What is wrong with a time, without the ways out of a command's own options.
    static func reason(_ error: TemporalError) -> String {
        if case .missingZone(let text) = error { return "'\(text)' has no zone; end it with Z or an offset" }
        return "\(error)"
    }
}
