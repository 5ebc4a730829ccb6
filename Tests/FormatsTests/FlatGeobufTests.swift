import Formats
import Geometries
import Incidents
import JSONValues
import Queries
import TestSupport
import Testing

@Suite("FlatGeobuf")
struct FlatGeobufTests {
    private static let geometries: [Geometry?] = [
        .point(longitude: 44.123456789, latitude: -33.1),
        .multiPoint([Position(longitude: 1, latitude: 2), Position(longitude: -3, latitude: 4)]),
        .lineString([Position(longitude: 0, latitude: 0, altitude: 5), Position(longitude: 1, latitude: 1)]),
        .multiLineString([
            [Position(longitude: 0, latitude: 0), Position(longitude: 1, latitude: 1)],
            [
                Position(longitude: 5, latitude: 0), Position(longitude: 6, latitude: 1),
                Position(longitude: 7, latitude: 0),
            ],
        ]),
        .polygon(square(10, holes: [square(2).exterior])), .multiPolygon([square(1), square(20)]),
        .geometryCollection([.point(longitude: 9, latitude: 9), .multiPolygon([square(3)])]), nil,
    ]

    private static func square(_ side: Double, holes: [[Position]] = []) -> Polygon {
        Polygon(
            exterior: [(0, 0), (side, 0), (side, side), (0, side), (0, 0)].map {
                Position(longitude: $0.0, latitude: $0.1)
            },
            holes: holes)
    }

    private func read(_ incidents: [Incident], _ change: (inout ExportOptions) -> Void = { _ in }) throws
        -> FlatGeobufReader
    {
        FlatGeobufReader(try Writing.bytes(.flatgeobuf, matches: incidents.map { Match(incident: $0) }, change))
    }

    @Test("more features than one run holds are merged in the order of the curve, each there once")
    func runs() throws {
        var random = SeededGenerator(seed: 7)
        let note = String(repeating: "incident ", count: 1_200)
        let incidents = (0..<4_000).map { number in
            Incident.made("g:\(number)") { incident in
                incident.geometry = .point(
                    longitude: Double.random(in: -180...180, using: &random),
                    latitude: Double.random(in: -90...90, using: &random))
                incident.title = "\(number) \(note)"
            }
        }
        let folder = try TemporaryFolder()
        let spooled = try read(incidents) { $0.spoolPath = folder.file("out.fgb") }
        let inMemory = try read(incidents)
        #expect(try folder.contents().isEmpty)
        #expect(spooled.features.map { $0.properties["id"] } == inMemory.features.map { $0.properties["id"] })
        #expect(spooled.features.map(\.geometry) == inMemory.features.map(\.geometry))
        #expect(Set(spooled.features.compactMap { $0.properties["id"] }).count == incidents.count)
    }

    @Test("every type of geometry reads back as it is, the unlocated last")
    func geometries() throws {
        let incidents = FlatGeobufTests.geometries.enumerated().map { index, geometry in
            Incident.made("g:\(index)") { $0.geometry = geometry }
        }
        let file = try read(incidents) { $0.hasAltitude = true }
        #expect(file.geometryType == 0 && file.hasAltitude && file.reference == 4_326)
        let found = Dictionary(uniqueKeysWithValues: file.features.map { ($0.properties["id"] ?? "", $0.geometry) })
        for incident in incidents { #expect(found[incident.id.text] == .some(incident.geometry), "\(incident.id)") }
        #expect(file.features.last?.geometry == nil)
        #expect(file.envelope == [-3, -33.1, 44.123456789, 20])
    }

    @Test("columns have the narrowest type that holds all of their values")
    func columns() throws {
        let values: [[JSONValue]] = [
            [.integer(1), .real(0.5), .bool(true), .string("é"), .integer(1 << 60), .null],
            [.integer(-7), .integer(2), .bool(false), .integer(3), .real(1), .array([.integer(1)])],
        ]
        let incidents = values.enumerated().map { index, row in
            Incident.made("c:\(index)") { incident in
                incident.properties = row.enumerated().map { JSONMember("p\($0.offset)", $0.element) }
                incident.interval = .day(2022, 1, 4)
                incident.deathsBest = Int64(index)
            }
        }
        let file = try read(incidents)
        let types = Dictionary(uniqueKeysWithValues: file.columns.map { ($0.name, $0.type) })
        #expect(["p0", "p1", "p2", "p3", "p4", "p5"].map { types[$0] } == [7, 10, 2, 11, 11, 11])
        #expect(["start", "end", "deaths_best", "confidence", "id"].map { types[$0] } == [13, 13, 7, 10, 11])
        let first = try #require(file.features.first { $0.properties["id"] == "c:0" })
        #expect(
            first.properties["start"] == "2022-01-04T00:00:00Z" && first.properties["end"] == "2022-01-05T00:00:00Z")
        #expect(first.properties["p4"] == "1152921504606846976" && first.properties["p5"] == nil)
        let second = try #require(file.features.first { $0.properties["id"] == "c:1" })
        #expect(second.properties["p1"] == "2.0" && second.properties["p3"] == "3" && second.properties["p5"] == "[1]")
        #expect(second.properties["p4"] == "1.0" && second.properties["deaths_best"] == "1")
    }

