package import SpatialIndexes

/// The located incidents of one snapshot twice: as the index holds them, and as the rows have them.
package struct IndexUnderTest: Sendable {
    /// What searches ask.
    package let index: LayeredIndex
    /// What the index ought to hold, read from the rows and not from it, in the order of the rows.
    package let entries: [IndexEntry]

    /// What the index takes in memory or in its file, the incidents without a place left out.
    package var byteCount: Int { index.base.reduce(index.recent.byteCount) { $0 + $1.byteCount } }
}

/// There is no index to measure.
package struct IndexUnavailable: Error, CustomStringConvertible {
    /// Why.
    package let reason: String
    /// The reason in a sentence.
    package var description: String { "the store is not answered from its index: \(reason)" }
}

extension IncidentStore {
    /// The index and the rows that it stands for, for whoever measures one against the other; nothing is changed.
    ///
    /// - Throws: ``StoreError``, or ``IndexUnavailable``.
    /// - Complexity: O(*n*): it reads the place and the time of every row, and keeps 72 bytes for each located one.
    package func indexUnderTest() throws -> IndexUnderTest {
        try reading { connection in
            let snapshot: IndexSnapshot
            switch try availableIndex(connection) {
            case .ready(let ready): snapshot = ready
            case .unavailable(let reason): throw IndexUnavailable(reason: reason)
            }
            let decoder = try connection.decoder(RowEntry.columns)
            let statement = try connection.statement("SELECT \(decoder.selection) FROM \(Schema.layer) ORDER BY rowid")
            defer { statement.reset() }
            var entries: [IndexEntry] = []
            while try statement.step() {
                if case .located(let entry) = RowEntry(statement, decoder) { entries.append(entry) }
            }
            return IndexUnderTest(index: snapshot.located, entries: entries)
        }
    }
}
