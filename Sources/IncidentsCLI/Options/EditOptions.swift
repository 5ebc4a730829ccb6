import ArgumentParser
import IncidentIndex

/// The fields that `add` and `update` set.
struct EditOptions: ParsableArguments {
    // Values that begin with a minus sign are values, not options.
    @Option(parsing: .unconditional, help: "The type, such as drone_attack.")
    var type: String?

    @Option(parsing: .unconditional, help: "A short title.")
    var title: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Any other property, such as country=Iraq, deaths_best=3 or a name of your own; repeat it.",
            valueName: "key=value"))
    var property: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The zone of a time that names none, such as Asia/Baghdad or +03:00.", valueName: "zone"))
    var assumeZone: String?

    @Option(help: ArgumentHelp("The moment that relative times count from.", valueName: "when"))
    var now: String?

    func validate() throws {
        var names: Set<String> = []
        for assignment in property {
            guard let equals = assignment.firstIndex(of: "="), equals != assignment.startIndex else {
                throw ValidationError("--property takes key=value, not '\(assignment)'.")
            }
            let name = String(assignment[..<equals])
            guard names.insert(name).inserted else { throw ValidationError("--property \(name) is given twice.") }
        }
    }

    /// Whether no field was given.
    var isEmpty: Bool { type == nil && title == nil && property.isEmpty }

    /// Sets what was given; an empty value clears the property.
    func apply(to incident: inout Incident, at place: PlaceArgument?, date: String?, places: Places) throws {
        if let place { try locate(&incident, at: place, places: places) }
        if let date { try setDate(date, of: &incident) }
        if let type { incident.type = type.isEmpty ? nil : type }
        if let title { incident.title = title.isEmpty ? nil : title }
        for assignment in property {
            guard let equals = assignment.firstIndex(of: "=") else { continue }
            try incident.set(
                property: String(assignment[..<equals]), toText: String(assignment[assignment.index(after: equals)...]))
        }
    }

    private func locate(_ incident: inout Incident, at place: PlaceArgument, places: Places) throws {
        switch place {
        case .coordinate:
            incident.geometry = .point(Position(try places.coordinate(of: place)))
            incident.locationPrecision = .exact
            incident.locationRadiusMetres = nil
        case .malformedPoint(let text):
            throw PlaceArgument.failure(malformedPoint: text)
        case .name(let name):
            incident.locate(at: try places.entry(named: name), named: name)
        }
    }

    private func setDate(_ text: String, of incident: inout Incident) throws {
        let zone = try assumeZone.map { name throws(TemporalError) in try AssumedZone(name) }
        if let reading = try? TemporalText.parse(text, assuming: zone) {
            incident.interval = reading.interval
            incident.timePrecision = reading.precision
            return
        }
        let clock = try now.map { text throws(TemporalError) in
            try TemporalText.parse(text, assuming: zone).interval.start
        }
        incident.interval = try RelativeTime.parse(text, now: clock ?? .now, assuming: zone)
        incident.timePrecision = incident.interval?.precisionByLength
    }
}
