/// One row of what ``IndexMeasurement`` finds out: a kind of question, asked of the index and of a flat scan.
package struct MeasuredRow: Hashable, Sendable {
    /// What was asked, such as `ids` or `count, 30 days`.
    package var question: String
    /// How much of the world, or how many neighbours.
    package var size: String
    /// How many such questions the index was asked.
    package var queries: Int
    /// How many of them the flat scan was asked, and found the same.
    package var scanned: Int
    /// Matches a question, on the average.
    package var matches: Double
    /// The index's median time a question, in microseconds.
    package var indexMicroseconds: Double
    /// The flat scan's, in microseconds.
    package var scanMicroseconds: Double
}

/// The index and the flat scan found different things: one of them is wrong.
package struct MeasuredDisagreement: Error, Hashable, CustomStringConvertible {
    /// What was asked.
    package let question: String
    /// How many the index found.
    package let index: Int
    /// How many the scan found.
    package let scan: Int

    /// What differs, in one sentence.
    package var description: String {
        "\(question): the index finds \(index), a flat scan \(scan)"
            + (index == scan ? " others" : "") + "; 'incidents rebuild-index' builds the index anew"
    }
}
