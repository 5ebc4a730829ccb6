import IncidentIndex

/// Incidents most of which last a day, as sources give them: what overlaps a half-open span of time.
final class IntervalSuite: Suite {
    let subject: Subject
    let names: Set<String> = ["intervals build", "intervals 30 days", "intervals 1 year"]
    private var loaded: PackedTree?

    init(_ subject: Subject) {
        self.subject = subject
    }

    func answers(to asked: Asked) throws -> [Answer] {
        if asked.suite == "intervals build" {
            let entries = entries()
            var tree = PackedTree()
            let times = try Stopwatch.repeating(asked) { tree = try PackedTree(bulkLoading: entries) }
            loaded = tree
            return [
                Answer(
                    suite: asked.suite, area: asked.area, queries: entries.count, found: .number(entries.count),
                    times: times),
                .figure(Double(tree.byteCount) / Double(entries.count), "intervals build bytes", asked),
            ]
        }
        let tree = try loaded ?? PackedTree(bulkLoading: entries())
        loaded = tree
        let questions = subject.windows(asked).map { window in
            let span = asked.suite == "intervals 30 days" ? window.month : window.year
            return QueryWindow(window.rectangle, time: TimeSpan(first: span.first, last: span.last - 1))
        }
        return [collect(questions, from: tree, asked)]
    }

    private func entries() -> [IndexEntry] {
        zip(subject.records, subject.files.read("intervals", of: Interval.self)).map { record, interval in
            var entry = record.entry
            let start = interval.start * 1_000
            entry.envelope.time = TimeSpan(first: start, last: max(start, interval.end * 1_000 - 1))
            return entry
        }
    }
}
