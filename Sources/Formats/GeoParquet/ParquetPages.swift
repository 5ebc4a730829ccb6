/// The encodings and pages of Parquet's data.
enum ParquetPages {
    /// Encodings in Parquet's numbering.
    enum Encoding {
        static let plain = 0
        static let runLength = 3
        static let dictionary = 8
    }

    /// Zstandard in Parquet's numbering of codecs.
    static let zstandard = 6

    /// Appends numbers of a few bits each by the hybrid of runs and packed groups: one run where all are equal, else
    /// groups of eight.
    static func append(_ numbers: [UInt32], bits: Int, to bytes: inout [UInt8]) {
        guard let first = numbers.first else { return }
        if numbers.allSatisfy({ $0 == first }) {
            bytes.append(varint: UInt64(numbers.count) << 1)
            for byte in 0..<(bits + 7) / 8 { bytes.append(UInt8(truncatingIfNeeded: first >> UInt32(8 * byte))) }
            return
        }
        let groups = (numbers.count + 7) / 8
        bytes.append(varint: UInt64(groups) << 1 | 1)
        var held: UInt64 = 0
        var heldBits = 0
        for index in 0..<groups * 8 {
            held |= UInt64(index < numbers.count ? numbers[index] : 0) << UInt64(heldBits)
            heldBits += bits
            while heldBits >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: held))
                held >>= 8
                heldBits -= 8
            }
        }
    }

    /// The bits that a number up to `maximum` takes.
    static func bits(for maximum: Int) -> Int { maximum == 0 ? 0 : Int.bitWidth - maximum.leadingZeroBitCount }

    /// Appends a page of values with its header.
    ///
    /// - Returns: the length of the page with its header before compression.
    static func appendData(
        _ content: [UInt8], values: Int, encoding: Int, to bytes: inout [UInt8]
    ) throws(FormatError) -> Int {
        try append(content, type: 0, to: &bytes) { header in
            header.structure(5) {
                $0.int32(1, values)
                $0.int32(2, encoding)
                $0.int32(3, Encoding.runLength)
                $0.int32(4, Encoding.runLength)
            }
        }
    }

    /// Appends the page of a dictionary with its header; see ``appendData(_:values:encoding:to:)``.
    static func appendDictionary(_ content: [UInt8], values: Int, to bytes: inout [UInt8]) throws(FormatError) -> Int {
        try append(content, type: 2, to: &bytes) { header in
            header.structure(7) {
                $0.int32(1, values)
                $0.int32(2, Encoding.plain)
            }
        }
    }

    private static func append(
        _ content: [UInt8], type: Int, to bytes: inout [UInt8], _ describe: (inout ThriftCompact) -> Void
    ) throws(FormatError) -> Int {
        let packed = try Compression.zstandard(content)
        guard content.count <= Int(Int32.max), packed.count <= Int(Int32.max) else {
            throw FormatError("a column of 65,536 incidents takes more than 2 GiB, which no page of Parquet holds")
        }
        var header = ThriftCompact()
        header.element { header in
            header.int32(1, type)
            header.int32(2, content.count)
            header.int32(3, packed.count)
            describe(&header)
        }
        bytes.append(contentsOf: header.bytes)
        bytes.append(contentsOf: packed)
        return header.bytes.count + content.count
    }
}
