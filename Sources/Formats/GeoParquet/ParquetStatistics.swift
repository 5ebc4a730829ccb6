/// The least and the greatest value of a column in a row group, by which readers pass over groups.
struct ParquetStatistics {
    /// How many values are absent.
    var nulls = 0
    private var integers: (least: Int64, greatest: Int64)?
    private var reals: (least: Double, greatest: Double)?
    private var texts: (least: [UInt8], greatest: [UInt8])?
    private var flags: (least: Bool, greatest: Bool)?

    /// Texts that are longer are not kept as bounds.
    private static let textLimit = 64

    mutating func add(_ value: Int64) {
        integers = integers.map { (min($0.least, value), max($0.greatest, value)) } ?? (value, value)
    }

    mutating func add(_ value: Double) {
        reals = reals.map { (min($0.least, value), max($0.greatest, value)) } ?? (value, value)
    }

    mutating func add(_ value: Bool) {
        flags = flags.map { ($0.least && value, $0.greatest || value) } ?? (value, value)
    }

    /// Texts are compared by their bytes.
    mutating func add(_ value: [UInt8]) {
        guard let known = texts else {
            texts = (value, value)
            return
        }
        if value.lexicographicallyPrecedes(known.least) {
            texts?.least = value
        } else if known.greatest.lexicographicallyPrecedes(value) {
            texts?.greatest = value
        }
    }

    /// Writes the struct `Statistics`.
    func write(to thrift: inout ThriftCompact) {
        thrift.int64(3, nulls)
        guard let bounds else { return }
        thrift.binary(5, bounds.greatest)
        thrift.binary(6, bounds.least)
    }

    private var bounds: (least: [UInt8], greatest: [UInt8])? {
        if let integers {
            return (.init(littleEndian: integers.least), .init(littleEndian: integers.greatest))
        }
        if let reals {
            // A reader must find both zeros between the bounds.
            return (
                .init(littleEndian: (reals.least == 0 ? -0.0 : reals.least).bitPattern),
                .init(littleEndian: (reals.greatest == 0 ? 0.0 : reals.greatest).bitPattern)
            )
        }
        if let flags { return ([flags.least ? 1 : 0], [flags.greatest ? 1 : 0]) }
        if let texts, max(texts.least.count, texts.greatest.count) <= ParquetStatistics.textLimit { return texts }
        return nil
    }
}

extension [UInt8] {
    fileprivate init(littleEndian value: some FixedWidthInteger) {
        self = []
        append(littleEndian: value)
    }
}
