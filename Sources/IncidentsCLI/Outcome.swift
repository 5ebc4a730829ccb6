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
        let meant = meantValue(in: sentence)
        if !meant.isEmpty, sentence.hasSuffix(".") { sentence.removeLast() }
        return sentence + meant
    }

    /// Which of the values that the parser offers may be meant by the one that it does not take.
    private static func meantValue(in sentence: String) -> String {
        guard sentence.hasPrefix("The value '"), let offer = sentence.firstRange(of: "Please provide one of ") else {
            return ""
        }
        let value = String(sentence.dropFirst("The value '".count).prefix { $0 != "'" })
        let offered = sentence[offer.upperBound...].replacing("the following:", with: "")
            .split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init)
        return Spelling.closest(to: value, among: offered).map { "; did you mean '\($0)'?" } ?? ""
    }
}
