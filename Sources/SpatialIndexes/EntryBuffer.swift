internal import Geometries

/// The newest entries of an index, in the order in which they came.
///
/// Few enough to be looked at one by one.
struct EntryBuffer: Sendable {
    private(set) var entries: [IndexEntry] = []

    /// So many entries are one leaf of a tree.
    static let capacity = PartLayout.leafCapacity

    var isFull: Bool { entries.count >= Self.capacity }

    mutating func append(_ entry: IndexEntry) {
        if entries.isEmpty { entries.reserveCapacity(Self.capacity) }
        entries.append(entry)
    }

    /// Removes the entry with an identifier; returns whether it was there.
    mutating func remove(_ id: Int64) -> Bool {
        guard let place = entries.lastIndex(where: { $0.id == id }) else { return false }
        entries.swapAt(place, entries.count - 1)
        entries.removeLast()
        return true
    }
}

extension RegionBatch {
    /// The regions that an entry lies in, or nil where its envelope does not tell.
    fileprivate mutating func regions(around rectangle: Rectangle) throws -> [Int]? {
        var found: [Int] = []
        for region in 0..<count {
            if rectangle.isPoint {
                let (longitude, latitude) = (rectangle.minLongitude, rectangle.minLatitude)
                if try matches(region, longitude: longitude, latitude: latitude) { found.append(region) }
            } else {
                switch try relation(of: region, to: rectangle) {
                case .outside: break
                case .inside: found.append(region)
                case .crossing: return nil
                }
            }
        }
        return found
    }
}

extension EntryBuffer {
    /// Calls `body` with each entry that matches, until it returns false.
    func forEach(
        in window: QueryWindow, statistics: inout QueryStatistics, _ body: (Int64) throws -> Bool
    ) throws {
        for entry in entries where window.matches(entry.envelope) {
            statistics.matches += 1
            guard try body(entry.id) else { return }
        }
    }

    /// Appends the identifiers of the entries that match.
    func collect(_ window: QueryWindow, into ids: inout [Int64], statistics: inout QueryStatistics) {
        let entries = entries.span
        for index in entries.indices where window.matches(entries[index].envelope) {
            statistics.matches += 1
            ids.append(entries[index].id)
        }
    }

    /// The number of entries that match.
    func count(in window: QueryWindow, statistics: inout QueryStatistics) -> Int {
        var count = 0
        for entry in entries where window.matches(entry.envelope) { count += 1 }
        statistics.matches += count
        return count
    }

    /// Shows a visitor the entries that match, one by one.
    func walk(_ window: QueryWindow, visitor: inout some TreeVisitor, statistics: inout QueryStatistics) throws {
        for entry in entries where window.matches(entry.envelope) {
            statistics.tested += 1
            let rectangle = entry.envelope.rectangle
            if rectangle.isPoint {
                try visitor.test(id: entry.id, longitude: rectangle.minLongitude, latitude: rectangle.minLatitude)
            } else {
                try visitor.test(id: entry.id, rectangle: rectangle)
            }
        }
    }

    /// Counts the entries by regions and periods.
    func tally(
        _ window: QueryWindow, over regions: inout some RegionBatch, into tally: inout RegionTally,
        statistics: inout QueryStatistics
    ) throws {
        for entry in entries where window.matches(entry.envelope) {
            let rectangle = entry.envelope.rectangle
            let period = tally.period(of: entry.envelope.time)
            statistics.tested += 1
            guard let found = try regions.regions(around: rectangle) else {
                tally.addUndecided(entry.id, period: period)
                continue
            }
            statistics.matches += 1
            if found.isEmpty { tally.add(1, outsideIn: period) }
            for region in found { tally.add(1, region: region, period: period) }
        }
    }

    /// Measures all entries.
    func nearest(
        _ search: NearestSearch, from ruler: some Ruler, statistics: inout QueryStatistics,
        into collector: inout NearestCollector, filter: (Int64) throws -> Bool,
        extentDistance: (Int64, Rectangle) throws -> Double?
    ) throws {
        let window = QueryWindow(time: search.time, timeMatch: search.timeMatch)
        for entry in entries where window.matches(entry.envelope) {
            let rectangle = entry.envelope.rectangle
            if ruler.isCostly || !rectangle.isPoint {
                guard ruler.lowerBound(to: rectangle) <= collector.limit else { continue }
            }
            statistics.tested += 1
            let place = Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude)
            guard
                let distance = try rectangle.isPoint
                    ? ruler.distance(to: place) : extentDistance(entry.id, rectangle)
            else { continue }
            let neighbour = Neighbour(id: entry.id, distance: distance)
            if try collector.accepts(neighbour) && filter(entry.id) { collector.add(neighbour) }
        }
    }
}