    @Test("values are found whatever the order of the properties, and of two of one name the first")
    func order() throws {
        let names = (0..<40).map { "p\($0)" }
        var orders: [[String]] = [names, names.reversed()]
        orders.append(names.filter { $0 != "p7" } + ["p9"])
        let incidents = orders.enumerated().map { row, order in
            Incident.made("o:\(row)") { incident in
                for (place, name) in order.enumerated() {
                    incident.properties.append(JSONMember(name, .string("\(name) \(place)")))
                }
            }
        }
        let file = try read(incidents)
        for (row, incident) in incidents.enumerated() {
            let feature = try #require(file.features.first { $0.properties["id"] == "o:\(row)" })
            for name in names {
                let expected = incident.properties.first { $0.name == name }?.value
                #expect(feature.properties[name].map { JSONValue.string($0) } == expected)
            }
        }
    }

    @Test("65,535 columns are written, and more are refused")
    func manyColumns() throws {
        func made(_ count: Int) -> Match {
            Match(
                incident: Incident.made("m:1") { incident in
                    incident.properties = (0..<count).map { JSONMember("p\($0)", .integer(Int64($0))) }
                })
        }
        let own = try FlatGeobufReader(Writing.bytes(.flatgeobuf, matches: [made(0)])).columns.count
        func written(_ count: Int) throws -> FlatGeobufReader {
            let match = made(count)
            var options = ExportOptions()
            options.sourceColumns = match.incident.properties.map(\.name)
            options.sourceKinds = Array(repeating: .integer, count: count)
            var bytes: [UInt8] = []
            guard var writer = IncidentWriters.make(.flatgeobuf, options: options, sink: { bytes += $0 }) else {
                throw FormatError("no writer")
            }
            try writer.begin()
            try writer.write(match)
            try writer.end(ResultSummary(numberMatched: 1))
            return FlatGeobufReader(bytes)
        }
        let file = try written(65_535 - own)
        #expect(file.columns.count == 65_535)
        #expect(file.features[0].properties["p65000"] == "65000")
        let error = #expect(throws: FormatError.self) { try written(65_536 - own) }
        #expect(error?.reason == "FlatGeobuf holds at most 65535 columns, and there are 65536")
    }

    @Test("each node holds its children, each leaf the offset of its feature, whatever the number of features")
    func index() throws {
        var random = SeededGenerator(seed: 11)
        for count in [1, 2, 15, 16, 17, 255, 256, 257, 4_097] {
            let incidents = (0..<count).map { index in
                Incident.made("i:\(index)") {
                    $0.geometry = .point(
                        longitude: Double.random(in: -180...180, using: &random),
                        latitude: Double.random(in: -90...90, using: &random))
                }
            }
            let file = try read(incidents)
            #expect(file.features.count == count && file.nodeSize == 16 && file.geometryType == 1)
            let leaves = file.nodes.suffix(count)
            var wrong = 0
            for (leaf, feature) in zip(leaves, file.features) {
                guard case .point(let position)? = feature.geometry, leaf.offset == feature.offset,
                    leaf.box == [position.longitude, position.latitude, position.longitude, position.latitude]
                else {
                    wrong += 1
                    continue
                }
            }
            for node in file.nodes.dropLast(count) {
                let children = file.nodes[Int(node.offset)...].prefix(16)
                // The last node of a level may have fewer children; those beyond belong to the level below.
                let own = children.prefix { child in
                    child.box[0] >= node.box[0] && child.box[1] >= node.box[1] && child.box[2] <= node.box[2]
                        && child.box[3] <= node.box[3]
                }
                let west = own.map { $0.box[0] }.min()
                if own.isEmpty || west != node.box[0] { wrong += 1 }
            }
            #expect(wrong == 0, "\(count) features")
            #expect(Set(file.features.map { $0.properties["id"] }).count == count)
        }
    }

    @Test("nothing at all is a header without an index")
    func empty() throws {
        let file = try read([])
        #expect(file.features.isEmpty && file.nodeSize == 0 && file.envelope.isEmpty && file.columns.count == 17)
    }

    @Test("what waits in a file is written as what waits in memory, and the file is gone")
    func spool() throws {
        let folder = try TemporaryFolder()
        let incidents = (0..<5_000).map { index in
            Incident.made("s:\(index)") {
                $0.geometry = .point(longitude: Double(index % 360) - 180, latitude: Double(index % 90))
                $0.title = String(repeating: "t", count: index % 700)
            }
        }
        for format in [ExportFormat.flatgeobuf, .geoparquet] {
            let matches = incidents.map { Match(incident: $0) }
            let memory = try Writing.bytes(format, matches: matches)
            let file = try Writing.bytes(format, matches: matches) { $0.spoolPath = folder.file("out") }
            #expect(memory == file)
        }
        #expect(try folder.contents().isEmpty)
    }
}

@Suite("The Hilbert curve")
struct HilbertCurveTests {
    @Test("goes through every cell once, from each to a neighbour")
    func path() {
        let side: UInt32 = 64
        var cells = [(x: UInt32, y: UInt32)?](repeating: nil, count: Int(side * side))
        for x in 0..<side {
            for y in 0..<side { cells[Int(HilbertCurve.index(x: x, y: y))] = (x, y) }
        }
        var jumps = 0
        for (first, second) in zip(cells, cells.dropFirst()) {
            guard let first, let second,
                abs(Int(first.x) - Int(second.x)) + abs(Int(first.y) - Int(second.y)) == 1
            else {
                jumps += 1
                continue
            }
        }
        #expect(jumps == 0)
    }
}
