import Geometries
public import Incidents

/// A made-up history of a store, in which every batch follows from its number alone: whoever knows how many batches a store
/// has taken in knows every incident that it must hold.
///
/// Each batch inserts some incidents, deletes some of an earlier batch and rewrites the head, whose title is the batch's
/// number. The sizes lie on both sides of where a batch does without triggers.
public enum BatchHistory {
    /// The id of the incident that each batch rewrites.
    public static let headID = "crash:head"
    /// How many incidents the batches insert, in turn.
    private static let sizes = [1, 3, 40, 100, 7]

    /// The batch after which a head was written, or nil for a head of somebody else.
    public static func batch(ofHead head: Incident) -> Int? { head.title.flatMap { Int($0) } }

    /// The head as a batch writes it.
    public static func head(of batch: Int) throws -> Incident {
        var head = try incident(headID, batch, 0)
        head.title = String(batch)
        return head
    }

    /// What a batch inserts.
    public static func insertions(of batch: Int) throws -> [Incident] {
        guard batch > 0 else { return [] }
        return try (0..<sizes[batch % sizes.count]).map { try incident("crash:\(batch)-\($0)", batch, $0) }
    }

    /// What a batch deletes: every second incident of the batch two before it.
    public static func deletions(of batch: Int) throws -> [IncidentID] {
        try insertions(of: batch - 2).enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element.id)
    }

    /// Every incident after a batch, by its id.
    public static func state(after batch: Int) throws -> [IncidentID: Incident] {
        guard batch > 0 else { return [:] }
        var state: [IncidentID: Incident] = [:]
        for number in 1...batch {
            for incident in try insertions(of: number) { state[incident.id] = incident }
            for id in try deletions(of: number) { state[id] = nil }
        }
        let head = try head(of: batch)
        state[head.id] = head
        return state
    }

    private static func incident(_ text: String, _ batch: Int, _ ordinal: Int) throws -> Incident {
        guard let id = IncidentID(text) else { throw BatchHistoryError.invalidID(text) }
        var incident = Incident(id: id)
        // Some have no place, some no time, most both.
        if ordinal % 7 != 3 {
            incident.geometry = .point(
                longitude: Double((batch * 37 + ordinal * 11) % 3_600) / 10 - 180,
                latitude: Double((batch * 13 + ordinal * 7) % 1_800) / 10 - 90)
        }
        if ordinal % 5 != 2 {
            incident.interval = .day(2022, 1 + batch % 12, 1 + ordinal % 28)
            incident.timePrecision = .day
        }
        incident.type = "batch \(batch % 3)"
        // Long enough that a batch spans pages of the database.
        incident.title = String(repeating: "\(batch).\(ordinal) ", count: 20)
        return incident
    }
}

/// Why a history cannot be made.
enum BatchHistoryError: Error {
    case invalidID(String)
}
