import Geometries
import Incidents
import JSONValues

extension RowDecoder {
    private static let plainTexts: [(column: LayerColumn, text: FlatIncident.Text)] = [
        (.id, .id), (.timePrecision, .timePrecision), (.type, .type), (.title, .title), (.place, .place),
        (.country, .country), (.admin1, .admin1), (.admin2, .admin2), (.locationPrecision, .locationPrecision),
        (.source, .source), (.sourceID, .sourceID), (.url, .url), (.revision, .revision), (.properties, .properties),
    ]

    private static let unusual: [LayerColumn] = [
        .locationRadius, .categories, .actors, .measures, .citations, .tags,
    ]

    /// Reads the current row without making an ``Incident`` of it.
    ///
    /// - Returns: false where it is not of that shape, or not as the store itself writes it; ``incident(_:)`` is then to be
    ///   asked.
    func read(_ statement: BulkStatement, into flat: inout FlatIncident) -> Bool {
        flat.removeAll()
        guard !hasForeignValues(statement),
            RowDecoder.unusual.allSatisfy({ position(of: $0, statement) == nil }),
            readPlace(statement, &flat), readTime(statement, &flat), readNumbers(statement, &flat)
        else { return false }
        for (column, text) in RowDecoder.plainTexts {
            guard let position = position(of: column, statement) else { continue }
            guard statement.kind(position) == .text else { return false }
            let start = flat.bytes.count
            statement.appendBytes(position, to: &flat.bytes)
            flat.setText(text, from: start)
        }
        guard let id = flat[.id], !id.isEmpty, hasKnownPrecision(flat) else { return false }
        return flat.hasOnlyText
    }

    private func readPlace(_ statement: BulkStatement, _ flat: inout FlatIncident) -> Bool {
        guard position(of: .geometry, statement) != nil else { return true }
        guard plainPoint(statement), let point = point(statement) else { return false }
        flat.point = point
        return true
    }

    private func readTime(_ statement: BulkStatement, _ flat: inout FlatIncident) -> Bool {
        flat.interval = interval(statement)
        return flat.interval != nil
            || position(of: .start, statement) == nil && position(of: .end, statement) == nil
    }

    private func readNumbers(_ statement: BulkStatement, _ flat: inout FlatIncident) -> Bool {
        func count(_ column: LayerColumn) -> Int64?? {
            guard let position = position(of: column, statement) else { return .some(nil) }
            return statement.kind(position) == .integer ? .some(statement.integer(position)) : nil
        }
        guard let low = count(.deathsLow), let best = count(.deathsBest), let high = count(.deathsHigh) else {
            return false
        }
        flat.deathsLow = low
        flat.deathsBest = best
        flat.deathsHigh = high
        guard let position = position(of: .confidence, statement) else { return true }
        guard statement.kind(position) == .real, statement.real(position).isFinite else { return false }
        flat.confidence = statement.real(position)
        return true
    }

    private func hasKnownPrecision(_ flat: FlatIncident) -> Bool {
        guard let word = flat[.timePrecision] else { return true }
        return TimePrecision(rawValue: String(decoding: flat.bytes[word], as: UTF8.self)) != nil
    }
}

extension FlatIncident {
    /// Whether all texts are UTF-8 without a NUL, which others may have written.
    fileprivate var hasOnlyText: Bool {
        var combined: UInt8 = 0
        var zeros: UInt8 = 0
        for byte in bytes {
            combined |= byte
            zeros |= byte == 0 ? 1 : 0
        }
        guard zeros == 0 else { return false }
        return combined < 0x80 || UTF8Validation.firstInvalidByte(in: bytes.span) == nil
    }
}
