import IncidentIndex

/// Prints how a query was answered.
enum ExplainOutput {
    static func report(_ plan: QueryPlan) {
        for line in plan.description.split(separator: "\n") { StandardStreams.report(String(line)) }
    }
}
