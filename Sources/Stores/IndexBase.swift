import Geometries
import Incidents
import SpatialIndexes

/// The large trees that cover the store up to a mark: built from the rows, or mapped from the index file.
struct IndexBase: Sendable {
    /// The state that they cover.
    let mark: ChangeMark
    /// Located incidents, in one or more trees.
    let located: [PackedTree]
    /// Dated incidents without a place, in one or more trees.
    let unlocated: [PackedTree]
    /// Whether it came from the file beside the store.
    let isFromFile: Bool
    /// Whether any of the rows read to build it has a time with milliseconds; false for a base from the file.
    let hasMilliseconds: Bool

    /// Whether any located incident is a line or an area.
    var hasExtents: Bool { located.contains(where: \.hasExtents) }

    /// The number of entries.
    var count: Int { (located + unlocated).reduce(0) { $0 + $1.count } }
}

/// What the index keeps of one row.
enum RowEntry {
    /// It has a place and perhaps a time.
    case located(IndexEntry)
    /// It has a time but no place.
    case unlocated(IndexEntry)
    /// It has neither, and only a scan finds it.
    case neither

    /// Whether the row's time is not of whole seconds.
    var hasMilliseconds: Bool {
        switch self {
        case .located(let entry), .unlocated(let entry):
            guard let time = entry.envelope.time else { return false }
            let end = time.last == time.first ? time.last : time.last + 1
            return time.first % 1_000 != 0 || end % 1_000 != 0
        case .neither: return false
        }
    }

    /// The columns out of which an entry is made.
    static let columns = ColumnSet([.geometry, .start, .end])

    /// Makes the entry of the current row.
    ///
    /// A place or a time that breaks the store's rules counts as none: the row is then not found by it.
    init(_ statement: BulkStatement, _ decoder: RowDecoder) {
        let row = decoder.row(statement)
        let time = decoder.interval(statement).map {
            TimeSpan(first: $0.start.milliseconds, last: $0.lastMillisecond)
        }
        if let point = decoder.point(statement) {
            self = .located(
                IndexEntry(
                    id: row, envelope: Envelope(longitude: point.longitude, latitude: point.latitude, time: time)))
        } else if let geometry = decoder.geometry(statement), !geometry.isEmpty {
            self = .located(IndexEntry(id: row, envelope: Envelope(geometry.rectangle, time: time)))
        } else if let time {
            self = .unlocated(IndexEntry(id: row, envelope: Envelope(longitude: 0, latitude: 0, time: time)))
        } else {
            self = .neither
        }
    }
}
