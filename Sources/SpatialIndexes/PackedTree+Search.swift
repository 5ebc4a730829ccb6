internal import Geometries

extension PackedTree: SpatialIndex {
    /// Calls `body` with the identifier of each entry that matches, until it returns false.
    ///
    /// - Throws: What `body` throws.
    /// - Complexity: O(log n + k) for k matches of a compact window.
    public func forEach(
        in window: QueryWindow, statistics: inout QueryStatistics, _ body: (Int64) throws -> Bool
    ) throws {
        _ = try forEach(in: window, hiding: nil, statistics: &statistics, body)
    }

    /// Appends the identifiers of the entries that match.
    ///
    /// - Complexity: O(log n + k) for k matches of a compact window, most of it copying.
    public func collect(_ window: QueryWindow, into ids: inout [Int64], statistics: inout QueryStatistics) {
        collect(window, hiding: nil, into: &ids, statistics: &statistics)
    }

    /// The number of entries that match.
    ///
    /// - Complexity: O(log n) and the leaves that the window's border crosses.
    public func count(in window: QueryWindow, statistics: inout QueryStatistics) -> Int {
        count(in: window, hiding: nil, statistics: &statistics)
    }
}

extension PackedTree {
    /// Returns whether `body` wanted to go on.
    func forEach(
        in window: QueryWindow, hiding hidden: HiddenIDs?, statistics: inout QueryStatistics,
        _ body: (Int64) throws -> Bool
    ) throws -> Bool {
        // The sink that holds the closure does not outlive this call.
        try withoutActuallyEscaping(body) { body in
            var sink = CallingSink(hidden: hidden, body: body)
            defer { statistics.matches += sink.calls }
            return try search(window, statistics: &statistics, into: &sink)
        }
    }

    func collect(
        _ window: QueryWindow, hiding hidden: HiddenIDs?, into ids: inout [Int64], statistics: inout QueryStatistics
    ) {
        // The array is moved through the sink, not copied.
        var sink = CollectingSink(hidden: hidden, ids: [])
        swap(&sink.ids, &ids)
        let before = sink.ids.count
        _ = search(window, statistics: &statistics, into: &sink)
        statistics.matches += sink.ids.count - before
        swap(&sink.ids, &ids)
    }

    func count(in window: QueryWindow, hiding hidden: HiddenIDs?, statistics: inout QueryStatistics) -> Int {
        var sink = CountingSink(hidden: hidden)
        _ = search(window, statistics: &statistics, into: &sink)
        statistics.matches += sink.count
        return sink.count
    }

    private func search<Sink: PositionSink>(
        _ window: QueryWindow, statistics: inout QueryStatistics, into sink: inout Sink
    ) throws(Sink.Failure) -> Bool {
        // They hold what is uncounted, to the end of the search.
        defer { withExtendedLifetime(classes) {} }
        for index in unsafe uncounted.indices {
            let goesOn: Bool?
            if classes[index].deleted.count == 0 {
                goesOn = try unsafe uncounted[index]._withUnsafeGuaranteedRef { orders in
                    Swift.Result { () throws(Sink.Failure) in
                        try orders.withQuery(window, kernels: kernels) { part, query throws(Sink.Failure) in
                            try part.search(query, statistics: &statistics, into: &sink)
                        }
                    }
                }.get()
            } else {
                goesOn = try classes[index].withQuery(window, kernels: kernels) { part, query throws(Sink.Failure) in
                    try part.search(query, statistics: &statistics, into: &sink)
                }
            }
            guard goesOn ?? true else { return false }
        }
        return true
    }
}
