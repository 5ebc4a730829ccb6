/// Countries and administrative units: which entry each is, its code, what holds it and which outline it has.
struct UnitTable: Sendable {
    static let recordLength = 12

    private let source: ByteSource
    private let range: Range<Int>
    /// How many units there are.
    let count: Int

    struct Record {
        let entry: Int
        let codeOffset: UInt32
        /// The unit number of the country; nil for a country.
        let country: Int?
        let shape: Int?
    }

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        range = try file.range("UNIT")
        count = range.count / Self.recordLength
        guard range.count % Self.recordLength == 0 else {
            throw .corrupt(reason: "the units do not fill their section", byteOffset: range.lowerBound)
        }
    }

    /// The record of a unit.
    func record(_ index: Int) throws(GazetteerError) -> Record {
        guard index >= 0, index < count else {
            throw .corrupt(reason: "there is no unit \(index)", byteOffset: range.lowerBound)
        }
        let offset = range.lowerBound + index * Self.recordLength
        let country = Int(try source.load(UInt16.self, at: offset + 8))
        let shape = Int(try source.load(UInt16.self, at: offset + 10))
        return Record(
            entry: Int(try source.load(UInt32.self, at: offset)),
            codeOffset: try source.load(UInt32.self, at: offset + 4), country: country == 0xFFFF ? nil : country,
            shape: shape == 0xFFFF ? nil : shape)
    }

    /// The unit that an entry is, by binary search: units are in the order of their entries.
    ///
    /// - Complexity: O(log n).
    func unit(ofEntry entry: Int) throws(GazetteerError) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            let found = Int(try source.load(UInt32.self, at: range.lowerBound + middle * Self.recordLength))
            if found == entry { return middle }
            if found < entry { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}
