package import Geometries

/// An incident of the plainest shape, as bytes: at a point or nowhere, its texts ranges of one buffer, its source's columns
/// as JSON that was written before.
///
/// For the loops that run once a row: reused from row to row, it allocates nothing, where an ``Incident`` allocates each
/// of its texts. What does not fit this shape goes the way of the ``Incident``, to the same result.
package struct FlatIncident: Sendable {
    /// What is kept as text.
    package enum Text: Int, CaseIterable, Sendable {
        case id, timePrecision, type, title, place, country, admin1, admin2, locationPrecision, source, sourceID, url
        case revision
        /// The source's own columns: a JSON object as ``JSONWriter`` writes it.
        case properties
    }

    /// What the ranges of texts are ranges of.
    package var bytes: [UInt8] = []
    /// Where it happened.
    package var point: Coordinate?
    /// When it happened.
    package var interval: TemporalInterval?
    /// The lowest estimate of deaths.
    package var deathsLow: Int64?
    /// The best estimate of deaths.
    package var deathsBest: Int64?
    /// The highest estimate of deaths.
    package var deathsHigh: Int64?
    /// How sure the source is, 0 through 1.
    package var confidence: Double?
    /// Where each text begins and ends; a begin of -1: there is none.
    @usableFromInline
    var texts: [(start: Int, end: Int)]

    /// An incident about which nothing is known.
    package init() {
        texts = Array(repeating: (-1, -1), count: Text.allCases.count)
    }

    /// Forgets everything and keeps the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        removeFacts()
    }

    /// Forgets everything but ``bytes``, which may hold the texts of many incidents.
    package mutating func removeFacts() {
        point = nil
        interval = nil
        deathsLow = nil
        deathsBest = nil
        deathsHigh = nil
        confidence = nil
        for index in texts.indices { texts[index] = (-1, -1) }
    }

    /// Where a text lies in ``bytes``; nil where there is none.
    @inlinable
    package subscript(text: Text) -> Range<Int>? {
        get {
            let (start, end) = texts[text.rawValue]
            return start < 0 ? nil : start..<end
        }
        set {
            texts[text.rawValue] = newValue.map { ($0.lowerBound, $0.upperBound) } ?? (-1, -1)
        }
    }

    /// Lets a text be what was appended to ``bytes`` since they had this many.
    package mutating func setText(_ text: Text, from start: Int) {
        texts[text.rawValue] = (start, bytes.count)
    }
}
