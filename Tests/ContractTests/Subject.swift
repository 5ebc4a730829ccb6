import Foundation
import IncidentIndex
import TestSupport
import Testing

/// One way of holding the same incidents; all ways must give the same answers.
enum Subject: String, CaseIterable, CustomTestStringConvertible {
    /// A store in memory.
    case memory
    /// A store on disk whose index file covers everything.
    case indexed
    /// A store on disk whose index file was deleted.
    case indexDeleted
    /// A store whose incidents came after the index was written, in many small batches, with updates and deletions.
    case grown
    /// A store on disk opened for reading only.
    case readOnly

    var testDescription: String { rawValue }

    /// Makes the subject in a folder of its own.
    func make(holding incidents: [Incident], in folder: TemporaryFolder) async throws -> IncidentStore {
        let path = "\(folder.path)/\(rawValue).gpkg"
        switch self {
        case .memory:
            let store = try IncidentStore.inMemory()
            try await store.insert(incidents)
            return store
        case .indexed:
            let store = try IncidentStore(path: path)
            try await store.insert(incidents)
            try store.rebuildIndex()
            try store.close()
            return try IncidentStore(path: path)
        case .indexDeleted:
            let store = try IncidentStore(path: path)
            try await store.insert(incidents)
            try store.rebuildIndex()
            try store.close()
            try FileManager.default.removeItem(atPath: path + ".index")
            return try IncidentStore(path: path)
        case .grown:
            return try await grown(holding: incidents, path: path)
        case .readOnly:
            let store = try IncidentStore(path: path)
            try await store.insert(incidents)
            try store.close()
            return try IncidentStore(path: path, options: StoreOptions(readOnly: true))
        }
    }

    private func grown(holding incidents: [Incident], path: String) async throws -> IncidentStore {
        let store = try IncidentStore(path: path)
        let half = incidents.count / 2
        // What is deleted and changed below stands in the index file first.
        let doomed = (0..<20).compactMap { index -> Incident? in
            guard let id = IncidentID("doomed:\(index)") else { return nil }
            var incident = incidents.isEmpty ? Incident(id: id) : incidents[index % incidents.count]
            incident.id = id
            return incident
        }
        let stale = incidents[..<half].map { incident in
            var stale = incident
            stale.geometry = .point(longitude: 1, latitude: 1)
            stale.type = "stale"
            stale.interval = nil
            return stale
        }
        try await store.insert(doomed + stale)
        try store.rebuildIndex()
        let current = Array(incidents[..<half])
        try await store.write { batch in
            for incident in current { try batch.update(incident) }
        }
        for start in stride(from: half, to: incidents.count, by: 17) {
            try await store.insert(Array(incidents[start..<min(start + 17, incidents.count)]))
        }
        try await store.write { batch in
            for incident in doomed { _ = try batch.delete(id: incident.id) }
        }
        return store
    }
}

extension IncidentStore {
    fileprivate func insert(_ incidents: [Incident]) async throws {
        try await write { batch in
            for incident in incidents { try batch.insert(incident) }
        }
    }

    /// The ids of the matches as the stream gives them.
    func matchedIDs(_ query: Query) async throws -> [String] {
        var ids: [String] = []
        for try await incident in matches(query) { ids.append(incident.id.text) }
        return ids
    }
}
