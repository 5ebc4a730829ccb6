import ArgumentParser
import IncidentIndex

/// The root of the command line: one verb a file in Commands/.
@main
struct IncidentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents",
        abstract: "An index of dated, located incidents: what happened here, then.",
        discussion: """
            Incidents live in a GeoPackage, which QGIS and GDAL open too. Data goes to standard output, everything else \
            to standard error.

            Examples:
              incidents import reports.csv
              incidents query --region Iraq --during 2022-01
              incidents nearest --to "al-Asad Airbase" -k 5
              incidents count --region Iraq --by month

            Options that are wanted each time go into ~/.config/incidents/config, a line each (store = /data/incidents.gpkg, \
            or import.source = sigacts for one command), or into the environment (INCIDENTS_STORE=…, INCIDENTS_COUNTRY=…); \
            what is given on the command line counts more.

            Exit codes: 0 found or done, 1 nothing found, 2 wrong usage or failed, 3 done but rows were rejected, 4 a place \
            name is unknown or ambiguous.
            """,
        version: IncidentIndexVersion.current,
        subcommands: [
            ImportCommand.self, AddCommand.self, UpdateCommand.self, DeleteCommand.self, LocateCommand.self,
            QueryCommand.self, NearestCommand.self, CountCommand.self, ExportCommand.self, ReportCommand.self,
            GazetteerCommand.self, InfoCommand.self, VerifyCommand.self, RebuildIndexCommand.self,
            BenchCommand.self,
        ])

    /// The names of the commands.
    static var verbs: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

    static func main() async {
        Interruption.takeOver()
        StandardStreams.ignoreBrokenPipes()
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            try checkVerb(arguments[...])
            var command = try parseAsRoot(try Defaults().applied(to: arguments))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

    /// Names the commands where the first argument is none of them; the parser would only call it unexpected.
    private static func checkVerb(_ arguments: ArraySlice<String>) throws {
        guard let first = arguments.first else { return }
        if first == "help" { return }
        if verbs.contains(first) { return try checkPart(of: first, arguments.dropFirst().first) }
        if first.hasPrefix("-") {
            // Help, the version and completion scripts are asked for without a command.
            guard ["--store", "-o", "--output", "--format"].contains(where: first.hasPrefix),
                let verb = arguments.first(where: verbs.contains)
            else { return }
            throw Outcome.failed("options follow the command: write incidents \(verb) \(first) …")
        }
        let hint = Spelling.hint(for: first, among: verbs)
        throw Outcome.failed(
            "there is no command '\(first)'\(hint.isEmpty ? ";" : hint) the commands are "
                + verbs.joined(separator: ", "))
    }

    /// The same of a command that has commands of its own.
    private static func checkPart(of verb: String, _ word: String?) throws {
        let command = configuration.subcommands.first { $0.configuration.commandName == verb }
        let parts = command?.configuration.subcommands.compactMap { $0.configuration.commandName } ?? []
        guard !parts.isEmpty, let word, !word.hasPrefix("-"), word != "help", !parts.contains(word) else { return }
        let hint = Spelling.hint(for: word, among: parts)
        throw Outcome.failed(
            "there is no command '\(verb) \(word)'\(hint.isEmpty ? ";" : hint) the commands are "
                + parts.map { "\(verb) \($0)" }.joined(separator: ", "))
    }

    /// Turns whatever went wrong into one sentence and the exit code that interfaces promise.
    private static func leave(with error: any Error) -> Never {
        switch error {
        case let outcome as Outcome:
            if let message = outcome.message { StandardStreams.report("incidents: \(message)") }
            leave(outcome.code)
        case let error as GazetteerError where error.isAboutAName:
            StandardStreams.report("incidents: \(error.advice)")
            leave(.placeUnresolved)
        case let error as GazetteerError:
            StandardStreams.report("incidents: \(error.advice)")
            leave(.failed)
        case is ClosedPipe:
            // Whoever read us has read enough.
            leave(.done)
        default:
            let code = exitCode(for: error)
            if code == .success {
                // Help and version texts are data.
                do {
                    try StandardStreams.printData(fullMessage(for: error))
                } catch {
                    leave(with: error)
                }
                leave(.done)
            }
            StandardStreams.report(
                "incidents: \(Outcome.sentence(code == .validationFailure ? message(for: error) : "\(error)"))")
            leave(.failed)
        }
    }

    private static func leave(_ code: Outcome.Code) -> Never {
        exit(withError: code == .done ? nil : ExitCode(code.rawValue))
    }
}
