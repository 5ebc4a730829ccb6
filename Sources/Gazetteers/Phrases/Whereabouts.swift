public import Geometries

/// Where something lies of which a phrase says how it lies to a place: "10 km south of Mosul".
public struct Whereabouts: Hashable, Sendable {
    /// What the phrase says.
    public let phrase: PlacePhrase
    /// The places that it goes by, in the order in which it names them.
    public let places: [Candidate]
    /// A point; the line between two places; or the part of an outline.
    public let geometry: Geometry
    /// How far from the geometry it may be, in metres; 0 for a part of an outline.
    public let radiusMetres: Double
    /// Where a reader would put a pin for it: the point, or about the middle of the line or of the largest area.
    public let point: Coordinate
}
