import MappedFiles

/// The section of texts of a gazetteer that is being built.
struct StringSpool: ~Copyable {
    /// So many texts are remembered, to be written once; of more, some may stand there twice.
    private static let remembered = 1 << 20

    let encoder: SymbolEncoder
    private var spool: ByteSpool
    private var offsets: [String: UInt32] = [:]

    init(_ encoder: SymbolEncoder, beside path: String?) {
        self.encoder = encoder
        spool = ByteSpool(beside: path)
    }

    /// Where the text stands; offset 0 is the empty text.
    mutating func add(_ text: String) throws -> UInt32 {
        if spool.count == 0 { try spool.append(0) }
        if text.isEmpty { return 0 }
        if let known = offsets[text] { return known }
        guard let offset = UInt32(exactly: spool.count) else { throw GazetteerBuildError.tooLarge("4 GiB of names") }
        let codes = encoder.encode(Array(text.utf8))
        var length: [UInt8] = []
        length.append(varint: codes.count)
        try spool.append(length)
        try spool.append(codes)
        if offsets.count < Self.remembered { offsets[text] = offset }
        return offset
    }

    /// The section.
    consuming func finish() throws -> SpooledBytes {
        if spool.count == 0 { try spool.append(0) }
        return try spool.finish()
    }
}
