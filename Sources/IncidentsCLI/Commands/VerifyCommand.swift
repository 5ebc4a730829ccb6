import ArgumentParser
import IncidentIndex

/// `incidents verify`: looks for damage.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the database, every row and the index; say what is damaged and where.",
        discussion: "Ends with 0 when all is well and with 2 when something is not. Changes nothing.")

    @OptionGroup var store: StoreOption

    @Flag(help: "Report as JSON.")
    var json = false

    func run() throws {
        let findings = try store.using { try $0.verify() }
        if json {
            let list = JSONValue.array(
                findings.map { finding in
                    .object([
                        JSONMember("where", .string(finding.location)), JSONMember("what", .string(finding.message)),
                    ])
                })
            try StandardStreams.printData(
                JSONValue.object([JSONMember("sound", .bool(findings.isEmpty)), JSONMember("findings", list)]).text,
                escapes: .json)
        } else {
            for finding in findings {
                try StandardStreams.printData(TerminalText.escaped("\(finding.location): \(finding.message)"))
            }
            if findings.isEmpty { try StandardStreams.printData("\(store.path) is sound") }
        }
        if !findings.isEmpty {
            throw Outcome.failed(
                "\(findings.count) finding\(findings.count == 1 ? "" : "s") in \(store.path); "
                    + "'incidents rebuild-index' mends the index, the rows are for you to mend")
        }
    }
}
