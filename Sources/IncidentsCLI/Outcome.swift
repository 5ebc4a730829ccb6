import IncidentIndex

/// How a command ends when it does not simply finish: an exit code and, at most, one sentence.
struct Outcome: Error {
    /// The exit codes that users are promised.
    enum Code: Int32 {
        /// Found, or done.
        case done = 0
        /// Nothing found.
        case nothingFound = 1
        /// Wrong usage, or failed.
        case failed = 2
        /// Done, but rows were rejected.
        case rowsRejected = 3
        /// A place name is unknown or ambiguous.
        case placeUnresolved = 4
    }

    let code: Code
    let message: String?

    static let nothingFound = Outcome(code: .nothingFound, message: nil)
    static let rowsRejected = Outcome(code: .rowsRejected, message: nil)

    static func failed(_ message: String) -> Outcome { Outcome(code: .failed, message: message) }

    /// What an error says, on one line; the points of a list follow one another after commas.
    static func sentence(_ text: String) -> String {
        var sentence = ""
        for line in text.split(whereSeparator: \.isNewline).map(trimmed) where !line.isEmpty {
            let isPoint = line.hasPrefix("- ")
            if !sentence.isEmpty { sentence += isPoint && !sentence.hasSuffix(":") ? ", " : " " }
            sentence += isPoint ? line.dropFirst(2) : line
        }
        return sentence
    }
}
