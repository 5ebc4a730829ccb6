import IncidentIndex

/// The workload and the index over it, made when they are first needed and shared by the suites.
final class Subject {
    let files: WorkloadFiles
    private(set) lazy var records: [Record] = files.read("records")
    private(set) lazy var windows: [Window] = files.read("windows")
    private(set) lazy var centres: [Centre] = files.read("centres")
    private var loaded: PackedTree?

    init(_ files: WorkloadFiles) {
        self.files = files
    }

    /// The entries of the records, made anew: they take three times the space of the tree.
    func entries() -> [IndexEntry] { records.map(\.entry) }

    func tree() throws -> PackedTree {
        if let loaded { return loaded }
        let tree = try PackedTree(bulkLoading: entries())
        loaded = tree
        return tree
    }

    /// The windows of a class of sizes, no more than are asked for.
    func windows(_ asked: Asked) -> ArraySlice<Window> {
        let start = (Workload.areaClasses.firstIndex { $0.name == asked.area } ?? 0) * Workload.windowsPerClass
        return windows[start..<(start + min(asked.queries, Workload.windowsPerClass))]
    }
}

extension Record {
    var entry: IndexEntry {
        IndexEntry(
            id: id,
            envelope: Envelope(
                longitude: longitude, latitude: latitude, time: TimeSpan(first: time * 1_000, last: time * 1_000)))
    }
}

extension Window {
    var rectangle: Rectangle {
        Rectangle(minLongitude: west, minLatitude: south, maxLongitude: east, maxLatitude: north)
    }

    /// Both ends count.
    var month: TimeSpan { TimeSpan(first: Int64(monthStart) * 1_000, last: Int64(monthEnd) * 1_000) }
    var year: TimeSpan { TimeSpan(first: Int64(yearStart) * 1_000, last: Int64(yearEnd) * 1_000) }
}
