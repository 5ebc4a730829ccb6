import Foundation

/// A dated point.
struct Record {
    var id: Int64
    var longitude: Double
    var latitude: Double
    /// Seconds since 1970.
    var time: Int64
}

/// [start, end) in seconds; an instant where the two are equal. The place is that of the record with the same number.
struct Interval {
    var start: Int64
    var end: Int64
}

/// A query window with two spans of time to go with it, [start, end] in seconds.
struct Window {
    var west: Double, south: Double, east: Double, north: Double
    var monthStart: Double, monthEnd: Double
    var yearStart: Double, yearEnd: Double
}

/// A point to search around.
struct Centre {
    var longitude: Double
    var latitude: Double
}

/// What every peer is given.
struct Workload {
    var records: [Record]
    /// How long the records last, where days and months are given.
    var intervals: [Interval]
    /// To be inserted: in none of the records, with identifiers of their own.
    var fresh: [Record]
    /// ``windowsPerClass`` windows for each of the area classes, in order.
    var windows: [Window]
    var centres: [Centre]

    /// Shares of the world's area.
    static let areaClasses: [(name: String, share: Double)] = [
        ("0.001%", 1e-5), ("0.01%", 1e-4), ("0.1%", 1e-3), ("1%", 1e-2), ("10%", 1e-1),
    ]
    static let windowsPerClass = 1_000
    static let centresAsked = 1_000
    static let freshAsked = 100_000
}

/// The workload as files of little-endian records that C++ and numpy read as they are.
struct WorkloadFiles {
    let folder: String
    let count: Int

    private func path(_ name: String) -> URL { URL(fileURLWithPath: "\(folder)/\(name)-\(count).bin") }

    func write(_ workload: Workload) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try put(workload.intervals, "intervals")
        try put(workload.fresh, "fresh")
        try put(workload.windows, "windows")
        try put(workload.centres, "centres")
        // Last: where the records are, all is.
        try put(workload.records, "records")
    }

    /// What a file holds; the program ends where there is none.
    func read<Element>(_ name: String, of _: Element.Type = Element.self) -> [Element] {
        guard let data = try? Data(contentsOf: path(name)) else {
            FileHandle.standardError.write(Data("IndexBenchmark: cannot read \(path(name).path)\n".utf8))
            exit(2)
        }
        return data.withUnsafeBytes { Array($0.bindMemory(to: Element.self)) }
    }

    private func put<Element>(_ elements: [Element], _ name: String) throws {
        try elements.withUnsafeBytes { try Data($0).write(to: path(name), options: .atomic) }
    }
}
