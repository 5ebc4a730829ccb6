import Geometries

/// A place as it waits to be sorted: its importance first, so that bytes sort as places do, the most important first.
struct PlaceRecord {
    let longitude: Int32
    let latitude: Int32
    let featureClass: FeatureClass
    let flags: UInt8
    let source: UInt8
    let importance: UInt8
    let precision: UInt8
    let population: UInt16
    let sourceID: UInt32
    /// The unit that holds the place, by its number in the register.
    let holder: Int?
    /// The unit that the place is.
    let own: Int?
    let name: String
    let aliases: [String]
    let codes: [String]

    init(_ place: PlaceDraft, holder: Int?, own: Int?) {
        longitude = Int32((place.coordinate.longitude * 1e7).rounded())
        latitude = Int32((place.coordinate.latitude * 1e7).rounded())
        featureClass = place.featureClass
        flags =
            (place.isClosed ? EntryTable.closedFlag : 0) | (place.isCapital ? EntryTable.capitalFlag : 0)
            | (place.outline.isEmpty ? 0 : EntryTable.outlineFlag)
        source = UInt8(place.source)
        importance = UInt8((place.weight * 255).rounded())
        precision = EntryTable.precisionCode(place.precisionRadiusMetres ?? place.usualRadiusMetres)
        population = EntryTable.populationCode(place.population)
        sourceID = place.sourceID ?? 0
        self.holder = holder
        self.own = own
        name = place.name
        aliases = place.aliases
        codes = place.codes
    }

    private static let none = UInt32.max

    /// The record's bytes.
    ///
    /// - Parameters:
    ///   - people: How many people live there, in full.
    ///   - order: The place's number in the order of arrival, which decides among equals.
    /// - Returns: The bytes.
    func bytes(population people: Int, order: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64 + name.utf8.count)
        bytes.append(bigEndian: 255 - importance)
        bytes.append(bigEndian: UInt64.max - UInt64(max(people, 0)))
        bytes.append(bigEndian: UInt8(featureClass.number))
        bytes.append(bigEndian: UInt64(order))
        bytes.append(littleEndian: longitude)
        bytes.append(littleEndian: latitude)
        bytes.append(contentsOf: [flags, source, precision])
        bytes.append(littleEndian: population)
        bytes.append(littleEndian: sourceID)
        bytes.append(littleEndian: holder.map { UInt32($0) } ?? Self.none)
        bytes.append(littleEndian: own.map { UInt32($0) } ?? Self.none)
        for text in [[name], aliases, codes] {
            bytes.append(varint: text.count)
            for name in text {
                bytes.append(varint: name.utf8.count)
                bytes.append(contentsOf: name.utf8)
            }
        }
        return bytes
    }

    /// Reads what ``bytes(population:order:)`` wrote.
    ///
    /// - Throws: ``GazetteerBuildError/lostTemporaryFile`` for other bytes.
    init(_ bytes: [UInt8]) throws(GazetteerBuildError) {
        var reader = Reader(bytes: bytes)
        importance = 255 - (try reader.number(UInt8.self))
        _ = try reader.number(UInt64.self)
        guard let featureClass = FeatureClass(number: Int(try reader.number(UInt8.self))) else {
            throw .lostTemporaryFile
        }
        self.featureClass = featureClass
        _ = try reader.number(UInt64.self)
        longitude = Int32(bitPattern: try reader.number(UInt32.self))
        latitude = Int32(bitPattern: try reader.number(UInt32.self))
        flags = try reader.number(UInt8.self)
        source = try reader.number(UInt8.self)
        precision = try reader.number(UInt8.self)
        population = try reader.number(UInt16.self)
        sourceID = try reader.number(UInt32.self)
        holder = try reader.unit()
        own = try reader.unit()
        guard let name = try reader.texts().first else { throw .lostTemporaryFile }
        self.name = name
        aliases = try reader.texts()
        codes = try reader.texts()
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func number<T: FixedWidthInteger & UnsignedInteger>(_ type: T.Type) throws(GazetteerBuildError) -> T {
            var number: T = 0
            for index in 0..<T.bitWidth / 8 { number |= T(try byte()) << T(8 * index) }
            return number
        }

        private mutating func byte() throws(GazetteerBuildError) -> UInt8 {
            guard position < bytes.count else { throw .lostTemporaryFile }
            defer { position += 1 }
            return bytes[position]
        }

        mutating func unit() throws(GazetteerBuildError) -> Int? {
            let number = try number(UInt32.self)
            return number == PlaceRecord.none ? nil : Int(number)
        }

        private mutating func varint() throws(GazetteerBuildError) -> Int {
            var value = 0
            for shift in stride(from: 0, to: 35, by: 7) {
                let byte = try byte()
                value |= Int(byte & 0x7F) << shift
                if byte < 0x80 { return value }
            }
            throw .lostTemporaryFile
        }

        mutating func texts() throws(GazetteerBuildError) -> [String] {
            var texts: [String] = []
            for _ in 0..<(try varint()) {
                let length = try varint()
                guard length <= bytes.count - position else { throw .lostTemporaryFile }
                texts.append(String(decoding: bytes[position..<position + length], as: UTF8.self))
                position += length
            }
            return texts
        }
    }
}
