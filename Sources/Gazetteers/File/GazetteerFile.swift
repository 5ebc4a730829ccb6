/// The sections of a gazetteer file, as docs/formats/gazetteer.md lays them out.
///
/// Opening reads the header and the section table and nothing else.
struct GazetteerFile: Sendable {
    /// The version that this code writes.
    static let version = 3
    /// The versions that it reads. In version 2 no entry lies in a second-level unit.
    static let readableVersions = 2...version
    static let magic: [UInt8] = [0x89, 0x49, 0x47, 0x41, 0x5A, 0x0D, 0x0A, 0x1A]
    static let headerLength = 32
    static let descriptorLength = 24

    /// A part of the file with a name of four letters.
    struct Section: Sendable {
        let tag: String
        let range: Range<Int>
        let checksum: UInt32
    }

    let source: ByteSource
    private let sections: [Section]

    /// Checks the header and the section table.
    ///
    /// - Throws: ``GazetteerError`` for foreign, newer, cut or changed files.
    /// - Complexity: O(1) in the size of the file.
    init(_ source: ByteSource) throws(GazetteerError) {
        guard source.count >= Self.headerLength, try source.array(0..<8) == Self.magic else { throw .notAGazetteer }
        let version = Int(try source.load(UInt32.self, at: 8))
        guard Self.readableVersions.contains(version) else {
            throw .unsupportedVersion(found: version, supported: Self.version)
        }
        let count = Int(try source.load(UInt32.self, at: 12))
        let length = try source.load(UInt64.self, at: 16)
        guard length == UInt64(source.count) else {
            throw .corrupt(reason: "\(source.count) bytes instead of \(length)", byteOffset: 16)
        }
        guard count <= 64, Self.headerLength + count * Self.descriptorLength <= source.count else {
            throw .corrupt(reason: "\(count) sections do not fit", byteOffset: 12)
        }
        var checksum = CyclicRedundancyCheck()
        for byte in try source.array(0..<24) { checksum.update(byte) }
        for byte in try source.array(Self.headerLength..<Self.headerLength + count * Self.descriptorLength) {
            checksum.update(byte)
        }
        guard checksum.value == (try source.load(UInt32.self, at: 24)) else {
            throw .corrupt(reason: "the checksum of the header does not match", byteOffset: 24)
        }
        var sections: [Section] = []
        for index in 0..<count {
            sections.append(try Self.section(source, at: Self.headerLength + index * Self.descriptorLength))
        }
        self.source = source
        self.sections = sections
    }

    private static func section(_ source: ByteSource, at offset: Int) throws(GazetteerError) -> Section {
        let tag = String(decoding: try source.array(offset..<offset + 4), as: UTF8.self)
        let checksum = try source.load(UInt32.self, at: offset + 4)
        let start = try source.load(UInt64.self, at: offset + 8)
        let length = try source.load(UInt64.self, at: offset + 16)
        guard start <= UInt64(source.count), length <= UInt64(source.count) - start else {
            throw .corrupt(reason: "section \(tag) lies outside the file", byteOffset: offset)
        }
        return Section(tag: tag, range: Int(start)..<Int(start) + Int(length), checksum: checksum)
    }

    /// Where the section with the tag lies.
    func range(_ tag: String) throws(GazetteerError) -> Range<Int> {
        for section in sections where section.tag == tag { return section.range }
        throw .corrupt(reason: "there is no section \(tag)", byteOffset: Self.headerLength)
    }

    /// Reads the whole file and compares every section's checksum.
    ///
    /// - Complexity: O(n) in the size of the file.
    func verify() throws(GazetteerError) {
        for section in sections where try source.checksum(section.range) != section.checksum {
            throw .corrupt(
                reason: "the checksum of section \(section.tag) does not match", byteOffset: section.range.lowerBound)
        }
    }
}

extension ByteSource {
    /// Reads an unsigned LEB128 number of at most 32 bits and moves past it.
    @inline(__always)
    func varint(at position: inout Int) throws(GazetteerError) -> Int {
        let start = position
        var value = 0
        var shift = 0
        while shift < 35 {
            let byte = try load(UInt8.self, at: position)
            position += 1
            value |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .corrupt(reason: "a number is too long", byteOffset: start)
    }
}
