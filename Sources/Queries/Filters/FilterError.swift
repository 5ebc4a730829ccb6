import Geometries
package import Regions

/// Why a filter cannot be asked.
public enum FilterError: Error, Hashable, Sendable {
    /// A geometry in it cannot be compared with; says why.
    case unusableGeometry(reason: String)

    /// What is wrong with a geometry of the filter, without the ways out that a region on the command line has.
    package init(_ error: RegionError) {
        let reason: String
        switch error {
        case .malformed(_, let fault): reason = fault
        case .invalid(_, let fault, let place):
            reason = fault + (place.map { " at (\($0.longitude), \($0.latitude))" } ?? "")
        case .edgeTooLong(_, let start, let end):
            reason =
                "an edge from (\(start.longitude), \(start.latitude)) to (\(end.longitude), \(end.latitude)) is longer "
                + "than 180°, so it is unclear which way round it goes"
        default: reason = "\(error)"
        }
        self = .unusableGeometry(reason: reason)
    }

    /// Runs what may find a geometry of the filter unusable.
    static func rewording<T>(_ body: () throws(RegionError) -> T) throws(FilterError) -> T {
        do {
            return try body()
        } catch {
            throw FilterError(error)
        }
    }
}

extension FilterError: CustomStringConvertible {
    /// One clause for a person, without a trailing full stop.
    public var description: String {
        switch self {
        case .unusableGeometry(let reason): "a geometry of the filter cannot be compared with: \(reason)"
        }
    }
}
