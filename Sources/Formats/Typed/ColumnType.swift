package import JSONValues

/// What the values of a column are in a format whose columns have types.
package enum ColumnType: Hashable, Sendable {
    /// Text; lists and objects stand in it as JSON.
    case text
    /// Whole numbers of 64 bits.
    case integer
    /// Doubles.
    case real
    /// Truth values.
    case boolean
    /// Moments.
    case time
}

/// The kinds of values that a source's column was seen to hold.
package struct ValueKinds: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Truth values.
    package static let boolean = ValueKinds(rawValue: 1)
    /// Integers that a double holds exactly.
    package static let integer = ValueKinds(rawValue: 2)
    /// Integers that a double would round.
    package static let wideInteger = ValueKinds(rawValue: 4)
    /// Doubles.
    package static let real = ValueKinds(rawValue: 8)
    /// Anything else but null.
    package static let text = ValueKinds(rawValue: 16)

    /// The kind of a value; none for null.
    package init(of value: JSONValue) {
        switch value {
        case .null: self = []
        case .bool: self = .boolean
        case .integer(let number): self = number.magnitude <= 1 << 53 ? .integer : .wideInteger
        case .real: self = .real
        case .bigInteger, .string, .array, .object: self = .text
        }
    }

    /// The type of a column that holds these kinds and loses nothing; text where nothing narrower does.
    package var type: ColumnType {
        if self == .boolean { return .boolean }
        if !isEmpty, isSubset(of: [.integer, .wideInteger]) { return .integer }
        if !isEmpty, isSubset(of: [.integer, .real]) { return .real }
        return .text
    }
}
