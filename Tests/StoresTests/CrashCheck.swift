import Foundation
import Geometries
import Incidents
import Queries
import Stores
import TestSupport

/// What must be true of a store whose writer was killed, by the batches that it acknowledged.
struct CrashCheck {
    /// The store.
    let path: String
    /// The last batch that was acknowledged so far.
    private(set) var acknowledged: Int
    /// How many batches may be there beyond it: each writer since then was killed in one, and so perhaps was whoever
    /// prepared the store.
    private var beyond = 1
    /// What was found to be wrong.
    private(set) var faults: [String] = []

    private var batch = 0
    private var expected: [IncidentID: Incident] = [:]

    /// Expects a store that holds so many batches.
    init(path: String, batches: Int = 0) {
        self.path = path
        acknowledged = batches
    }

    /// Takes note of what a writer acknowledged before it was killed.
    ///
    /// - Parameters:
    ///   - run: The writer's run.
    ///   - mayFail: Whether it is no fault that it could not do something.
    mutating func take(_ run: CrashWriterRun, mayFail: Bool = false) {
        if let error = run.error, !mayFail { note(error) }
        if let last = run.acknowledged, last > acknowledged {
            acknowledged = last
            beyond = 1
        } else {
            beyond += 1
        }
    }

    /// Expects a store that holds exactly so many batches.
    mutating func expect(acknowledged batches: Int) {
        acknowledged = batches
        beyond = 0
    }

    /// Notes something else that went wrong.
    mutating func note(_ fault: String) { faults.append(fault) }

    /// Opens the store and compares it with what the acknowledged batches must have left, or those and the one that was
    /// being written.
    mutating func run(readOnly: Bool) throws {
        let store: IncidentStore
        do {
            store = try IncidentStore(path: path, options: StoreOptions(readOnly: readOnly))
        } catch StoreError.notFound where acknowledged == 0 {
            // Killed before it made the file.
            return
        } catch StoreError.empty where acknowledged == 0 {
            // Killed before it made the tables.
            return
        }
        try advance(to: try headBatch(of: store))
        try compare(store, "with the index")
        let findings = try store.verify()
        if findings != [] { faults.append("verify after batch \(batch): \(findings)") }
        try store.close()
        let scanning = try IncidentStore(path: path, options: StoreOptions(readOnly: true, usesIndex: false))
        try compare(scanning, "without the index")
        try scanning.close()
    }

    private func headBatch(of store: IncidentStore) throws -> Int {
        guard let id = IncidentID(BatchHistory.headID), let head = try store.incident(id: id) else { return 0 }
        return BatchHistory.batch(ofHead: head) ?? -1
    }

    private mutating func advance(to found: Int) throws {
        guard found >= acknowledged else {
            faults.append("batch \(acknowledged) was acknowledged, and the store ends with \(found)")
            return
        }
        if found > acknowledged + beyond { faults.append("\(found) is there, and only \(acknowledged) acknowledged") }
        for number in stride(from: batch + 1, through: found, by: 1) {
            for incident in try BatchHistory.insertions(of: number) { expected[incident.id] = incident }
            for id in try BatchHistory.deletions(of: number) { expected[id] = nil }
        }
        batch = found
        // What is found whole stays, acknowledged or not.
        acknowledged = found
        beyond = 0
        guard found > 0 else { return }
        let head = try BatchHistory.head(of: found)
        expected[head.id] = head
    }

    private mutating func compare(_ store: IncidentStore, _ how: String) throws {
        let all = try store.all()
        if all.count != expected.count || all.contains(where: { expected[$0.id] != $0 }) {
            faults.append("\(how), the store is not as batch \(batch) leaves it")
        }
        for query in CrashCheck.queries {
            let found = Set(try store.all(query).map(\.id))
            let oracle = Set(QueryOracle.matches(query, in: Array(expected.values)).map(\.id))
            guard found != oracle else { continue }
            faults.append("\(how), batch \(batch): \(found.count) matches instead of \(oracle.count)")
        }
    }

    private static let queries: [Query] = [
        Query(during: .month(2022, 3)),
        Query(in: .within(metres: 4_000_000, of: Coordinate(longitude: 20, latitude: 10)), during: .year(2022)),
    ]
}
