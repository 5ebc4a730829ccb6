import IncidentIndex

/// Building the index, and what it takes in memory.
struct LoadSuite: Suite {
    let subject: Subject
    let names: Set<String> = ["build"]

    init(_ subject: Subject) {
        self.subject = subject
    }

    func answers(to asked: Asked) throws -> [Answer] {
        let entries = subject.entries()
        var tree = PackedTree()
        let times = try Stopwatch.repeating(asked) { tree = try PackedTree(bulkLoading: entries) }
        return [
            Answer(
                suite: asked.suite, area: asked.area, queries: entries.count, found: .number(entries.count),
                times: times),
            .figure(Double(tree.byteCount) / Double(entries.count), "build bytes", asked),
        ]
    }
}
