import IncidentIndex

/// Writes what a gazetteer was made from, and under which terms.
struct LicenceOutput {
    let json: Bool

    func write(_ sources: [GazetteerSource]) throws {
        guard json else {
            for source in sources {
                try StandardStreams.printData(TerminalText.escaped("\(source.title) (\(source.id))"))
                try StandardStreams.printData(TerminalText.escaped("  licence: \(source.licence)"))
                guard !source.attribution.isEmpty else { continue }
                try StandardStreams.printData(TerminalText.escaped("  \(source.attribution)"))
            }
            return
        }
        let list = JSONValue.array(
            sources.map { source in
                .object([
                    JSONMember("id", .string(source.id)), JSONMember("title", .string(source.title)),
                    JSONMember("licence", .string(source.licence)),
                    JSONMember("attribution", .string(source.attribution)),
                ])
            })
        try StandardStreams.printData(list.text)
    }
}
