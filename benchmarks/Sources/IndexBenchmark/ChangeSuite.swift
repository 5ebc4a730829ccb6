import IncidentIndex

/// Inserts, deletes, and nine queries to one change, on a loaded index; each ends when the merges that it caused have ended.
final class ChangeSuite: Suite {
    let subject: Subject
    let names: Set<String> = ["changes"]
    private var index: MutableIndex?
    private lazy var fresh: [Record] = subject.files.read("fresh")

    init(_ subject: Subject) {
        self.subject = subject
    }

    func answers(to asked: Asked) async throws -> [Answer] {
        let index = try index ?? MutableIndex(subject.tree())
        self.index = index
        let changes = fresh.prefix(asked.queries).map(\.entry)
        let inserting = try await measured {
            for entry in changes { try index.insert(entry) }
            await index.waitForMerges()
        }
        let inserted = look(index)
        let removing = await measured {
            for entry in changes { index.remove(entry.id) }
            await index.waitForMerges()
        }
        let removed = look(index)
        let operations = changes.count / 2
        var hits = 0
        var rest: ArraySlice<IndexEntry> = []
        let mixing = try await measured {
            (hits, rest) = try mix(changes, operations, index)
            await index.waitForMerges()
        }
        for entry in rest { index.remove(entry.id) }
        await index.waitForMerges()
        return [
            Answer(suite: "insert", area: asked.area, queries: changes.count, found: inserted, times: [inserting]),
            Answer(suite: "delete", area: asked.area, queries: changes.count, found: removed, times: [removing]),
            Answer(suite: "mixed", area: asked.area, queries: operations, found: .number(hits), times: [mixing]),
        ]
    }

    /// Of twenty operations one inserts, one removes what was inserted longest ago, the others search.
    ///
    /// Returns what the searches found, and what is left to be removed.
    private func mix(
        _ changes: [IndexEntry], _ operations: Int, _ index: MutableIndex
    ) throws -> (hits: Int, rest: ArraySlice<IndexEntry>) {
        var hits = 0
        var next = 0
        var oldest = 0
        var ids: [Int64] = []
        var statistics = QueryStatistics()
        let questions = subject.windows.prefix(Workload.windowsPerClass).map { QueryWindow($0.rectangle) }
        for operation in 0..<operations {
            switch operation % 20 {
            case 9:
                try index.insert(changes[next])
                next += 1
            case 19:
                index.remove(changes[oldest].id)
                oldest += 1
            default:
                ids.removeAll(keepingCapacity: true)
                index.snapshot.collect(questions[operation % questions.count], into: &ids, statistics: &statistics)
                hits += ids.count
            }
        }
        return (hits, changes[oldest..<next])
    }

    /// Nanoseconds.
    private func measured(_ body: () async throws -> Void) async rethrows -> Double {
        let start = Stopwatch.now()
        try await body()
        return Stopwatch.now() - start
    }

    private func look(_ index: MutableIndex) -> Fingerprint {
        var found = Fingerprint()
        let snapshot = index.snapshot
        for (number, window) in subject.windows.prefix(Workload.windowsPerClass).enumerated() {
            found.add(number, snapshot.ids(in: QueryWindow(window.rectangle)))
        }
        return found
    }
}
