public import Gazetteers
public import Geometries
public import Incidents

/// What a report says.
public struct ReportReading: Sendable {
    /// The incidents that it reports, in the order of the text.
    public var incidents: [ReportedIncident]
    /// The places that it names.
    public var toponyms: [Toponym]
    /// The dates and times that it names.
    public var times: [TimeMention]
    /// False where the text is certainly not English: then no incidents were looked for.
    public var isEnglish: Bool
}

/// An incident as a report tells it.
public struct ReportedIncident: Hashable, Sendable {
    /// The type, such as `drone_attack`.
    public var type: String
    /// When it happened: whole days.
    public var interval: TemporalInterval?
    /// How finely the report tells when.
    public var timePrecision: TimePrecision
    /// The name of the place, as the report has it.
    public var place: String
    /// The place of the gazetteer that it was found by.
    public var entry: GazetteerEntry
    /// Where it happened, which may lie off the place: "22 km north of Hualien".
    public var coordinate: Coordinate
    /// How far from the coordinate it may have happened, in metres.
    public var radiusMetres: Double
    /// Whether it was foiled: a drone shot down, a bomb made safe.
    public var isFoiled: Bool
    /// How many people died, where the report says so.
    public var killed: Int?
    /// How many were wounded, where the report says so.
    public var wounded: Int?
    /// The sentences that say it, each with its span in Unicode scalars of the text.
    public var evidence: [Evidence]
    /// How sure the reading is, 0 through 1: less where the date or the place was taken over from elsewhere in the report.
    public var confidence: Double
    /// What led to it: the trigger, and where date and place were found.
    public var rules: [String]
}

/// A stretch of a report's text.
public struct Evidence: Hashable, Sendable {
    /// The span, in Unicode scalars of the text.
    public var range: Range<Int>
    /// The text there.
    public var text: String
}

/// A place that a report names.
public struct Toponym: Hashable, Sendable {
    /// The span of the name, in Unicode scalars of the text.
    public var range: Range<Int>
    /// The name as written.
    public var name: String
    /// The place that it means.
    public var entry: GazetteerEntry
}

/// A date or time that a report names.
public struct TimeMention: Hashable, Sendable {
    /// The span, in Unicode scalars of the text.
    public var range: Range<Int>
    /// The text there.
    public var text: String
    /// Its value in the notation of TIMEX3.
    public var value: String
    /// The days meant, as far as the report says.
    public var interval: TemporalInterval?
}
