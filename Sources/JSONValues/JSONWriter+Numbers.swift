extension JSONWriter {
    /// Appends an integer.
    public mutating func write(_ value: Int64) {
        _ = append(atMost: JSONPen.longestNumber) { pen in
            pen.write(value)
            return true
        }
    }

    /// Appends the shortest text that reads back as the same double; null when it is not finite.
    public mutating func write(_ value: Double) {
        _ = append(atMost: JSONPen.longestNumber) { pen in
            pen.write(value)
            return true
        }
    }

    /// Appends a number with at most so many decimals, correctly rounded, without trailing zeros and without allocating.
    ///
    /// Halves that are exact in binary go to the even digit. A number that is too large for its decimals to be exact is
    /// written in the shortest form, one that is not finite as null.
    /// - Parameters:
    ///   - value: the number.
    ///   - decimals: 0 through 15.
    public mutating func write(_ value: Double, decimals: Int) {
        _ = append(atMost: JSONPen.longestNumber) { pen in
            pen.write(value, decimals: decimals)
            return true
        }
    }
}
