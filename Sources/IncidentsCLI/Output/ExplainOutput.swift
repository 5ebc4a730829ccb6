import IncidentIndex

/// Prints how a query was answered.
enum ExplainOutput {
    static func report(_ plan: QueryPlan) {
        for line in plan.description.split(separator: "\n") { StandardStreams.report(String(line)) }
    }

    /// Prints what each name of a report was weighed to mean, and what led to its incidents.
    static func report(_ explanation: ReportExplanation, of report: ReportText) {
        StandardStreams.report("report \(report.id):")
        for name in explanation.names {
            let span = "\(name.range.lowerBound)-\(name.range.upperBound)"
            let outcome = name.entry.map { "is \($0.qualifiedName)" } ?? "is no place: \(name.dismissal ?? "undecided")"
            StandardStreams.report("  '\(name.name)' (\(span)) \(outcome)")
            for place in name.candidates.prefix(weighedPlaces) { StandardStreams.report("    " + text(of: place)) }
        }
        for time in explanation.reading.times {
            StandardStreams.report(
                "  '\(time.text)' (\(time.range.lowerBound)-\(time.range.upperBound)) is \(time.value)")
        }
        for incident in explanation.reading.incidents {
            StandardStreams.report(
                "  \(incident.type) at \(incident.entry.name): \(incident.rules.joined(separator: "; "))")
        }
    }

    /// How many of the places that a name may mean are printed.
    private static let weighedPlaces = 5

    /// A place with what speaks for it, as in "1.9 Tripoli, Lebanon (exact): itself -0.4, country 2.0, nearness 0.3".
    private static func text(of place: WeighedPlace) -> String {
        let terms = [
            ("itself", place.prior), ("holder", place.holder), ("country", place.country), ("province", place.province),
            ("nearness", place.nearness),
        ]
        let texts = terms.filter { $0.0 == "itself" || abs($0.1) >= 0.05 }.map { "\($0.0) \(rounded($0.1))" }
        return "\(rounded(place.total)) \(place.entry.qualifiedName) (\(place.step.rawValue)): "
            + texts.joined(separator: ", ")
    }

    private static func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }
}
