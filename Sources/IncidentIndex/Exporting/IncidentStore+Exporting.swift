import Formats
public import Geometries
import Incidents
public import Queries
public import Stores

extension IncidentStore {
    /// Takes bytes of an export as they come; they are valid during the call only.
    public typealias ExportSink = (borrowing [UInt8]) throws -> Void

    /// Writes the matches of a query.
    ///
    /// The output streams: memory stays bounded in the store's order whatever the number of matches. CSV, FlatGeobuf and
    /// GeoParquet go through the matches twice, since they name their columns first; the latter two and GeoPackage gather
    /// what they write in a file beside ``ExportSettings/spoolPath``. A table stands in the order of start and id unless the query asks
    /// for another.
    ///
    /// - Parameters:
    ///   - query: what to write.
    ///   - settings: how to write it.
    ///   - sink: where the bytes go.
    /// - Returns: how many incidents matched, how they were found, and which fields were asked for in vain.
    /// - Throws: what the store throws, and what `sink` throws.
    @discardableResult
    public func export(
        _ query: Query, as settings: ExportSettings = ExportSettings(), to sink: @escaping ExportSink
    ) throws -> ExportOutcome {
        if settings.format == .count { return try exportCount(query, as: settings, to: sink) }
        if settings.fields == [RawExport.field] { return try exportRaw(query, as: settings, to: sink) }
        var query = query
        // A table is for reading: it stands in the order of time unless another is asked for.
        if settings.format == .table, query.order == nil { query.order = .start }
        var columns = ColumnCensus()
        if settings.format.hasColumns, settings.fields == nil || settings.format.hasOwnOrder {
            _ = try forEachMatch(query, settings) { columns.add($0.incident) }
        }
        var showsDistance = false
        if case .within = query.space { showsDistance = true }
        let options = settings.options(
            showsMilliseconds: usesMilliseconds, showsDistance: showsDistance, columns: columns)
        var writer = try IncidentStore.writer(settings, options: options, sink: sink)
        try writer.begin()
        var check = FieldCheck(settings)
        let outcome = try forEachMatch(
            query, settings, short: writer.takesFlatIncidents ? { try writer.write($0) } : nil
        ) { match in
            check.add(match.incident)
            try writer.write(match)
        }
        try writer.end(ResultSummary(numberMatched: outcome.matched))
        return ExportOutcome(
            matched: outcome.matched, plan: outcome.plan, check: check, leftOut: writer.leftOut)
    }

    /// Hands out the matches of a query, read on one core and decoded on another where the query lets them.
    ///
    /// - Parameters:
    ///   - query: what to hand out.
    ///   - settings: whether rows may be decoded by whoever writes them.
    ///   - short: takes a match as a flat incident, or says with false that it wants the match; nil takes none.
    ///   - body: takes a match.
    /// - Returns: how many matched, and how.
    /// - Throws: ``StoreError``, and what `short` and `body` throw.
    private func forEachMatch(
        _ query: Query, _ settings: ExportSettings, short: ((FlatIncident) throws -> Bool)? = nil,
        _ body: (Match) throws -> Void
    ) throws -> QueryOutcome {
        guard settings.writesRows, handsOutRows(query) else {
            return try forEachMatch(query) { match in
                try body(match)
                return true
            }
        }
        let stream = RowStream(query, in: self)
        // A writer that fails must not leave the store being read.
        defer { stream.cancel() }
        var flat = FlatIncident()
        while let rows = try stream.next() {
            try rows.forEach(reusing: &flat, short, else: body)
            stream.giveBack(rows)
        }
        return try stream.outcome()
    }

    /// Writes the sources' own columns.
    private func exportRaw(
        _ query: Query, as settings: ExportSettings, to sink: @escaping ExportSink
    ) throws -> ExportOutcome {
        guard settings.format == .csv else {
            throw FormatError("the fields 'raw' go with csv", advice: "give --format csv")
        }
        var writer = try RawExport(query, in: self).writer(sink)
        try writer.begin()
        let outcome = try forEachMatch(query) { match in
            try writer.write(match)
            return true
        }
        try writer.end(ResultSummary(numberMatched: outcome.matched))
        return ExportOutcome(
            matched: outcome.matched, plan: outcome.plan, check: FieldCheck(ExportSettings(format: .csv)))
    }

    /// A writer of any format.
    ///
    /// - Throws: ``FormatError`` for a GeoPackage without a place to gather it.
    static func writer(
        _ settings: ExportSettings, options: ExportOptions, sink: @escaping ExportSink
    ) throws -> any IncidentWriter {
        try IncidentWriters.make(settings.format, options: options, sink: sink)
            ?? GeoPackageWriter(beside: settings.spoolPath, sink: sink)
    }

    /// Writes how many incidents another format would have written, the query's offset and limit obeyed; no incident is read
    /// where the index knows the answer.
    private func exportCount(
        _ query: Query, as settings: ExportSettings, to sink: @escaping ExportSink
    ) throws -> ExportOutcome {
        let plan = try explain(query)
        let rest = max(0, plan.matches - query.offset)
        var writer = CountWriter(sink: sink)
        try writer.begin()
        try writer.end(ResultSummary(numberMatched: min(rest, query.limit ?? rest)))
        return ExportOutcome(matched: plan.matches, plan: plan, check: FieldCheck(settings))
    }

    /// Writes the incidents nearest to a point, the nearest first, each with its distance in metres.
    ///
    /// The query's offset and limit take a part of them.
    /// - Returns: how many were found, and which fields were asked for in vain.
    @discardableResult
    public func exportNearest(
        to centre: Coordinate, count: Int, among query: Query = Query(), as settings: ExportSettings = ExportSettings(),
        to sink: @escaping ExportSink
    ) throws -> ExportOutcome {
        let matches = try nearest(to: centre, count: count, among: query)
        var columns = ColumnCensus()
        for match in matches { columns.add(match.incident) }
        let options = settings.options(showsMilliseconds: usesMilliseconds, showsDistance: true, columns: columns)
        var writer = try IncidentStore.writer(settings, options: options, sink: sink)
        try writer.begin()
        let rest = matches.dropFirst(query.offset)
        var check = FieldCheck(settings)
        let written = rest.prefix(query.limit ?? rest.count)
        for match in written {
            check.add(match.incident)
            try writer.write(match)
        }
        try writer.end(ResultSummary(numberMatched: settings.format == .count ? written.count : matches.count))
        return ExportOutcome(matched: matches.count, plan: nil, check: check, leftOut: writer.leftOut)
    }

    /// The matches of a query as one GeoJSON FeatureCollection (RFC 7946).
    ///
    /// - Complexity: O(length of the text), all of it in memory; ``export(_:as:to:)`` streams.
    public func geoJSON(_ query: Query = Query()) throws -> String {
        let text = TextSink()
        try export(query) { text.bytes.append(contentsOf: $0) }
        return String(decoding: text.bytes, as: UTF8.self)
    }
}

/// Gathers an export in memory.
private final class TextSink {
    var bytes: [UInt8] = []
}
