import IncidentIndex

/// Windows in space, with and without time: the identifiers of what lies in them, or only how many.
struct WindowSuite: Suite {
    let subject: Subject
    let names: Set<String> = ["window ids", "window count", "window 30 days", "window 1 year"]

    init(_ subject: Subject) {
        self.subject = subject
    }

    func answers(to asked: Asked) throws -> [Answer] {
        let tree = try subject.tree()
        let windows = subject.windows(asked)
        if asked.suite == "window count" { return [count(windows, tree, asked)] }
        let questions = windows.map { window -> QueryWindow in
            switch asked.suite {
            case "window 30 days": QueryWindow(window.rectangle, time: window.month)
            case "window 1 year": QueryWindow(window.rectangle, time: window.year)
            default: QueryWindow(window.rectangle)
            }
        }
        return [collect(questions, from: tree, asked)]
    }

    private func count(_ windows: ArraySlice<Window>, _ tree: PackedTree, _ asked: Asked) -> Answer {
        let questions = windows.map { QueryWindow($0.rectangle) }
        var found = Fingerprint()
        for (number, question) in questions.enumerated() { found.add(number, count: tree.count(in: question)) }
        var statistics = QueryStatistics()
        var total = 0
        let times = Stopwatch.repeating(asked) {
            for question in questions { total &+= tree.count(in: question, statistics: &statistics) }
        }
        return Answer(suite: asked.suite, area: asked.area, queries: questions.count, found: found, times: times)
    }
}

extension Suite {
    /// Asks an index for the identifiers of each window.
    func collect(_ questions: [QueryWindow], from index: some SpatialIndex, _ asked: Asked) -> Answer {
        var statistics = QueryStatistics()
        var ids: [Int64] = []
        var found = Fingerprint()
        for (number, question) in questions.enumerated() {
            ids.removeAll(keepingCapacity: true)
            index.collect(question, into: &ids, statistics: &statistics)
            found.add(number, ids)
        }
        let times = Stopwatch.repeating(asked) {
            for question in questions {
                ids.removeAll(keepingCapacity: true)
                index.collect(question, into: &ids, statistics: &statistics)
            }
        }
        return Answer(suite: asked.suite, area: asked.area, queries: questions.count, found: found, times: times)
    }
}
