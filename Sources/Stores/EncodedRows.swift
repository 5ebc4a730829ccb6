import Geometries
package import Incidents

/// Rows encoded for the layer, many of them end to end, so that one core can make them while another stores them.
package struct EncodedRows: Sendable {
    /// What of a row the batch must know without decoding it.
    struct Summary {
        var point: Coordinate?
        var hasMilliseconds: Bool
        /// Where the id lies in ``bytes``.
        var id: Range<Int>
    }

    /// The cells of all rows, ``cellsPerRow`` of each.
    private(set) var cells: [EncodedRow.Cell] = []
    /// Their texts and blobs.
    private(set) var bytes: [UInt8] = []
    private(set) var summaries: [Summary] = []

    static let cellsPerRow = LayerColumn.allCases.count

    private static let firstTexts: [FlatIncident.Text] = [
        .timePrecision, .type, .title, .place, .country, .admin1, .admin2, .locationPrecision,
    ]
    private static let sourceTexts: [FlatIncident.Text] = [.source, .sourceID, .url]

    /// No rows.
    package init() {}

    /// How many rows there are.
    package var count: Int { summaries.count }

    /// How many bytes their texts and blobs take.
    package var byteCount: Int { bytes.count }

    /// The cells of a row.
    func cells(ofRow index: Int) -> Range<Int> { cells(ofRows: index..<index + 1) }

    /// The cells of some rows, which follow each other.
    func cells(ofRows rows: Range<Int>) -> Range<Int> {
        rows.lowerBound * EncodedRows.cellsPerRow..<rows.upperBound * EncodedRows.cellsPerRow
    }

    /// Whether a row's id is one that names the row of an incident without an id.
    func hasFallbackID(_ index: Int) -> Bool { bytes[summaries[index].id].starts(with: "fid:".utf8) }

    /// Encodes an incident just as ``EncodedRow`` encodes the ``Incident`` that says the same.
    ///
    /// Its texts must be UTF-8 without NUL, its point in range, its numbers finite, which whoever read them has checked.
    package mutating func append(_ incident: FlatIncident) {
        if let point = incident.point {
            let start = bytes.count
            GeoPackageBinary.append(.point(longitude: point.longitude, latitude: point.latitude), to: &bytes)
            cells.append(.blob(start: UInt32(clamping: start), count: UInt32(clamping: bytes.count - start)))
        } else {
            cells.append(.null)
        }
        let id = append(.id, of: incident)
        append(incident.interval?.start)
        append(incident.interval?.end)
        for text in EncodedRows.firstTexts { append(text, of: incident) }
        // The radius, which plain incidents do not have.
        cells.append(.null)
        for text in EncodedRows.sourceTexts { append(text, of: incident) }
        cells.append(incident.deathsLow.map { .integer($0) } ?? .null)
        cells.append(incident.deathsBest.map { .integer($0) } ?? .null)
        cells.append(incident.deathsHigh.map { .integer($0) } ?? .null)
        cells.append(incident.confidence.map { .real($0) } ?? .null)
        append(.revision, of: incident)
        // Categories, actors, measures, citations and tags.
        for _ in 0..<5 { cells.append(.null) }
        append(.properties, of: incident)
        summaries.append(
            Summary(point: incident.point, hasMilliseconds: incident.interval?.hasMilliseconds ?? false, id: id))
    }

    @discardableResult
    private mutating func append(_ text: FlatIncident.Text, of incident: FlatIncident) -> Range<Int> {
        guard let range = incident[text] else {
            cells.append(.null)
            return 0..<0
        }
        let start = bytes.count
        bytes.append(contentsOf: incident.bytes[range])
        cells.append(.text(start: UInt32(clamping: start), count: UInt32(clamping: range.count)))
        return start..<bytes.count
    }

    private mutating func append(_ instant: Instant?) {
        guard let instant else { return cells.append(.null) }
        let start = bytes.count
        instant.appendText(to: &bytes, withMilliseconds: true)
        cells.append(.text(start: UInt32(clamping: start), count: UInt32(clamping: bytes.count - start)))
    }
}
