import Foundation

/// A dated point.
struct Record {
    var id: Int64
    var longitude: Double
    var latitude: Double
    /// Seconds since 1970.
    var time: Int64
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
    /// ``windowsPerClass`` windows for each of the area classes, in order.
    var windows: [Window]
    var centres: [Centre]

    /// Shares of the world's area.
    static let areaClasses: [(name: String, share: Double)] = [
        ("0.001%", 1e-5), ("0.01%", 1e-4), ("0.1%", 1e-3), ("1%", 1e-2), ("10%", 1e-1),
    ]
    static let windowsPerClass = 1_000
    /// Large windows take long; fewer of them are asked.
    static let windowsAsked = [1_000, 1_000, 1_000, 200, 50]
    static let centresAsked = 1_000
}

/// The workload as files of little-endian records that C++ reads as they are.
struct WorkloadFiles {
    let folder: String
    let count: Int

    private func path(_ name: String) -> URL { URL(fileURLWithPath: "\(folder)/\(name)-\(count).bin") }

    func write(_ workload: Workload) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try put(workload.records, "records")
        try put(workload.windows, "windows")
        try put(workload.centres, "centres")
    }

    func read() throws -> Workload {
        Workload(
            records: try get("records", Record.self), windows: try get("windows", Window.self),
            centres: try get("centres", Centre.self))
    }

    private func put<Element>(_ elements: [Element], _ name: String) throws {
        try elements.withUnsafeBytes { try Data($0).write(to: path(name)) }
    }

    private func get<Element>(_ name: String, _: Element.Type) throws -> [Element] {
        let data = try Data(contentsOf: path(name))
        return data.withUnsafeBytes { Array($0.bindMemory(to: Element.self)) }
    }
}
