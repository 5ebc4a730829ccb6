/// Positions along a Hilbert curve through two or three dimensions, by table.
///
/// The tables follow C. Hamilton, "Compact Hilbert Indices" (Dalhousie University, 2006): at each level of the curve the
/// state is an entry corner and a direction; the corner that a point lies in, seen from that state, gives the next digit
/// of its position and the next state.
struct HilbertCurve {
    /// 2 or 3.
    let dimensions: Int
    /// How many bits of each coordinate count: as many as fit 64 bits in all.
    let bits: Int
    /// For a state and a corner: the digit in the low bits, the next state above them.
    private let table: [UInt8]

    /// The curve through the plane.
    static let plane = HilbertCurve(dimensions: 2, bits: 31)
    /// The curve through space.
    static let space = HilbertCurve(dimensions: 3, bits: 21)

    private init(dimensions: Int, bits: Int) {
        self.dimensions = dimensions
        self.bits = bits
        let corners = 1 << dimensions
        let mask = corners - 1
        func rotateLeft(_ value: Int, _ by: Int) -> Int {
            let by = by % dimensions
            return (value << by | value >> (dimensions - by)) & mask
        }
        func gray(_ value: Int) -> Int { value ^ value >> 1 }
        /// The corner at which the curve enters its part number `digit`.
        func entry(_ digit: Int) -> Int { digit == 0 ? 0 : gray(2 * ((digit - 1) / 2)) }
        /// The dimension along which the curve runs through its part number `digit`.
        func direction(_ digit: Int) -> Int {
            if digit == 0 { return 0 }
            return (digit % 2 == 0 ? (~(digit - 1)).trailingZeroBitCount : (~digit).trailingZeroBitCount) % dimensions
        }
        var table = [UInt8](repeating: 0, count: corners * dimensions * corners)
        for start in 0..<corners {
            for heading in 0..<dimensions {
                for digit in 0..<corners {
                    // The corner, seen from outside, of part number `digit` in this state.
                    let corner = rotateLeft(gray(digit), heading + 1) ^ start
                    let nextStart = start ^ rotateLeft(entry(digit), heading + 1)
                    let nextHeading = (heading + direction(digit) + 1) % dimensions
                    let state = start * dimensions + heading
                    let nextState = nextStart * dimensions + nextHeading
                    table[state * corners + corner] = UInt8(nextState << dimensions | digit)
                }
            }
        }
        self.table = table
    }

    /// Calls `body` with a function from coordinates, of which ``bits`` bits count, to positions on the curve.
    ///
    /// In two dimensions the third coordinate is ignored.
    @inline(__always)
    func withPositions<Result>(_ body: ((UInt32, UInt32, UInt32) -> UInt64) -> Result) -> Result {
        let dimensions = UInt64(dimensions)
        let corners = 1 << dimensions
        let span = table.span
        return body { x, y, z in
            var position: UInt64 = 0
            var state = 0
            var bit = UInt32(bits)
            while bit > 0 {
                bit -= 1
                var corner = Int((x >> bit & 1) << 1 | y >> bit & 1)
                if dimensions == 3 { corner = corner << 1 | Int(z >> bit & 1) }
                let step = span[state * corners + corner]
                position = position << dimensions | UInt64(step) & UInt64(corners - 1)
                state = Int(step) >> dimensions
            }
            return position
        }
    }
}
