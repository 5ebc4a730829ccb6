/// The identity of an incident: UTF-8 text, by custom `source:recordID`. Two ids are equal when their bytes are.
public struct IncidentID: Sendable {
    /// The text as given.
    public let text: String

    /// Makes an id, or nil for empty text or text that holds a NUL.
    public init?(_ text: String) {
        guard !text.isEmpty, !text.utf8.contains(0) else { return nil }
        self.text = text
    }

    /// For text that is known to be neither empty nor to hold a NUL.
    package init(uncheckedText text: String) {
        self.text = text
    }
}

// Swift's String == merges canonically equivalent spellings; an id is its bytes.
extension IncidentID: Hashable, Comparable {
    /// Equal bytes.
    public static func == (left: IncidentID, right: IncidentID) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// The order of the bytes.
    public static func < (left: IncidentID, right: IncidentID) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// Feeds the bytes.
    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension IncidentID: CustomStringConvertible {
    /// The text as given.
    public var description: String { text }
}
