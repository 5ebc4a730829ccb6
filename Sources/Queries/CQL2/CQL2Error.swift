import Regions

/// Why a text is no filter that can be asked, and where in it.
public struct CQL2Error: Error, Hashable, Sendable {
    /// What is wrong, as one clause without a trailing full stop; it begins with `not supported:` where the text is CQL2 and
    /// this library does not answer it.
    public var reason: String
    /// Where.
    public var place: Place
    /// The whole text.
    public var text: String
    /// The name of an operation that there is none of, to compare with ``operationNames``.
    public var unknownOperation: String?

    /// Where a fault is.
    public enum Place: Hashable, Sendable {
        /// At a byte of the UTF-8 text.
        case byte(Int)
        /// At a member of a JSON text, as a JSON pointer (RFC 6901).
        case member(String)
    }

    init(_ reason: String, at place: Place, of text: String, unknownOperation: String? = nil) {
        self.unknownOperation = unknownOperation
        self.reason = reason
        self.place = place
        self.text = text
    }
}

extension CQL2Error {
    /// The names of the operations that are written as functions, in capitals.
    public static let operationNames: [String] =
        SpatialRelation.allCases.map { $0.rawValue.uppercased() }
        + TemporalRelation.allCases.map { $0.rawValue.uppercased() }
        + SetRelation.allCases.map { $0.rawValue.uppercased() }
        + ["CASEI", "ACCENTI", "DATE", "TIMESTAMP", "INTERVAL", "BBOX"]

    /// The line and the column of the fault, both from 1, columns in characters; nil where it is a member of JSON.
    public var position: (line: Int, column: Int)? {
        guard case .byte(let offset) = place else { return nil }
        let before = text.utf8.prefix(offset)
        let lines = String(decoding: before, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return (lines.count, (lines.last?.count ?? 0) + 1)
    }

    /// The line with the fault, and below it a mark under the character.
    public var quote: String? {
        guard let position else { return nil }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.indices.contains(position.line - 1) else { return nil }
        // Tabs and their like would move the mark.
        let line = lines[position.line - 1].map { $0.isWhitespace ? " " : String($0) }.joined()
        return "\(line)\n\(String(repeating: " ", count: position.column - 1))^"
    }
}

extension CQL2Error: CustomStringConvertible {
    /// The place and the reason.
    public var description: String {
        switch (place, position) {
        case (.member(let pointer), _): pointer.isEmpty ? reason : "at \(pointer): \(reason)"
        case (_, let position?) where text.contains(where: \.isNewline):
            "line \(position.line), column \(position.column): \(reason)"
        case (_, let position): "column \(position?.column ?? 1): \(reason)"
        }
    }
}
