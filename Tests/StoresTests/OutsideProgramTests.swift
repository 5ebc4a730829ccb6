import Foundation
import Geometries
import Incidents
import Queries
import Stores
import TestSupport
import Testing

/// A program that shares no code with us, not even the library of SQLite, writes to a store that is open here.
@Suite("What a Python program writes to an open store", .tools("python3"))
struct OutsideProgramTests {
    private let fixture: StoreFixture
    private let store: IncidentStore
    private let everywhere: BoundingBox

    init() throws {
        everywhere = try BoundingBox(west: -180, south: -90, east: 180, north: 90)
        fixture = try StoreFixture()
        store = try fixture.open()
        try store.insert((0..<40).map { try pointIncident("ours:\($0)", Double($0), 5, during: .day(2022, 1, 1)) })
        try store.rebuildIndex()
        #expect(try store.count(Query(in: .boundingBox(everywhere))) == 40)
    }

    /// What stands before every script: the layer as `db`, and the bytes of a point as GeoPackage has them.
    private static let preamble = """
        import json, random, sqlite3, struct, sys
        db = sqlite3.connect(sys.argv[1], isolation_level=None)
        def point(x, y): return b"GP" + struct.pack("<BBi", 0, 1, 4326) + struct.pack("<BIdd", 1, 1, x, y)

        """

    private func python(_ script: String) async throws -> String {
        let run = try await ExternalTool.run("python3", ["-c", Self.preamble + script, fixture.path])
        #expect(run.code == 0, "\(run.errorText)")
        return run.output
    }

    /// The rows found in a box and a time by the store that is open, which must be those that a scan finds.
    private func found(_ box: BoundingBox? = nil, during time: TemporalPredicate? = nil) throws -> [String] {
        let query = Query(in: .boundingBox(box ?? everywhere), during: time)
        let ids = try store.all(query).map(\.id.text)
        #expect(try store.explain(query).access == .index)
        #expect(try fixture.open(readOnly: true, usesIndex: false).all(query).map(\.id.text) == ids)
        #expect(try store.count(query) == ids.count)
        return ids
    }

    @Test("counts at the next query: rows inserted, moved, redated and deleted, and none of what it takes back")
    func edits() async throws {
        let corner = try BoundingBox(west: 100, south: 40, east: 120, north: 60)
        _ = try await python(
            """
            db.execute("BEGIN")
            db.executemany("INSERT INTO incidents (id, geom, start, end) VALUES (?, ?, ?, ?)",
                [(f"theirs:{n}", point(101 + n, 50), "2022-03-04T00:00:00Z", "2022-03-05T00:00:00Z") for n in range(3)])
            db.execute("COMMIT")
            """)
        #expect(try found(corner, during: .month(2022, 3)) == ["theirs:0", "theirs:1", "theirs:2"])
        #expect(try found(corner, during: .month(2022, 4)) == [])
        _ = try await python(
            """
            db.execute("UPDATE incidents SET geom = ? WHERE id = 'ours:7'", [point(110, 55)])
            db.execute("UPDATE incidents SET start = '2022-04-01', end = NULL WHERE id = 'theirs:1'")
            db.execute("DELETE FROM incidents WHERE id IN ('theirs:2', 'ours:8')")
            db.execute("BEGIN")
            db.execute("DELETE FROM incidents")
            db.execute("INSERT INTO incidents (id, geom) VALUES ('never', ?)", [point(110, 55)])
            db.execute("ROLLBACK")
            """)
        #expect(try found(corner) == ["ours:7", "theirs:0", "theirs:1"])
        #expect(try found(corner, during: .month(2022, 3)) == ["theirs:0"])
        #expect(try found(corner, during: .day(2022, 4, 1)) == ["theirs:1"])
        #expect(try found().count == 41)
        #expect(try store.verify() == [])
    }

