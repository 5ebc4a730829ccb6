/// Which signs a name without quotes is made of (OGC 21-065, annex B: the names of XML, and `:` and `.` within).
enum CQL2Identifier {
    private static let first: [ClosedRange<UInt32>] = [
        0x3A...0x3A, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
        0x37F...0x1FFE, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
        0xFDF0...0xFFFD, 0x10000...0xEFFFF,
    ]

    private static let further: [ClosedRange<UInt32>] = [0x2E...0x2E, 0x30...0x39, 0x300...0x36F, 0x203F...0x2040]

    /// Whether a name may begin so.
    static func begins(with scalar: Unicode.Scalar) -> Bool {
        // Ogham's space lies among the letters.
        first.contains { $0.contains(scalar.value) } && !scalar.properties.isWhitespace
    }

    /// Whether a name may go on so.
    static func goesOn(with scalar: Unicode.Scalar) -> Bool {
        begins(with: scalar) || further.contains { $0.contains(scalar.value) }
    }
}
