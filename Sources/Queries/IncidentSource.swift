public import Geometries
public import Incidents

/// An incident that a query found, and how far it is from the centre that the query named, if any.
public struct Match: Hashable, Sendable {
    /// The incident.
    public var incident: Incident
    /// Metres on the WGS 84 ellipsoid from the query's centre.
    public var distanceInMetres: Double?

    /// Makes a match.
    public init(incident: Incident, distanceInMetres: Double? = nil) {
        self.incident = incident
        self.distanceInMetres = distanceInMetres
    }
}

/// Anything that answers queries about incidents: a store, and later a database server or a remote service.
public protocol IncidentSource: Sendable {
    /// The matches of a query, streamed from one consistent snapshot.
    associatedtype Matches: AsyncSequence & Sendable where Matches.Element == Incident, Matches.Failure == any Error

    /// Streams the incidents that match, in the query's order, in bounded memory where the order is the store's.
    func matches(_ query: Query) -> Matches

    /// How many incidents match; the query's limit and offset do not count.
    func count(_ query: Query) async throws -> Int

    /// The `count` located incidents nearest to a point by geodesic distance, nearest first, among those that match.
    func nearest(to centre: Coordinate, count: Int, among query: Query) async throws -> [Match]
}
