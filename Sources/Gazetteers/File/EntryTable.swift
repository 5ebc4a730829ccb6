import Geometries

/// The entries of a gazetteer file: records of 24 bytes, the most important place first.
struct EntryTable: Sendable {
    static let recordLength = 24
    static let closedFlag: UInt8 = 1
    static let capitalFlag: UInt8 = 2
    static let outlineFlag: UInt8 = 8

    private let source: ByteSource
    private let range: Range<Int>
    /// How many places there are.
    let count: Int

    /// A record as it stands in the file.
    struct Record {
        let coordinate: Coordinate
        let nameOffset: UInt32
        let sourceID: UInt32
        fileprivate let populationCode: UInt16
        let unit: Int?
        let featureClass: FeatureClass
        let sourceNumber: Int
        let flags: UInt8
        fileprivate let importanceCode: UInt8
        fileprivate let precisionCode: UInt8

        /// How many people live there; 0 where that is unknown.
        var population: Int { EntryTable.population(populationCode) }
        /// 0 through 1.
        var importance: Double { Double(importanceCode) / 255 }
        /// How far the place may reach from its point.
        var precisionRadiusMetres: Double { EntryTable.precision(precisionCode) }
    }

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        range = try file.range("ENTR")
        count = range.count / Self.recordLength
        guard range.count % Self.recordLength == 0 else {
            throw .corrupt(reason: "the entries do not fill their section", byteOffset: range.lowerBound)
        }
    }

    /// The record of a place.
    func record(_ index: Int) throws(GazetteerError) -> Record {
        guard index >= 0, index < count else {
            throw .corrupt(reason: "there is no entry \(index)", byteOffset: range.lowerBound)
        }
        let offset = range.lowerBound + index * Self.recordLength
        let coordinate = Coordinate(
            longitude: Double(try source.load(Int32.self, at: offset)) / 1e7,
            latitude: Double(try source.load(Int32.self, at: offset + 4)) / 1e7)
        do throws(GeometryError) { try coordinate.validate() } catch {
            throw .corrupt(reason: error.description, byteOffset: offset)
        }
        let number = Int(try source.load(UInt8.self, at: offset + 20))
        guard let featureClass = FeatureClass(number: number) else {
            throw .corrupt(reason: "there is no feature class \(number)", byteOffset: offset + 20)
        }
        let sourceAndFlags = try source.load(UInt8.self, at: offset + 21)
        let unit = Int(try source.load(UInt16.self, at: offset + 18))
        return Record(
            coordinate: coordinate, nameOffset: try source.load(UInt32.self, at: offset + 8),
            sourceID: try source.load(UInt32.self, at: offset + 12),
            populationCode: try source.load(UInt16.self, at: offset + 16),
            unit: unit == 0xFFFF ? nil : unit, featureClass: featureClass, sourceNumber: Int(sourceAndFlags & 0xF),
            flags: sourceAndFlags >> 4, importanceCode: try source.load(UInt8.self, at: offset + 22),
            precisionCode: try source.load(UInt8.self, at: offset + 23))
    }

    /// The class of a place, without reading the rest.
    func featureClass(_ index: Int) throws(GazetteerError) -> FeatureClass {
        guard index >= 0, index < count else {
            throw .corrupt(reason: "there is no entry \(index)", byteOffset: range.lowerBound)
        }
        let offset = range.lowerBound + index * Self.recordLength + 20
        let number = Int(try source.load(UInt8.self, at: offset))
        guard let featureClass = FeatureClass(number: number) else {
            throw .corrupt(reason: "there is no feature class \(number)", byteOffset: offset)
        }
        return featureClass
    }

    /// Twelve bits of digits and four bits that say how many zeros follow.
    static func population(_ code: UInt16) -> Int {
        (0..<Int(code & 0xF)).reduce(Int(code >> 4)) { value, _ in value * 10 }
    }

    /// A step of a rounded series of ten to the decade, from 100 m up.
    static func precision(_ code: UInt8) -> Double {
        let series = [100.0, 120, 150, 200, 250, 300, 400, 500, 600, 800]
        return (0..<Int(code) / 10).reduce(series[Int(code) % 10]) { value, _ in value * 10 }
    }
}
