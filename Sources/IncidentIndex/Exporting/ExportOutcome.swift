public import Stores

/// What was written.
public struct ExportOutcome: Hashable, Sendable {
    /// How many incidents match, a limit and an offset not counted.
    public var matched: Int
    /// How they were found; nil for the nearest of a point.
    public var plan: QueryPlan?
    /// Incidents that the format has no form for, such as lines and areas in GPX.
    public var leftOut: Int
    /// The fields asked for that no incident written has and the model does not know: mistyped, most likely.
    public var absentFields: [String]
    /// The sources' columns of the last incident written, among which a mistyped field may be meant.
    public var sourceFields: [String]

    init(matched: Int, plan: QueryPlan?, check: FieldCheck, leftOut: Int = 0) {
        self.matched = matched
        self.leftOut = leftOut
        self.plan = plan
        (absentFields, sourceFields) = check.result
    }
}
