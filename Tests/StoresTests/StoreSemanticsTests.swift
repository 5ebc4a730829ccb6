import Geometries
import Incidents
import JSONValues
import Queries
import Regions
import Stores
import TestSupport
import Testing

@Suite("What the store's answers mean")
struct StoreSemanticsTests {
    private func store(_ incidents: [Incident]) throws -> IncidentStore {
        let store = try IncidentStore.inMemory()
        try store.insert(incidents)
        return store
    }

    private func ids(_ store: IncidentStore, _ query: Query) throws -> [String] {
        try store.all(query).map(\.id.text)
    }

    private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) throws -> Query {
        Query(in: .boundingBox(try BoundingBox(west: west, south: south, east: east, north: north)))
    }

    @Test("a point on the border of a box or a region matches; within excludes it")
    func borders() throws {
        let store = try store([try pointIncident("border", 10, 5), try pointIncident("inner", 5, 5)])
        let square = Region(
            Polygon(
                exterior: [(0.0, 0.0), (10, 0), (10, 10), (0, 10), (0, 0)].map {
                    Position(longitude: $0.0, latitude: $0.1)
                }))
        #expect(try ids(store, box(0, 0, 10, 10)) == ["border", "inner"])
        #expect(try ids(store, Query(in: .region(square))) == ["border", "inner"])
        #expect(try ids(store, Query(in: .region(square, .within))) == ["inner"])
        #expect(try ids(store, box(10, 0, 10, 10)) == ["border"])
    }

    @Test("a box across the antimeridian is the union of its halves, and 180 and -180 are one meridian")
    func antimeridian() throws {
        let store = try store([
            try pointIncident("fiji", 178, -18), try pointIncident("samoa", -172, -14),
            try pointIncident("plus", 180, 0),
            try pointIncident("minus", -180, 1), try pointIncident("far", 0, 0),
        ])
        #expect(try ids(store, box(170, -60, -170, 60)) == ["fiji", "samoa", "plus", "minus"])
        #expect(try ids(store, box(170, -60, 180, 60)) == ["fiji", "plus", "minus"])
        #expect(try ids(store, box(-180, -60, -170, 60)) == ["samoa", "plus", "minus"])
        #expect(try store.incident(id: try id("minus"))?.geometry == .point(longitude: -180, latitude: 1))
    }

    @Test("within 50 km includes exactly 50 km, and each match says how far it is")
    func radius() throws {
        let centre = Coordinate(longitude: 44, latitude: 33)
        let there = Coordinate(longitude: 44.5, latitude: 33.1)
        let metres = Geodesic.distance(from: centre, to: there)
        let store = try store([try pointIncident("there", there.longitude, there.latitude)])
        #expect(try ids(store, Query(in: .within(metres: metres, of: centre))) == ["there"])
        #expect(try ids(store, Query(in: .within(metres: metres.nextDown, of: centre))) == [])
        var distances: [Double?] = []
        try store.forEachMatch(Query(in: .within(metres: 1e6, of: centre))) { match in
            distances.append(match.distanceInMetres)
            return true
        }
        #expect(distances == [metres])
        #expect(throws: StoreError.self) { try store.count(Query(in: .within(metres: -1, of: centre))) }
        #expect(throws: StoreError.self) { try store.count(Query(in: .within(metres: .nan, of: centre))) }
    }

    @Test("an incident without a place is found by time, attributes and text, never by space")
    func unlocated() throws {
        var incident = Incident(id: try id("u"))
        incident.interval = .day(2022, 1, 4)
        incident.title = "somewhere"
        let store = try store([incident])
        #expect(try ids(store, Query(during: .day(2022, 1, 4))) == ["u"])
        #expect(try ids(store, Query(text: "somewhere")) == ["u"])
        #expect(try ids(store, box(-180, -90, 180, 90)) == [])
        #expect(try store.nearest(to: Coordinate(longitude: 0, latitude: 0), count: 5).isEmpty)
    }

    @Test("a window is half-open, an instant matches the window that holds it, an undated incident none")
    func time() throws {
        let instant = try TemporalInterval(
            start: Instant(milliseconds: 1_641_254_400_000), end: Instant(milliseconds: 1_641_254_400_000))
        let store = try store([
            try pointIncident("day", 0, 0, during: .day(2022, 1, 3)),
            try pointIncident("instant", 0, 0, during: instant),
            try pointIncident("undated", 0, 0),
        ])
        #expect(try ids(store, Query(during: .day(2022, 1, 3))) == ["day"])
        #expect(try ids(store, Query(during: .day(2022, 1, 4))) == ["instant"])
        #expect(try ids(store, Query(during: TemporalPredicate(since: nil, until: nil))) == ["day", "instant"])
        let part = try TemporalPredicate(
            since: Instant(milliseconds: 1_641_200_000_000), until: Instant(milliseconds: 1_641_300_000_000),
            match: .certain)
        #expect(try ids(store, Query(during: part)) == ["instant"])
        let empty = try TemporalPredicate(since: instant.start, until: instant.start)
        #expect(try store.count(Query(during: empty)) == 0)
    }

    @Test("lines and areas match by their geometry and not by their envelope; a collection by any member")
    func extents() throws {
        var line = Incident(id: try id("line"))
        line.geometry = .lineString([Position(longitude: 0, latitude: 0), Position(longitude: 10, latitude: 10)])
        var collection = Incident(id: try id("collection"))
        collection.geometry = .geometryCollection([
            .point(longitude: 0, latitude: 9), .point(longitude: 9, latitude: 0),
        ])
        let store = try store([line, collection])
        #expect(try ids(store, box(6, 1, 8, 3)) == [])
        #expect(try ids(store, box(4, 4, 5, 6)) == ["line"])
        #expect(try ids(store, box(8, -1, 9, 1)) == ["collection"])
        #expect(try ids(store, box(5, 0, 5, 9)) == ["line"])
        #expect(try ids(store, Query(in: .within(metres: 1, of: Coordinate(longitude: 5, latitude: 5)))) == ["line"])
        let nearest = try store.nearest(to: Coordinate(longitude: 9, latitude: 0), count: 2)
        #expect(nearest.map(\.incident.id.text) == ["collection", "line"] && nearest[0].distanceInMetres == 0)
    }

    @Test("what is not finite or not on the globe is refused, and nothing of the batch is stored")
    func refusedCoordinates() throws {
        let store = try store([])
        let good = try pointIncident("good", 1, 1)
        for (longitude, latitude) in [(0.0, 91.0), (181, 0), (.nan, 0), (0, .infinity)] {
            let bad = try pointIncident("bad", longitude, latitude)
            #expect(throws: StoreError.self) { try store.insert([good, bad]) }
        }
        var text = good
        text.title = "a\0b"
        var property = good
        property.properties = [JSONMember("n", .array([.real(.infinity)]))]
        var confidence = good
        confidence.confidence = .nan
        for bad in [text, property, confidence] {
            #expect(throws: StoreError.self) { try store.insert([bad]) }
        }
        #expect(try store.count(Query()) == 0)
    }

    @Test("nil and 0 differ, and codes keep their zeros")
    func absentValues() throws {
        var zero = try pointIncident("zero", 0, 0)
        zero.deathsBest = 0
        zero.sourceID = "007"
        let store = try store([zero, try pointIncident("unknown", 0, 0)])
        #expect(try ids(store, Query(where: .equals(property: "deaths_best", .integer(0)))) == ["zero"])
        #expect(try ids(store, Query(where: .isNull(property: "deaths_best"))) == ["unknown"])
        #expect(try ids(store, Query(where: .not(.equals(property: "deaths_best", .integer(1))))) == ["zero"])
        #expect(try store.incident(id: zero.id)?.sourceID == "007")
    }

    @Test("the same id and content is unchanged under every policy; other content is a conflict by the policy")
    func upsert() throws {
        let incident = try fullIncident()
        let store = try store([incident])
        var other = incident
        other.title = "other"
        var older = other
        older.revision = "2021-12-31"
        let (changed, outdated) = (other, older)
        try store.write { (batch: WriteBatch) throws -> Void in
            for policy in ConflictPolicy.allCases {
                #expect(try batch.upsert(incident, policy: policy) == .unchanged(row: 1))
            }
            #expect(try batch.upsert(changed, policy: .error) == .conflict(row: 1))
            #expect(try batch.upsert(changed, policy: .skip) == .conflict(row: 1))
            #expect(try batch.incident(id: incident.id) == incident)
            #expect(try batch.upsert(outdated, policy: .replace) == .conflict(row: 1))
            #expect(try batch.upsert(changed, policy: .replace) == .replaced(row: 1))
            let new = try batch.upsert(try pointIncident("new", 1, 2))
            #expect(new.isInsertion && batch.rowCount == 2)
            #expect(try batch.nextRow() - 1 == batch.lastInsertedRow)
        }
        #expect(try store.incident(id: incident.id) == other)
    }

    @Test("results are in the order of the store, or by start and id where a part is asked for; the total is known")
    func order() throws {
        let store = try store([
            try pointIncident("d", 0, 0), try pointIncident("c", 0, 0, during: .day(2022, 3, 1)),
            try pointIncident("b", 0, 0, during: .day(2022, 1, 1)),
            try pointIncident("a", 0, 0, during: .day(2022, 1, 1)),
        ])
        #expect(try ids(store, Query()) == ["d", "c", "b", "a"])
        #expect(try ids(store, Query(order: .start)) == ["a", "b", "c", "d"])
        #expect(try ids(store, Query(order: .startDescending)) == ["c", "a", "b", "d"])
        #expect(try ids(store, Query(order: .id)) == ["a", "b", "c", "d"])
        #expect(try ids(store, Query(limit: 2)) == ["a", "b"])
        #expect(try ids(store, Query(offset: 3)) == ["d"])
        #expect(try ids(store, Query(order: .store, limit: 2, offset: 1)) == ["c", "b"])
        let outcome = try store.forEachMatch(Query(limit: 1)) { _ in true }
        #expect(outcome.matched == 4 && outcome.returned == 1)
        let stopped = try store.forEachMatch(Query(order: .id)) { _ in false }
        #expect(stopped.matched == 4 && stopped.returned == 1)
        #expect(try store.count(Query(limit: 1)) == 4)
        #expect(throws: StoreError.self) { try store.all(Query(order: .distance)) }
        #expect(throws: StoreError.self) { try store.all(Query(limit: -1)) }
    }

    @Test("a region that breaks a rule is refused, not repaired")
    func invalidRegion() throws {
        let bow = Region(
            Polygon(
                exterior: [(0.0, 0.0), (10, 10), (10, 0), (0, 10), (0, 0)].map {
                    Position(longitude: $0.0, latitude: $0.1)
                }))
        #expect(throws: RegionError.self) { try store([]).count(Query(in: .region(bow))) }
    }
}
