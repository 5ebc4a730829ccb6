import Geometries
import Incidents
import JSONValues
import Queries
import Stores
import TestSupport
import Testing

@Suite("What others write to the layer counts at the next query")
struct OutsideEditTests {
    private static let box = SpatialPredicate.boundingBox(anywhere)
    private static let anywhere = (try? BoundingBox(west: -180, south: -90, east: 180, north: 90)).unsafelyThere

    /// The GeoPackage blob of POINT(10 20), little-endian, in EPSG:4326.
    private static let point = "X'47500001E6100000010100000000000000000024400000000000003440'"

    private func prepared(_ fixture: StoreFixture) throws -> IncidentStore {
        let store = try fixture.open()
        try store.insert([
            try pointIncident("a", 1, 2, during: .day(2022, 1, 1)), try pointIncident("b", 3, 4),
            try pointIncident("c", 5, 6),
        ])
        // The index is there before anyone edits.
        #expect(try store.count(Query(in: Self.box)) == 3)
        return store
    }

    private func ids(_ store: IncidentStore, _ query: Query) throws -> [String] {
        try store.all(query).map(\.id.text)
    }

    /// Answers of the open store and of a newly opened one, by index and by scan, must be these.
    private func expect(_ expected: [String], _ query: Query, _ store: IncidentStore, _ fixture: StoreFixture) throws {
        #expect(try ids(store, query) == expected)
        #expect(try store.explain(query).access == .index)
        #expect(try ids(try fixture.open(), query) == expected)
        #expect(try ids(try fixture.open(usesIndex: false), query) == expected)
        #expect(try ids(try fixture.open(readOnly: true), query) == expected)
    }

