extension JSONValue {
    /// The value of the first member of that name, or nil where there is none or this is no object.
    ///
    /// - Complexity: O(members).
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name.hasSameBytes(as: name) }?.value
    }

    /// A key that occurs twice in one object, at any depth; nil where all keys are unique.
    ///
    /// Keys are compared byte by byte. Which value such a text means is undefined, so importers refuse it.
    /// - Complexity: O(members), amortised.
    public var duplicateKey: String? {
        switch self {
        case .array(let elements):
            for element in elements {
                if let key = element.duplicateKey { return key }
            }
            return nil
        case .object(let members):
            if let key = JSONMember.duplicateName(in: members) { return key }
            for member in members {
                if let key = member.value.duplicateKey { return key }
            }
            return nil
        default:
            return nil
        }
    }

    /// Whether arrays and objects stand within each other more deeply than so many; a number alone has depth 0.
    public func isNested(deeperThan limit: Int) -> Bool {
        switch self {
        case .array(let elements): limit < 1 || elements.contains { $0.isNested(deeperThan: limit - 1) }
        case .object(let members): limit < 1 || members.contains { $0.value.isNested(deeperThan: limit - 1) }
        default: false
        }
    }

    /// Whether a string or a key anywhere in the value holds U+0000, which databases cut text at.
    public var containsNUL: Bool {
        switch self {
        case .string(let text): text.containsNULByte
        case .array(let elements): elements.contains(where: \.containsNUL)
        case .object(let members): members.contains { $0.name.containsNULByte || $0.value.containsNUL }
        default: false
        }
    }
}

extension JSONMember {
    /// A name that occurs twice among the members.
    package static func duplicateName(in members: [JSONMember]) -> String? {
        // String's own equality merges canonically equivalent spellings, so bytes are compared. Short objects are
        // the rule, and for them comparing pairs beats hashing.
        if members.count <= 16 {
            for (index, member) in members.enumerated() {
                for earlier in members[..<index] where earlier.name.hasSameBytes(as: member.name) {
                    return member.name
                }
            }
            return nil
        }
        var seen: Set<ByteText> = []
        seen.reserveCapacity(members.count)
        return members.first { !seen.insert(ByteText($0.name)).inserted }?.name
    }
}
