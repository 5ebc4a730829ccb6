import Geometries
import Incidents

/// A part of a sentence that reports an incident.
struct EventMention: Sendable {
    var type: String
    /// The word that it was found by.
    var anchor: Range<Int>
    /// The part of the sentence.
    var tokens: Range<Int>
    var sentence: Int
    var time: TimeExpression?
    var casualties: Casualties
    var isFoiled: Bool
}

/// Where an event was.
struct Location: Hashable, Sendable {
    /// Which tokens say it.
    var tokens: Range<Int>
    /// The mention that it rests on, by its number.
    var mention: Int
    var coordinate: Coordinate
    var radiusMetres: Double
}