    @Test("an inserted row")
    func insert() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside("INSERT INTO incidents (geom, id, type) VALUES (\(Self.point), 'new', 'shelling')")
        try expect(["a", "b", "c", "new"], Query(in: Self.box), store, fixture)
        try expect(["new"], Query(in: .within(metres: 1, of: Coordinate(longitude: 10, latitude: 20))), store, fixture)
    }

    @Test("an updated row, found at its new place and no longer at the old one")
    func update() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside("UPDATE incidents SET geom = \(Self.point) WHERE id = 'b'")
        try expect(["b"], Query(in: .within(metres: 1, of: Coordinate(longitude: 10, latitude: 20))), store, fixture)
        try expect([], Query(in: .within(metres: 1, of: Coordinate(longitude: 3, latitude: 4))), store, fixture)
    }

    @Test("a deleted row")
    func delete() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside("DELETE FROM incidents WHERE id = 'b'")
        try expect(["a", "c"], Query(in: Self.box), store, fixture)
    }

    @Test("a row replaced by INSERT OR REPLACE, by its fid and by its id")
    func replace() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside("INSERT OR REPLACE INTO incidents (fid, geom, id) VALUES (1, \(Self.point), 'z')")
        try expect(["z", "b", "c"], Query(in: Self.box), store, fixture)
        try fixture.outside("INSERT OR REPLACE INTO incidents (geom, id) VALUES (\(Self.point), 'c')")
        try expect(["z", "b", "c"], Query(in: Self.box), store, fixture)
        try fixture.outside("UPDATE OR REPLACE incidents SET id = 'b' WHERE id = 'z'")
        try expect(["b", "c"], Query(in: Self.box), store, fixture)
    }

    @Test("a row whose fid was changed")
    func changedRowIdentifier() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside("UPDATE incidents SET fid = 1000 WHERE id = 'a'")
        try expect(["b", "c", "a"], Query(in: Self.box), store, fixture)
    }

    @Test("a time changed to a bare date means that day, and a start without an end lasts as long as it is written")
    func dates() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside("UPDATE incidents SET start = '2023-05-06', \"end\" = NULL WHERE id = 'b'")
        try expect(["b"], Query(during: .day(2023, 5, 6)), store, fixture)
        try expect([], Query(during: .day(2023, 5, 7)), store, fixture)
        try fixture.outside("UPDATE incidents SET start = '2023-05-06T10:00:00Z' WHERE id = 'b'")
        #expect(try store.incident(id: try id("b"))?.interval?.isInstant == true)
    }

    @Test("milliseconds that another program wrote are noticed")
    func milliseconds() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        #expect(store.usesMilliseconds == false)
        try fixture.outside("UPDATE incidents SET start = '2023-05-06T10:00:00.250Z', \"end\" = NULL WHERE id = 'b'")
        #expect(store.usesMilliseconds)
        #expect(try store.info().usesMilliseconds)
    }

    @Test("rows without an id are called by their row and can be changed and deleted by that name")
    func rowsWithoutID() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside("INSERT INTO incidents (fid, geom) VALUES (77, \(Self.point))")
        try expect(["a", "b", "c", "fid:77"], Query(in: Self.box), store, fixture)
        let name = try id("fid:77")
        var found = try #require(try store.incident(id: name))
        #expect(throws: StoreError.duplicateID(name)) { try store.insert([found]) }
        found.title = "named"
        let named = found
        try store.write { try $0.update(named) }
        #expect(try store.incident(id: name)?.title == "named")
        #expect(try store.write { try $0.delete(id: name) })
        #expect(try store.count(Query()) == 3)
    }

    @Test("columns that others add are properties, and writing keeps them in their columns")
    func foreignColumns() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside(
            "ALTER TABLE incidents ADD COLUMN weather TEXT; UPDATE incidents SET weather = 'rain' WHERE id = 'a'")
        var found = try #require(try store.incident(id: try id("a")))
        #expect(found.properties == [JSONMember("weather", .string("rain"))])
        #expect(try ids(store, Query(where: .equals(property: "weather", .string("rain")))) == ["a"])
        found.properties = [JSONMember("weather", .string("fog")), JSONMember("own", .integer(1))]
        let changed = found
        try store.write { try $0.update(changed) }
        #expect(try fixture.value("SELECT weather FROM incidents WHERE id = 'a'", as: String.self) == "fog")
        #expect(
            try store.incident(id: found.id)?.properties == [
                JSONMember("own", .integer(1)), JSONMember("weather", .string("fog")),
            ])
    }

    @Test("a layer without its triggers is read row by row, and watched again when it can be written")
    func lostTriggers() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside("DROP TRIGGER incidents_log_inserted; DELETE FROM incidents WHERE id = 'a'")
        try fixture.outside("INSERT INTO incidents (geom, id) VALUES (\(Self.point), 'unseen')")
        let reading = try fixture.open(readOnly: true)
        #expect(try ids(reading, Query(in: Self.box)) == ["b", "c", "unseen"])
        #expect(try reading.explain(Query(in: Self.box)).access != .index)
        try expect(["b", "c", "unseen"], Query(in: Self.box), store, fixture)
    }

    @Test("a table that was dropped and made again with fewer columns is the store's layer again")
    func replacedTable() throws {
        let fixture = try StoreFixture()
        let store = try prepared(fixture)
        try fixture.outside(
            """
            DROP TABLE incidents;
            CREATE TABLE incidents (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, id TEXT, name TEXT);
            INSERT INTO incidents (geom, id, name) VALUES (\(Self.point), 'x', 'n'), (\(Self.point), 'x', 'm'),
                (\(Self.point), NULL, 'o');
            """)
        let reading = try fixture.open(readOnly: true)
        #expect(try ids(reading, Query(in: Self.box)) == ["x", "x", "fid:3"])
        try expect(["x", "x", "fid:3"], Query(in: Self.box), store, fixture)
        #expect(try store.all().first?.properties == [JSONMember("name", .string("n"))])
        #expect(try store.verify().contains { $0.message.contains("that of row 1 too") })
        let added = try pointIncident("y", 1, 1, type: "t")
        try store.insert([added])
        #expect(try store.incident(id: added.id) == added)
        #expect(throws: StoreError.duplicateID(try id("x"))) { try store.insert([try pointIncident("x", 0, 0)]) }
    }
}

extension Optional {
    /// For values that a constant expression makes.
    fileprivate var unsafelyThere: Wrapped {
        guard let self else { preconditionFailure("a constant is not valid") }
        return self
    }
}