    @Test("is not seen before it is committed; meanwhile readers are not blocked and writers told")
    func openTransaction() throws {
        let writer = try OpenPython(
            Self.preamble + """
                db.execute("BEGIN IMMEDIATE")
                db.execute("DELETE FROM incidents WHERE id <> 'ours:3'")
                db.execute("INSERT INTO incidents (id, geom) VALUES ('theirs', ?)", [point(1, 1)])
                print("written", flush=True)
                sys.stdin.readline()
                db.execute("COMMIT")
                """, fixture.path)
        #expect(writer.line() == "written")
        #expect(try found().count == 40)
        let impatient = try IncidentStore(path: fixture.path, options: StoreOptions(busyTimeout: 0.05))
        let late = try pointIncident("late", 1, 2)
        #expect(throws: StoreError.busy(path: fixture.path)) { try impatient.insert([late]) }
        #expect(try found().count == 40)
        #expect(writer.finish() == 0)
        #expect(try found() == ["ours:3", "theirs"])
        try impatient.insert([late])
        #expect(try found() == ["ours:3", "theirs", "late"])
        #expect(try store.verify() == [])
    }

    @Test("against the rules is kept and named, row by row, and only what is sound in it is found by space")
    func brokenRows() async throws {
        // Which rows have a place that counts is said by the one who writes them.
        let output = try await python(
            """
            random.seed(\(TestScale.factor))
            nan, inf = float("nan"), float("inf")
            def broken():
                x, y = random.uniform(-180, 180), random.uniform(-90, 90)
                sound = point(x, y)
                return random.choice([
                    lambda: point(x, 95.0), lambda: point(x, -90.5), lambda: point(180.25, y), lambda: point(nan, y),
                    lambda: point(x, nan), lambda: point(inf, y), lambda: point(x, -inf),
                    lambda: sound[:random.randrange(len(sound))], lambda: sound + b"more", lambda: b"",
                    lambda: bytes(random.randrange(256) for _ in range(random.randrange(40))),
                    lambda: sound[:9] + struct.pack("<I", 77) + sound[13:], lambda: "POINT (1 2)", lambda: 12, lambda: 1.5,
                    lambda: b"GP" + struct.pack("<BBi", 0, 1, 4326) + struct.pack("<BII", 1, 2, 0xffffffff),
                    lambda: b"GP" + struct.pack("<BBi", 0, 1, 4326) + struct.pack("<BII", 1, 7, 1) * 40,
                ])()
            located, faulty = [], []
            db.execute("BEGIN")
            for number in range(\(TestScale.rounds(400))):
                sound, named = random.random() < 0.4, random.random() < 0.8
                place = point(random.uniform(-180, 180), random.uniform(-90, 90)) if sound else broken()
                dated = random.random() < 0.8
                fid = db.execute("INSERT INTO incidents (id, geom, start) VALUES (?, ?, ?)",
                    [f"theirs:{number}" if named else None, place, "2022-05-06" if dated else "soon"]).lastrowid
                if sound: located.append(f"theirs:{number}" if named else f"fid:{fid}")
                if not (sound and named and dated): faulty.append(f"row {fid}")
            db.execute("COMMIT")
            print(json.dumps([located, faulty]))
            """)
        let said = try JSONDecoder().decode([[String]].self, from: Data(output.utf8))
        let (located, faulty) = (said[0], Set(said[1]))
        let total = 40 + TestScale.rounds(400)
        for isRebuilt in [false, true] {
            if isRebuilt { try store.rebuildIndex() }
            #expect(try found().filter { !$0.hasPrefix("ours:") } == located)
            #expect(try store.count(Query()) == total)
            #expect(try store.all().count == total)
            #expect(try Set(store.verify().map(\.location)) == faulty)
        }
    }
}

/// A Python program that waits for a line before it ends.
private struct OpenPython {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ script: String, _ path: String) throws {
        process.executableURL = URL(fileURLWithPath: try #require(ExternalTool.path("python3")))
        process.arguments = ["-c", script, path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// The next line that it prints; what there is of it where it ends before.
    func line() -> String {
        var bytes = Data()
        while bytes.last != 0x0A, case let more = output.fileHandleForReading.availableData, !more.isEmpty {
            bytes += more
        }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Lets it go on, and gives its exit code.
    func finish() -> Int32 {
        try? input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
        process.waitUntilExit()
        return process.terminationStatus
    }
}
