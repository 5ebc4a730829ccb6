import Incidents
import JSONValues

/// The values of one column in one row group.
struct ParquetChunk {
    /// What the file's metadata says of a chunk.
    struct Summary {
        let leaf: ParquetLeaf
        let statistics: ParquetStatistics
        let values: Int
        let encodings: [Int]
        /// Offsets of pages in the file.
        let dataPage: Int
        let dictionaryPage: Int?
        let bytes: Int
        let compressedBytes: Int
    }

    private let leaf: ParquetLeaf
    /// Whether each value is there.
    private var levels: [UInt32] = []
    private var plain: [UInt8] = []
    private var flags: [UInt32] = []
    private var statistics = ParquetStatistics()
    /// The texts met so far and their numbers; nil once there are too many for a dictionary.
    private var dictionary: [ByteText: UInt32]?
    private var dictionaryPage: [UInt8] = []
    private var references: [UInt32] = []

    private static let dictionaryBytes = 1 << 20

    init(_ leaf: ParquetLeaf) {
        self.leaf = leaf
        if case .property(.text) = leaf.kind { dictionary = [:] }
    }

    // MARK: Taking values

    mutating func appendNull() {
        levels.append(0)
        statistics.nulls += 1
    }

    mutating func append(_ value: Int64) {
        levels.append(1)
        plain.append(littleEndian: value)
        statistics.add(value)
    }

    mutating func append(_ value: Double) {
        levels.append(1)
        plain.append(littleEndian: value)
        statistics.add(value)
    }

    mutating func append(_ value: Bool) {
        levels.append(1)
        flags.append(value ? 1 : 0)
        statistics.add(value)
    }

    /// Takes well-known binary, of which no bounds are kept.
    mutating func append(binary: [UInt8]) {
        levels.append(1)
        plain.append(littleEndian: UInt32(binary.count))
        plain.append(contentsOf: binary)
    }

    mutating func append(text: [UInt8]) {
        append(binary: text)
        guard dictionary != nil else { return statistics.add(text) }
        let key = ByteText(String(decoding: text, as: UTF8.self))
        if let number = dictionary?[key] {
            references.append(number)
            return
        }
        statistics.add(text)
        let number = UInt32(dictionary?.count ?? 0)
        dictionary?[key] = number
        references.append(number)
        dictionaryPage.append(littleEndian: UInt32(text.count))
        dictionaryPage.append(contentsOf: text)
        if dictionaryPage.count > ParquetChunk.dictionaryBytes {
            dictionary = nil
            references = []
            dictionaryPage = []
        }
    }

    // MARK: Writing

    /// Appends the chunk's pages, which begin at an offset of the file.
    func write(to bytes: inout [UInt8], at offset: Int) throws(FormatError) -> Summary {
        let start = bytes.count
        var uncompressed = 0
        var content: [UInt8] = []
        ParquetPages.append(levels, bits: 1, to: &content)
        var page: [UInt8] = []
        page.append(littleEndian: UInt32(content.count))
        page.append(contentsOf: content)
        var encoding = ParquetPages.Encoding.plain
        var dictionaryOffset: Int?
        // A dictionary pays where a text stands twice on average.
        if let dictionary, !dictionary.isEmpty, dictionary.count * 2 <= references.count {
            dictionaryOffset = offset
            uncompressed += try ParquetPages.appendDictionary(dictionaryPage, values: dictionary.count, to: &bytes)
            encoding = ParquetPages.Encoding.dictionary
            let bits = ParquetPages.bits(for: dictionary.count - 1)
            page.append(UInt8(bits))
            ParquetPages.append(references, bits: bits, to: &page)
        } else if case .property(.boolean) = leaf.kind {
            ParquetChunk.pack(flags, into: &page)
        } else {
            page.append(contentsOf: plain)
        }
        let dataOffset = offset + bytes.count - start
        uncompressed += try ParquetPages.appendData(page, values: levels.count, encoding: encoding, to: &bytes)
        return Summary(
            leaf: leaf, statistics: statistics, values: levels.count,
            encodings: Array(Set([encoding, ParquetPages.Encoding.runLength, ParquetPages.Encoding.plain])).sorted(),
            dataPage: dataOffset, dictionaryPage: dictionaryOffset, bytes: uncompressed,
            compressedBytes: bytes.count - start)
    }

    /// Truth values as Parquet's plain encoding has them: eight in a byte, the first in its lowest bit.
    private static func pack(_ flags: [UInt32], into page: inout [UInt8]) {
        for start in stride(from: 0, to: flags.count, by: 8) {
            var byte: UInt8 = 0
            for index in start..<min(start + 8, flags.count) where flags[index] == 1 {
                byte |= 1 << UInt8(index - start)
            }
            page.append(byte)
        }
    }
}
