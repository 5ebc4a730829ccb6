import Geometries

/// The outlines of a gazetteer file: polygons on a grid of 1e-5 degrees, each vertex a step from the last.
struct ShapeTable: Sendable {
    static let recordLength = 24
    static let stepsPerDegree = 100_000.0

    private let source: ByteSource
    private let index: Range<Int>
    private let shapes: Range<Int>
    /// How many outlines there are.
    let count: Int

    init(_ file: GazetteerFile) throws(GazetteerError) {
        source = file.source
        index = try file.range("SHPX")
        shapes = try file.range("SHPS")
        count = index.count / Self.recordLength
    }

    /// The smallest rectangle that holds the outline.
    func bounds(_ shape: Int) throws(GazetteerError) -> Rectangle {
        let offset = try recordOffset(shape)
        var numbers: [Double] = []
        for field in 0..<4 {
            numbers.append(Double(try source.load(Int32.self, at: offset + field * 4)) / Self.stepsPerDegree)
        }
        return Rectangle(
            minLongitude: numbers[0], minLatitude: numbers[1], maxLongitude: numbers[2], maxLatitude: numbers[3])
    }

    /// The polygons of the outline.
    ///
    /// - Complexity: O(n) in its vertices.
    func polygons(_ shape: Int) throws(GazetteerError) -> [Polygon] {
        let offset = try recordOffset(shape)
        let start = shapes.lowerBound + Int(try source.load(UInt32.self, at: offset + 16))
        let end = start + Int(try source.load(UInt32.self, at: offset + 20))
        guard end <= shapes.upperBound else {
            throw .corrupt(reason: "outline \(shape) lies outside its section", byteOffset: offset)
        }
        var reader = ShapeReader(source: source, position: start, end: end)
        return try reader.polygons()
    }

    private func recordOffset(_ shape: Int) throws(GazetteerError) -> Int {
        guard shape >= 0, shape < count else {
            throw .corrupt(reason: "there is no outline \(shape)", byteOffset: index.lowerBound)
        }
        return index.lowerBound + shape * Self.recordLength
    }
}

/// Reads one outline.
private struct ShapeReader {
    let source: ByteSource
    var position: Int
    let end: Int
    var x = 0
    var y = 0

    init(source: ByteSource, position: Int, end: Int) {
        self.source = source
        self.position = position
        self.end = end
    }

    mutating func polygons() throws(GazetteerError) -> [Polygon] {
        var polygons: [Polygon] = []
        for _ in 0..<(try length()) {
            var rings: [[Position]] = []
            for _ in 0..<(try length()) { rings.append(try ring()) }
            guard let exterior = rings.first else {
                throw .corrupt(reason: "a polygon has no ring", byteOffset: position)
            }
            polygons.append(Polygon(exterior: exterior, holes: Array(rings.dropFirst())))
        }
        return polygons
    }

    private mutating func ring() throws(GazetteerError) -> [Position] {
        let count = try length()
        guard count >= 3 else { throw .corrupt(reason: "a ring has \(count) vertices", byteOffset: position) }
        var ring: [Position] = []
        ring.reserveCapacity(count + 1)
        for _ in 0..<count {
            x += try step()
            y += try step()
            let vertex = Coordinate(
                longitude: Double(x) / ShapeTable.stepsPerDegree, latitude: Double(y) / ShapeTable.stepsPerDegree)
            do throws(GeometryError) { try vertex.validate() } catch {
                throw .corrupt(reason: error.description, byteOffset: position)
            }
            ring.append(Position(vertex))
        }
        ring.append(ring[0])
        return ring
    }

    /// A count; what it counts takes a byte each at least, so it cannot exceed the bytes that are left.
    private mutating func length() throws(GazetteerError) -> Int {
        let value = try source.varint(at: &position)
        guard value <= end - position else {
            throw .corrupt(reason: "an outline runs over its end", byteOffset: position)
        }
        return value
    }

    private mutating func step() throws(GazetteerError) -> Int {
        let value = try source.varint(at: &position)
        guard position <= end else { throw .corrupt(reason: "an outline runs over its end", byteOffset: position) }
        return value & 1 == 0 ? value / 2 : -(value / 2) - 1
    }
}
