import IncidentIndex

/// Countries, at any time and in 2014; each is prepared within the time measured. That they are valid, which the peers take
/// for granted, is found out when they are read.
struct RegionSuite: Suite {
    let subject: Subject
    let names: Set<String> = ["regions countries", "regions detailed"]

    init(_ subject: Subject) {
        self.subject = subject
    }

    func answers(to asked: Asked) throws -> [Answer] {
        let layer = asked.suite == "regions countries" ? "countries" : "detailed"
        let regions = try AreaList.read("\(subject.files.folder)/\(layer).areas").prefix(asked.queries)
            .map { try $0.validated() }
        let tree = try subject.tree()
        let time = asked.area == "all times" ? nil : TimeSpan(first: 1_388_534_400_000, last: 1_420_070_399_000)
        var statistics = QueryStatistics()
        var found = Fingerprint()
        for (number, region) in regions.enumerated() {
            found.add(number, try search(region, time, in: tree, &statistics))
        }
        var total = 0
        let times = try Stopwatch.repeating(asked) {
            for region in regions { total &+= try search(region, time, in: tree, &statistics).count }
        }
        return [Answer(suite: asked.suite, area: asked.area, queries: regions.count, found: found, times: times)]
    }

    private func search(
        _ region: Region, _ time: TimeSpan?, in tree: PackedTree, _ statistics: inout QueryStatistics
    ) throws -> [Int64] {
        let prepared = try PreparedRegion(region)
        var visitor = RegionVisitor(prepared)
        try tree.walk(QueryWindow(prepared.window, time: time), visitor: &visitor, statistics: &statistics)
        return visitor.ids
    }
}
