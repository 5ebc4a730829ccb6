import Geometries
import Incidents

extension RowDecoder {
    private static let plainTexts: [(column: LayerColumn, text: FlatIncident.Text)] = [
        (.id, .id), (.timePrecision, .timePrecision), (.type, .type), (.title, .title), (.place, .place),
        (.country, .country), (.admin1, .admin1), (.admin2, .admin2), (.locationPrecision, .locationPrecision),
        (.source, .source), (.sourceID, .sourceID), (.url, .url), (.revision, .revision), (.properties, .properties),
    ]

    private static let unusual: [LayerColumn] = [
        .locationRadius, .categories, .actors, .measures, .citations, .tags,
    ]

    /// Reads the block's current row without making an ``Incident`` of it.
    ///
    /// The texts of the block must be UTF-8 without NUL, and the flat incident's bytes be those of the block.
    ///
    /// - Returns: false where it is not of that shape, or not as the store itself writes it; ``incident(_:)`` is then to be
    ///   asked.
    func read(_ row: borrowing RowBlock, into flat: inout FlatIncident) -> Bool {
        flat.removeFacts()
        guard !hasForeignValues(row), RowDecoder.unusual.allSatisfy({ position(of: $0, row) == nil }),
            readPlace(row, &flat), readTime(row, &flat), readNumbers(row, &flat)
        else { return false }
        for (column, text) in RowDecoder.plainTexts {
            guard let position = position(of: column, row) else { continue }
            guard let range = row.textRange(position) else { return false }
            flat[text] = range
        }
        guard let id = flat[.id], !id.isEmpty else { return false }
        return hasKnownPrecision(flat)
    }

    private func readPlace(_ row: borrowing RowBlock, _ flat: inout FlatIncident) -> Bool {
        guard position(of: .geometry, row) != nil else { return true }
        guard plainPoint(row), let point = point(row) else { return false }
        flat.point = point
        return true
    }

    private func readTime(_ row: borrowing RowBlock, _ flat: inout FlatIncident) -> Bool {
        flat.interval = interval(row)
        return flat.interval != nil || position(of: .start, row) == nil && position(of: .end, row) == nil
    }

    private func readNumbers(_ row: borrowing RowBlock, _ flat: inout FlatIncident) -> Bool {
        guard let low = count(.deathsLow, row), let best = count(.deathsBest, row), let high = count(.deathsHigh, row)
        else { return false }
        flat.deathsLow = low
        flat.deathsBest = best
        flat.deathsHigh = high
        guard let position = position(of: .confidence, row) else { return true }
        guard row.kind(position) == .real, row.real(position).isFinite else { return false }
        flat.confidence = row.real(position)
        return true
    }

    /// A number or none; nil where the column holds something else.
    private func count(_ column: LayerColumn, _ row: borrowing RowBlock) -> Int64?? {
        guard let position = position(of: column, row) else { return .some(nil) }
        return row.kind(position) == .integer ? .some(row.integer(position)) : nil
    }

    private func hasKnownPrecision(_ flat: FlatIncident) -> Bool {
        guard let word = flat[.timePrecision] else { return true }
        return RowDecoder.precisions.contains { $0.elementsEqual(flat.bytes[word]) }
    }

    private static let precisions = TimePrecision.allCases.map { Array($0.rawValue.utf8) }
}
