import Formats
public import Incidents
import Queries
import Stores

/// Writes incidents that are in memory, without a store.
public enum IncidentListing {
    /// Writes incidents in their order.
    ///
    /// - Throws: what `sink` throws.
    public static func write(
        _ incidents: [Incident], as settings: ExportSettings, to sink: @escaping (borrowing [UInt8]) throws -> Void
    ) throws {
        var columns = ColumnCensus()
        for incident in incidents { columns.add(incident) }
        var writer = try IncidentStore.writer(
            settings, options: settings.options(showsMilliseconds: false, showsDistance: false, columns: columns),
            sink: sink)
        try writer.begin()
        for incident in incidents { try writer.write(Match(incident: incident)) }
        try writer.end(ResultSummary(numberMatched: incidents.count))
    }
}
