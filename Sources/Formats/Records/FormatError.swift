/// Why a file as a whole cannot be read, where that shows, and what to do about it.
public struct FormatError: Error, Hashable, Sendable {
    /// What is wrong, as one clause.
    public var reason: String
    /// The line, counted from 1.
    public var line: Int?
    /// The column of the table, by name.
    public var column: String?
    /// The offset of the first byte that does not fit, counted from the start of the file.
    public var byteOffset: Int?
    /// What the user can do, as one clause.
    public var advice: String?

    /// Makes an error.
    public init(
        _ reason: String, line: Int? = nil, column: String? = nil, byteOffset: Int? = nil, advice: String? = nil
    ) {
        self.reason = reason
        self.line = line
        self.column = column
        self.byteOffset = byteOffset
        self.advice = advice
    }

    /// The same error with the name of its file, which a reader does not know.
    package func naming(_ file: String) -> FormatError {
        var named = self
        // What cannot be opened is named already.
        if !named.reason.hasPrefix("cannot open ") { named.reason = "\(named.reason) (\(file))" }
        return named
    }
}

extension FormatError: CustomStringConvertible {
    /// One sentence for a person, without a trailing full stop.
    public var description: String {
        var places: [String] = []
        if let line { places.append("line \(line)") }
        if let column { places.append("column '\(column)'") }
        if let byteOffset { places.append("byte \(byteOffset)") }
        let place = places.isEmpty ? "" : places.joined(separator: ", ") + ": "
        return place + reason + (advice.map { "; \($0)" } ?? "")
    }
}
