import ArgumentParser
import Foundation
import IncidentIndex

/// What the user wants without saying it each time: options from the environment and from a file.
///
///     # ~/.config/incidents/config
///     store = /data/incidents.gpkg
///     import.source = sigacts
///
/// An option given on the command line goes before the variable `INCIDENTS_OPTION`, and that before the file, in which
/// `verb.option` goes before `option`. A command takes of them the options that it has.
struct Defaults {
    /// An option and its value, for one command or for all that have it.
    private struct Entry {
        var verb: String?
        var option: String
        var value: String
        /// Where it is from, for messages.
        var origin: String
    }

    private var entries: [Entry] = []

    /// Options that name what is written belong on the command line, where the user sees them.
    private static let refused: Set<String> = ["output", "rejects", "help", "version"]
    /// Variables that mean something else.
    private static let otherVariables: Set<String> = [
        "INCIDENTS_CONFIG", "INCIDENTS_STORE", "INCIDENTS_SHARED", "INCIDENTS_BINARY",
    ]

    /// Reads the file and the environment.
    ///
    /// - Throws: ``Outcome`` for a file that cannot be read, or a line of it that says nothing.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        if let path = try Defaults.path(environment) { try readFile(path) }
        for (name, value) in environment.sorted(by: { $0.key < $1.key })
        where name.hasPrefix("INCIDENTS_") && !Defaults.otherVariables.contains(name) && !value.isEmpty {
            let option = name.dropFirst("INCIDENTS_".count).lowercased().replacing("_", with: "-")
            entries.append(Entry(verb: nil, option: option, value: value, origin: "$\(name)"))
        }
    }

    /// The file that `INCIDENTS_CONFIG` names, which must be there unless the name is empty, or else
    /// `incidents/config` in the user's folder for such files, if it is there.
    private static func path(_ environment: [String: String]) throws -> String? {
        if let named = environment["INCIDENTS_CONFIG"] { return named.isEmpty ? nil : named }
        var folder = environment["XDG_CONFIG_HOME"] ?? ""
        if folder.isEmpty {
            guard let home = environment["HOME"], !home.isEmpty else { return nil }
            folder = home + "/.config"
        }
        let path = folder + "/incidents/config"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    private mutating func readFile(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else {
            throw Outcome.failed(
                "cannot read the file of defaults '\(path)'; $INCIDENTS_CONFIG names another one or, empty, none")
        }
        let verbs = IncidentsCommand.verbs
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = trimmed(line)
            if content.isEmpty || content.hasPrefix("#") { continue }
            let origin = "\(path), line \(index + 1)"
            guard let equals = content.firstIndex(of: "=") else {
                throw Outcome.failed("\(origin): write option = value")
            }
            let name = trimmed(content[..<equals])
            let value = String(trimmed(content[content.index(after: equals)...]))
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            let verb = parts.count == 2 ? parts[0] : nil
            if let verb, !verbs.contains(verb) {
                throw Outcome.failed(
                    "\(origin): there is no command '\(verb)'\(Spelling.hint(for: verb, among: verbs))")
            }
            let option = parts.last ?? ""
            let known = Set(verbs.filter { verb == nil || $0 == verb }.flatMap(Defaults.options))
            guard known.contains(option), !Defaults.refused.contains(option) else {
                throw Outcome.failed(
                    "\(origin): there is no option '\(option)' with a default\(Spelling.hint(for: option, among: known))"
                )
            }
            entries.append(Entry(verb: verb, option: option, value: value, origin: origin))
        }
        // The more general stand first, and of two options the later counts.
        entries = entries.filter { $0.verb == nil } + entries.filter { $0.verb != nil }
    }

    /// The arguments with the defaults of their command put before those that the user gave, which count more.
    func applied(to arguments: [String]) -> [String] {
        guard !entries.isEmpty, let verb = arguments.first, IncidentsCommand.verbs.contains(verb) else {
            return arguments
        }
        let known = Set(Defaults.options(of: verb)).subtracting(Defaults.refused)
        var defaults: [String: String] = [:]
        for entry in entries where (entry.verb ?? verb) == verb && known.contains(entry.option) {
            defaults[entry.option] = entry.value
        }
        // What the user gives replaces the default even where an option may be given several times.
        let given = defaults.filter { option, _ in
            !arguments.contains { $0 == "--\(option)" || $0.hasPrefix("--\(option)=") }
        }
        for entry in entries where given[entry.option] == entry.value {
            // The options are not parsed yet, so whether this is wanted is looked up.
            if arguments.contains("--verbose") || arguments.contains("-v") {
                StandardStreams.report("incidents: --\(entry.option) \(entry.value), by \(entry.origin)")
            }
        }
        return [verb] + given.sorted { $0.key < $1.key }.map { "--\($0.key)=\($0.value)" } + arguments.dropFirst()
    }

    /// The options with a value that a command has, as its help names them.
    private static func options(of verb: String) -> [String] {
        guard
            let command = IncidentsCommand.configuration.subcommands.first(where: {
                $0.configuration.commandName == verb
            })
        else {
            return []
        }
        var options: [String] = []
        for word in command.helpMessage(includeHidden: true, columns: 10_000).split(separator: "\n") {
            // An option stands at the beginning of its line: `  --store <path>   …` or `  -o, --output <output>`.
            guard word.hasPrefix("  -"), let dashes = word.range(of: "--") else { continue }
            let rest = word[dashes.upperBound...]
            let name = rest.prefix { $0 != " " && $0 != "," }
            if rest.dropFirst(name.count).hasPrefix(" <") { options.append(String(name)) }
        }
        return options
    }
}
