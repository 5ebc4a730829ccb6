import Geometries
import Regions
import SpatialIndexes
package import Stores

/// Measures a store's index on the store's own incidents, beside a flat scan that must find the same.
///
/// Windows of five sizes lie around incidents, with and without a span of time around the incident's own; so do regions
/// and the places that the nearest are asked from. The same seed asks the same. Nothing is changed.
package struct IndexMeasurement {
    /// How many questions of each kind the index is asked.
    package var queries = 200
    /// How long each kind is repeated at least, in seconds, for the index; the flat scan is asked as many as fit.
    package var seconds = 0.1
    /// What the questions are drawn by.
    package var seed: UInt64 = 1

    private let subject: IndexUnderTest
    private let scan: FlatScan

    /// Takes what is to be measured.
    package init(_ subject: IndexUnderTest) {
        self.subject = subject
        scan = FlatScan(entries: subject.entries)
    }

    /// Measures kind after kind and hands out each row as it is known; nothing where no incident has a place.
    ///
    /// - Throws: ``MeasuredDisagreement`` at the first question that the two answer differently; what `take` throws.
    package func run(_ take: (MeasuredRow) throws -> Void) throws {
        guard !subject.entries.isEmpty else { return }
        var questions = MeasuredQuestions(about: subject.entries, seed: seed)
        for span in MeasuredQuestions.spans {
            for size in MeasuredQuestions.sizes {
                let windows = (0..<queries).map { _ in questions.window(share: size.share, days: span.days) }
                try take(ids(windows, "ids" + span.name, size.name))
                try take(count(windows, "count" + span.name, size.name))
            }
        }
        for size in MeasuredQuestions.sizes {
            let regions = (0..<max(queries / 10, 1)).map { _ in questions.region(share: size.share) }
            try take(within(regions, size.name))
        }
        for count in [10, 100] {
            try take(nearest(count, (0..<queries).map { _ in questions.place() }))
        }
    }

    private func ids(_ windows: [QueryWindow], _ question: String, _ size: String) throws -> MeasuredRow {
        var statistics = QueryStatistics()
        var found: [Int64] = []
        return try row(question, size, windows) { window in
            found.removeAll(keepingCapacity: true)
            subject.index.collect(window, into: &found, statistics: &statistics)
            return found
        } scan: { window in
            scan.ids(window)
        } isSame: {
            $0.sorted() == $1.sorted()
        } size: {
            $0.count
        }
    }

    private func count(_ windows: [QueryWindow], _ question: String, _ size: String) throws -> MeasuredRow {
        var statistics = QueryStatistics()
        return try row(question, size, windows) { window in
            subject.index.count(in: window, statistics: &statistics)
        } scan: { window in
            scan.count(window)
        } isSame: {
            $0 == $1
        } size: {
            $0
        }
    }

    /// Preparing a region is part of the question, for both.
    private func within(_ regions: [Region], _ size: String) throws -> MeasuredRow {
        var statistics = QueryStatistics()
        return try row("region", size, regions) { region in
            let prepared = try PreparedRegion(region)
            var visitor = RegionVisitor(prepared)
            try subject.index.walk(QueryWindow(prepared.window), visitor: &visitor, statistics: &statistics)
            return visitor.ids + visitor.undecided
        } scan: { region in
            try scan.ids(in: PreparedRegion(region))
        } isSame: {
            $0.sorted() == $1.sorted()
        } size: {
            $0.count
        }
    }

    private func nearest(_ count: Int, _ places: [Coordinate]) throws -> MeasuredRow {
        func ruler(_ place: Coordinate) -> EllipsoidalRuler {
            EllipsoidalRuler(from: place) { Geodesic.distance(from: $0, to: $1) }
        }
        return try row("nearest", "\(count)", places) { place in
            subject.index.nearest(NearestSearch(count: count), from: ruler(place))
        } scan: { place in
            scan.nearest(count, from: ruler(place))
        } isSame: {
            $0 == $1
        } size: {
            $0.count
        }
    }

    /// Asks the index all questions, again and again, then the scan as many as there is time for, and compares.
    private func row<Question, Answer>(
        _ question: String, _ size: String, _ questions: [Question], index: (Question) throws -> Answer,
        scan: (Question) throws -> Answer, isSame: (Answer, Answer) -> Bool, size count: (Answer) -> Int
    ) throws -> MeasuredRow {
        var matches = 0
        for question in questions { matches += count(try index(question)) }
        let byIndex = try Repetition.median(seconds: seconds, questions) { _ = try index($0) }
        var times: [Double] = []
        for asked in questions where times.reduce(0, +) < seconds * 1e6 || times.count < 3 {
            let start = ContinuousClock.now
            let expected = try scan(asked)
            times.append(Repetition.microseconds(since: start))
            let found = try index(asked)
            guard isSame(found, expected) else {
                throw MeasuredDisagreement(
                    question: "\(question), \(size)", index: count(found), scan: count(expected))
            }
        }
        return MeasuredRow(
            question: question, size: size, queries: questions.count, scanned: times.count,
            matches: Double(matches) / Double(questions.count), indexMicroseconds: byIndex,
            scanMicroseconds: times.sorted()[times.count / 2])
    }
}

/// Takes times.
private enum Repetition {
    /// The median over the repetitions of the time that one question takes, in microseconds.
    static func median<Question>(
        seconds: Double, _ questions: [Question], _ body: (Question) throws -> Void
    ) rethrows -> Double {
        var times: [Double] = []
        while times.count < 3 || times.reduce(0, +) < seconds * 1e6 && times.count < 100 {
            let start = ContinuousClock.now
            for question in questions { try body(question) }
            times.append(microseconds(since: start))
        }
        return times.sorted()[times.count / 2] / Double(questions.count)
    }

    static func microseconds(since start: ContinuousClock.Instant) -> Double {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(seconds) * 1e6 + Double(attoseconds) / 1e12
    }
}
