import ArgumentParser
import IncidentIndex

/// `incidents info`: what the store holds.
struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Say what the store holds: how many incidents, where, when, of which types and sources.")

    /// So many types and sources, the most frequent ones, are named to people; JSON has all.
    private static let namedGroups = 12

    @OptionGroup var store: StoreOption

    @Flag(help: "Report as JSON.")
    var json = false

    @Flag(help: "Print the licences and attributions of the gazetteer's sources instead, those of --gazetteer first.")
    var licences = false

    @OptionGroup var gazetteers: GazetteerOptions

    func run() throws {
        if licences {
            return try LicenceOutput(json: json).write(try gazetteers.gazetteer().licences)
        }
        let info = try store.using { try $0.info() }
        var facts = contents(info)
        facts.append(("schema_version", .integer(Int64(info.schemaVersion))))
        facts.append(("index", .string(info.indexState)))
        facts.append(("store_bytes", .integer(info.storeBytes)))
        facts.append(("index_bytes", info.indexBytes.map { .integer($0) } ?? .null))
        try Report(json: json).print([("store", .string(store.path))] + facts)
    }

    private func contents(_ info: StoreInfo) -> [(name: String, value: JSONValue)] {
        func number(_ count: Int) -> JSONValue { .integer(Int64(count)) }
        func time(_ instant: Instant?) -> JSONValue { instant.map { .string($0.description) } ?? .null }
        func tally(_ groups: [(name: String?, count: Int)]) -> JSONValue {
            let shown = json ? groups.count : min(groups.count, InfoCommand.namedGroups)
            var members = groups[..<shown].map { JSONMember($0.name ?? CountTable.noValue, number($0.count)) }
            let others = groups[shown...]
            if !others.isEmpty {
                members.append(JSONMember("\(others.count) others", number(others.reduce(0) { $0 + $1.count })))
            }
            return .object(members)
        }
        var facts: [(name: String, value: JSONValue)] = []
        facts.append(("incidents", number(info.incidents)))
        facts.append(("located", number(info.located)))
        facts.append(("unlocated", number(info.incidents - info.located)))
        facts.append(("dated", number(info.dated)))
        facts.append(("undated", number(info.incidents - info.dated)))
        if let box = info.boundingBox {
            facts.append(("bbox", .array([box.west, box.south, box.east, box.north].map { .real($0) })))
        }
        facts.append(("earliest_start", time(info.earliestStart)))
        facts.append(("latest_end", time(info.latestEnd)))
        facts.append(("milliseconds", .bool(info.usesMilliseconds)))
        facts.append(("types", tally(info.types)))
        facts.append(("sources", tally(info.sources)))
        return facts
    }
}
