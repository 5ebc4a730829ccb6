package import Geometries
package import SpatialIndexes

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Answers by looking at every entry.
package struct IndexOracle {
    package let entries: [IndexEntry]

    package init(_ entries: [IndexEntry]) { self.entries = entries }

    /// The identifiers that match, in ascending order.
    package func ids(in window: QueryWindow) -> [Int64] {
        entries.filter { window.matches($0.envelope) }.map(\.id).sorted()
    }

    /// The nearest entries by a given distance.
    package func nearest(
        _ search: NearestSearch, distance: (Rectangle) -> Double, filter: (Int64) -> Bool = { _ in true }
    ) -> [Neighbour] {
        let window = QueryWindow(time: search.time, timeMatch: search.timeMatch)
        let found = entries.filter { window.matches($0.envelope) && filter($0.id) }
            .map { Neighbour(id: $0.id, distance: distance($0.envelope.rectangle)) }
            .filter { $0.distance <= search.maximumDistance }
        return Array(found.sorted().prefix(max(0, search.count)))
    }
}

/// How much more than usual the random tests do: the environment's `INCIDENTS_TEST_SCALE`, 1 without it.
package enum IndexTestScale {
    package static let factor: Int = {
        // The environment is not changed while tests run.
        guard let text = unsafe getenv("INCIDENTS_TEST_SCALE") else { return 1 }
        return max(1, Int(unsafe String(cString: text)) ?? 1)
    }()
}
