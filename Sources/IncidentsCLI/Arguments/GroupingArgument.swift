import IncidentIndex

/// What `--by` takes.
enum GroupingArgument {
    private static let names = [
        "country", "admin1", "type", "year", "month", "week", "day", "hour", "weekday", "grid=DEGREES",
        "region-file=FILE[:property]",
    ]
    private static let regionFilePrefix = "region-file="
    private static let gridPrefix = "grid="

    /// The groupings that the options name, in their order.
    ///
    /// - Parameters:
    ///   - options: each option's text.
    ///   - zone: whose clocks tell hours and weekdays.
    ///   - gazetteer: gives the countries and first-level units, where they are asked for.
    /// - Returns: the groupings.
    /// - Throws: ``Outcome`` for a name that is none, and what a file of regions throws.
    static func groupings(_ options: [String], zone: AssumedZone?, _ gazetteer: Gazetteer) throws -> [Grouping] {
        try options.flatMap(parts).map { try grouping($0, zone, gazetteer) }
    }

    /// The files of regions that the options name.
    static func regionFiles(_ options: [String]) -> [String] {
        options.flatMap(parts).filter { $0.hasPrefix(regionFilePrefix) }.map { regionFile($0).path }
    }

    /// The names between commas; a file's name, which may hold some, ends them.
    private static func parts(_ option: String) -> [String] {
        var parts: [String] = []
        var rest = option[...]
        while true {
            guard !rest.hasPrefix(regionFilePrefix), let comma = rest.firstIndex(of: ",") else {
                return parts + [String(rest)]
            }
            parts.append(String(rest[..<comma]))
            rest = rest[rest.index(after: comma)...]
        }
    }

    private static func grouping(_ text: String, _ zone: AssumedZone?, _ gazetteer: Gazetteer) throws -> Grouping {
        switch text {
        case "type": return .type
        case "year": return .year
        case "month": return .month
        case "week": return .week
        case "day": return .day
        case "hour": return .hour(zone)
        case "weekday": return .weekday(zone)
        case "country": return .regions(title: "country", try LabelledRegion.all(.country, of: gazetteer))
        case "admin1": return .regions(title: "admin1", try LabelledRegion.all(.admin1, of: gazetteer))
        default: break
        }
        if text.hasPrefix(gridPrefix) {
            guard let cells = Double(text.dropFirst(gridPrefix.count)).flatMap(DegreeCells.init(side:)) else {
                throw Outcome.failed("--by grid= takes the side of a cell in degrees, from 0.001 to 90, not '\(text)'")
            }
            return .grid(cells)
        }
        guard text.hasPrefix(regionFilePrefix) else {
            let hint = Spelling.hint(for: text, among: names)
            throw Outcome.failed(
                "--by takes \(names.dropLast().joined(separator: ", ")) or \(names[names.count - 1]), not '\(text)'\(hint)"
            )
        }
        let (path, property) = regionFile(text)
        return .regions(title: property ?? "region", try RegionFile.labelledRegions(path: path, property: property))
    }

    /// What `region-file=FILE[:property]` names.
    private static func regionFile(_ text: String) -> (path: String, property: String?) {
        RegionFile.splitProperty(String(text.dropFirst(regionFilePrefix.count)))
    }
}
