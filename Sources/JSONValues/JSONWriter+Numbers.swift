extension JSONWriter {
    /// Appends an integer.
    public mutating func write(_ value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        writeDigits(value.magnitude)
    }

    /// Appends the shortest text that reads back as the same double; null when it is not finite.
    public mutating func write(_ value: Double) {
        guard value.isFinite else {
            write(raw: "null")
            return
        }
        // Swift's description is the shortest round trip (SwiftDtoa) and always has the form of a JSON number.
        bytes.append(contentsOf: value.description.utf8)
    }

    /// Appends a number with at most so many decimals, correctly rounded, without trailing zeros and without allocating.
    ///
    /// Halves that are exact in binary go to the even digit. A number that is too large for its decimals to be exact is
    /// written in the shortest form, one that is not finite as null.
    /// - Parameters:
    ///   - value: the number.
    ///   - decimals: 0 through 15.
    public mutating func write(_ value: Double, decimals: Int) {
        let decimals = min(max(decimals, 0), 15)
        var scale: UInt64 = 1
        for _ in 0..<decimals { scale *= 10 }
        let product = value.magnitude * Double(scale)
        // Below 2^51 the product and its half are exact to a quarter.
        guard product < 2_251_799_813_685_248 else {
            write(value)
            return
        }
        var whole = UInt64(product)
        let fraction = product - Double(whole)
        if fraction > 0.5 {
            whole += 1
        } else if fraction == 0.5 {
            // The product was itself rounded; what that took away decides between the neighbours.
            let lost = (-product).addingProduct(value.magnitude, Double(scale))
            if lost > 0 || (lost == 0 && !whole.isMultiple(of: 2)) { whole += 1 }
        }
        if value < 0, whole > 0 { bytes.append(UInt8(ascii: "-")) }
        writeDigits(whole / scale)
        var rest = whole % scale
        guard rest > 0 else { return }
        var places = decimals
        while rest.isMultiple(of: 10) {
            rest /= 10
            places -= 1
        }
        bytes.append(UInt8(ascii: "."))
        writeDigits(rest, minimum: places)
    }

    /// Appends a number in decimal, with zeros before it up to a least number of digits, of which there may be 20.
    private mutating func writeDigits(_ value: UInt64, minimum: Int = 1) {
        // The largest number has 20 digits, and `start` never falls below 0: each step writes one of at most 20 bytes.
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
            var start = 20
            var rest = value
            while rest > 0 || 20 - start < minimum, start > 0 {
                start -= 1
                unsafe buffer[start] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            unsafe bytes.append(contentsOf: buffer[start...])
        }
    }
}
