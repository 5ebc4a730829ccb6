import Geometries
import TestSupport
import Testing

@Suite("GeoPackage geometry blobs")
struct GeoPackageBinaryTests {
    @Test("what is written is read back equal, in EPSG:4326; an empty geometry comes back as none")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 31)
        var failures = 0
        for round in 0..<2_000 {
            let geometry = generator.geometry(depth: 3, hasAltitude: round % 2 == 1)
            let contents = try GeoPackageBinary.decode(GeoPackageBinary.encode(geometry))
            if contents.geometry != (geometry.isEmpty ? nil : geometry) { failures += 1 }
            if contents.spatialReference != 4326 { failures += 1 }
        }
        #expect(failures == 0)
    }

    @Test("a point has no envelope, a line has one in the order minx, maxx, miny, maxy")
    func envelopes() {
        let point = GeoPackageBinary.encode(.point(longitude: 1, latitude: 2))
        #expect(point.count == 29)
        #expect(Array(point.prefix(8)) == [0x47, 0x50, 0, 1, 0xE6, 0x10, 0, 0])
        let line = Geometry.lineString([Position(longitude: 3, latitude: 2), Position(longitude: 1, latitude: 4)])
        let bytes = GeoPackageBinary.encode(line)
        #expect(bytes[3] == 0b0000_0011)
        let bounds = [1.0, 3, 2, 4].flatMap { WKB.encode(.point(longitude: $0, latitude: 0))[5..<13] }
        #expect(Array(bytes[8..<40]) == bounds)
    }

    @Test(
        "every kind of envelope and both byte orders are read", arguments: [(0, 0), (1, 32), (2, 48), (3, 48), (4, 64)])
    func envelopeKinds(kind: Int, size: Int) throws {
        let wkb = WKB.encode(.point(longitude: 44.25, latitude: 33.5))
        for order in [UInt8(0), 1] {
            let reference: [UInt8] = order == 1 ? [0xE6, 0x10, 0, 0] : [0, 0, 0x10, 0xE6]
            let header: [UInt8] = [0x47, 0x50, 0, UInt8(kind << 1) | order] + reference
            let bytes = header + [UInt8](repeating: 7, count: size) + wkb
            let contents = try GeoPackageBinary.decode(bytes)
            #expect(contents.geometry == .point(longitude: 44.25, latitude: 33.5))
            #expect(contents.spatialReference == 4326)
            let fast = plainPoint(bytes)
            #expect(fast?.longitude == 44.25 && fast?.latitude == 33.5)
        }
    }

    @Test("the fast way to a point agrees with the full reader on every blob")
    func fastPoint() {
        var generator = SeededGenerator(seed: 77)
        var failures = 0
        for round in 0..<20_000 {
            var bytes = GeoPackageBinary.encode(
                round % 2 == 0
                    ? .point(generator.position(hasAltitude: round % 4 == 0))
                    : generator.geometry(depth: 1, hasAltitude: false))
            if round % 3 == 0 {
                let place = Int.random(in: 0..<min(16, bytes.count), using: &generator)
                bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            let fast = plainPoint(bytes)
            var slow: Position?
            if case .point(let position) = try? GeoPackageBinary.decode(bytes).geometry { slow = position }
            if fast?.longitude.bitPattern != slow?.longitude.bitPattern { failures += 1 }
            if fast?.latitude.bitPattern != slow?.latitude.bitPattern { failures += 1 }
        }
        #expect(failures == 0)
    }

    @Test("a blob marked empty and an empty point have no geometry")
    func empty() throws {
        let marked: [UInt8] = [0x47, 0x50, 0, 0b0001_0001, 0xE6, 0x10, 0, 0]
        #expect(try GeoPackageBinary.decode(marked).geometry == nil)
        let nan = GeoPackageBinary.encode(.point(longitude: .nan, latitude: .nan))
        #expect(try GeoPackageBinary.decode(nan).geometry == nil)
        #expect(plainPoint(nan) == nil)
    }

    @Test("foreign bytes, versions, extensions and broken envelopes are refused")
    func refusals() {
        let good = GeoPackageBinary.encode(.point(longitude: 1, latitude: 2))
        for (place, value) in [(0, 0x50), (1, 0x47), (2, 1), (3, 0b0010_0001), (3, 0b0000_1011)] {
            var bytes = good
            bytes[place] = UInt8(value)
            #expect(throws: GeometryError.self) { try GeoPackageBinary.decode(bytes) }
            #expect(plainPoint(bytes) == nil)
        }
        for length in 0..<good.count {
            #expect(throws: GeometryError.self) { try GeoPackageBinary.decode(Array(good.prefix(length))) }
            #expect(plainPoint(Array(good.prefix(length))) == nil)
        }
    }
}

/// The fast way to a point, out of an array.
private func plainPoint(_ bytes: [UInt8]) -> (longitude: Double, latitude: Double)? {
    GeoPackageBinary.point(in: bytes.span)
}
