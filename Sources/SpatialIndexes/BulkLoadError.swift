public import Geometries

/// Why entries cannot be loaded.
public enum BulkLoadError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A coordinate is not a finite number, or out of range, or a minimum exceeds its maximum.
    case invalidRectangle(id: Int64, Rectangle)
    /// A time ends before it begins.
    case invalidTime(id: Int64, TimeSpan)
    /// There are more entries of one kind than a tree can hold, 2³² - 1.
    case tooManyEntries(Int)

    /// What is wrong, in one sentence.
    public var description: String {
        switch self {
        case .invalidRectangle(let id, let r):
            """
            entry \(id) has no valid place: longitude \(r.minLongitude) to \(r.maxLongitude), \
            latitude \(r.minLatitude) to \(r.maxLatitude)
            """
        case .invalidTime(let id, let time):
            "entry \(id) ends at \(time.last) ms, before it begins at \(time.first) ms"
        case .tooManyEntries(let count):
            "\(count) entries are more than one tree can hold"
        }
    }
}
