import Queries
import SpatialIndexes

/// Decides where the candidates of a query come from: the one place where that is decided.
struct Planner {
    /// The question, checked and prepared.
    let evaluator: Evaluator
    /// The index as it covers the snapshot, or why there is none.
    let index: IndexAvailability
    /// The rows in which all words of the query occur, ascending; nil when the query names no words.
    let textRows: [Int64]?

    /// Finds the candidates.
    ///
    /// - Parameter plan: gets what was decided and what it cost.
    /// - Returns: Where the candidates are, and what is still to be asked of each.
    /// - Throws: What the search of the index throws.
    func source(_ plan: inout QueryPlan) throws -> RowSource {
        plan.usesFullText = textRows != nil
        plan.filterInIndex = evaluator.notes
        guard let snapshot = usableIndex(&plan) else {
            guard let textRows else { return .all(open: evaluator.restricting) }
            return .rows(CandidateRows(rows: textRows, open: evaluator.restricting))
        }
        var candidates = try snapshot.candidates(for: evaluator, statistics: &plan.statistics)
        if let textRows { candidates.formIntersection(textRows) }
        plan.access = .index
        return .rows(candidates)
    }

    /// The number of matches where the index alone knows it, without listing them.
    func countByIndex(_ plan: inout QueryPlan) throws -> Int? {
        guard textRows == nil, !evaluator.restricting.contains(.filter), let snapshot = usableIndex(&plan) else {
            return nil
        }
        let count = try snapshot.count(for: evaluator, statistics: &plan.statistics)
        plan.filterInIndex = evaluator.notes
        if count != nil { plan.access = .index }
        return count
    }

    private func usableIndex(_ plan: inout QueryPlan) -> IndexSnapshot? {
        guard evaluator.restricting.contains(.space) || evaluator.restricting.contains(.time) else {
            plan.access = .scan(reason: "the query names neither a place nor a time")
            return nil
        }
        switch index {
        case .ready(let snapshot): return snapshot
        case .unavailable(let reason):
            plan.access = .scan(reason: reason)
            return nil
        }
    }
}

/// The index as it covers a snapshot, or why there is none.
enum IndexAvailability {
    /// It covers the snapshot.
    case ready(IndexSnapshot)
    /// It does not, and this is why.
    case unavailable(reason: String)
}
