import Geometries
import Incidents
import JSONValues
import Queries
import Testing

@Suite("What a filter in CQL2 means")
struct CQL2MeaningTests {
    private func incident() throws -> Incident {
        var incident = Incident(id: try #require(IncidentID("t:1")))
        incident.geometry = .point(longitude: 44, latitude: 33)
        incident.interval = .day(2022, 1, 4)
        incident.type = "IED"
        incident.title = "Überfall an der Straße"
        incident.deathsBest = 3
        incident.tags = ["night", "road"]
        incident.properties = [
            JSONMember("code", .string("007")), JSONMember("magnitude", .string("10.5")), JSONMember("depth", .real(9)),
            JSONMember("felt", .string("TRUE")), JSONMember("reviewed", .bool(true)), JSONMember("empty", .null),
            JSONMember("updated", .string("2022-03-01T12:00:00Z")), JSONMember("built", .string("1999-05-01")),
            JSONMember("title", .string("of the source")), JSONMember("a b\"c", .integer(1)),
            JSONMember("discount", .string("50%")),
        ]
        return incident
    }

    private func check(_ cases: [(String, Bool?)]) throws {
        let incident = try incident()
        for (text, expected) in cases {
            let filter = try Filter(cql2: text)
            #expect(try filter.evaluate(incident) == expected, "\(text)")
        }
    }

    @Test("an absent value makes a condition unknown, and NOT leaves it unknown")
    func absent() throws {
        try check([
            ("country = 'Iraq'", nil), ("NOT country = 'Iraq'", nil), ("country <> 'Iraq'", nil), ("empty > 3", nil),
            ("country IS NULL", true), ("empty IS NULL", true), ("type IS NOT NULL", true),
            ("country = 'Iraq' OR type = 'IED'", true), ("country = 'Iraq' AND type = 'SAF'", false),
            ("(country = 'Iraq') IS NULL", true), ("country IN ('Iraq')", nil), ("country LIKE '%'", nil),
            ("country + 1 > 0", nil), ("type IN ('SAF', country)", nil), ("type IN ('IED', country)", true),
            ("T_AFTER(absent, DATE('2022-01-01'))", nil), ("A_CONTAINS(absent, ('a'))", nil), ("TRUE", true),
            ("FALSE OR country = 'Iraq'", nil),
        ])
    }

    @Test("a text beside a number counts as the number that JSON would read; 007 stays a code")
    func numbersAndTexts() throws {
        try check([
            ("magnitude > 9", true), ("magnitude > '9'", false), ("magnitude = 10.50", true),
            ("magnitude = '10.50'", false), ("code = '007'", true), ("code = 7", false), ("code <> 7", true),
            ("code < 8", nil), ("deaths_best = '3'", true), ("deaths_best = 3.0", true), ("type > 3", nil),
            ("type = 3", false), ("magnitude BETWEEN 10 AND 11", true), ("magnitude - depth = 1.5", true),
            ("code + 0 = 7", nil), ("felt = true", true), ("reviewed = TRUE", true), ("reviewed <> FALSE", true),
            ("reviewed < TRUE", false), ("reviewed < FALSE", nil), ("deaths_best NOT IN (1, 2)", true),
        ])
    }

    @Test("arithmetic binds as in school, div cuts the fraction off, and what is not finite is absent")
    func arithmetic() throws {
        try check([
            ("2 + 3 * 4 = 14", true), ("(2 + 3) * 4 = 20", true), ("2 * 3 ^ 2 = 18", true), ("-2 ^ 2 = 4", true),
            ("7 div 2 = 3", true), ("-7 div 2 = -3", true), ("-7 % 2 = -1", true), ("7 / 2 = 3.5", true),
            ("10 - 3 - 2 = 5", true), ("8 / 4 / 2 = 1", true), ("deaths_best / 0 > 1", nil),
            ("- deaths_best = -3", true),
            ("1 / 0 IS NULL", true), ("deaths_best*2>5", true), ("deaths_best -1 = 2", true),
        ])
    }

    @Test("names are the model's, then the source's; source. and double quotes reach the rest")
    func names() throws {
        try check([
            ("title LIKE 'Über%'", true), ("source.title = 'of the source'", true), ("source.code = '007'", true),
            ("\"a b\"\"c\" = 1", true), ("\"type\" = 'IED'", true), ("Type = 'IED'", nil), ("id = 't:1'", true),
        ])
    }

    @Test("LIKE matches whole texts by code points; CASEI and ACCENTI overlook case and marks")
    func texts() throws {
        try check([
            ("title LIKE '%Straße'", true), ("title LIKE 'Stra%'", false), ("title LIKE '_berfall%'", true),
            ("CASEI(title) LIKE CASEI('%STRASSE')", true), ("title LIKE CASEI('%STRASSE')", false),
            ("ACCENTI(title) LIKE 'Uberfall%'", true), ("ACCENTI(CASEI(title)) LIKE ACCENTI(CASEI('ÜBER%'))", true),
            ("discount LIKE '50\\%'", true), ("discount LIKE '5\\%'", false), ("type NOT LIKE 'S%'", true),
            ("depth LIKE '9%'", nil), ("type LIKE ''", false), ("type LIKE '%%D'", true),
            ("start LIKE '2022-01%'", true),
            ("CASEI('Οδος') = CASEI('ΟΔΟΣ')", true), ("ACCENTI('Beyonce\u{301}') = ACCENTI('Beyoncé')", true),
            ("'it''s' = 'it\\'s'", true),
        ])
    }

    @Test("a date is its whole day, and is the same as any moment of it")
    func dates() throws {
        try check([
            ("start = DATE('2022-01-04')", true), ("start >= DATE('2022-01-04')", true),
            ("start > DATE('2022-01-04')", false), ("start < DATE('2022-01-05')", true),
            ("end = DATE('2022-01-05')", true), ("updated > DATE('2022-03-01')", false),
            ("updated <= DATE('2022-03-01')", true), ("updated > TIMESTAMP('2022-03-01T11:59:59Z')", true),
            ("updated = TIMESTAMP('2022-03-01T15:00:00+03:00')", true), ("built < DATE('2000-01-01')", true),
            ("start >= '2022-01'", true), ("start > '2022-01'", false), ("'2021' < start", true),
            ("type > DATE('2022-01-01')", nil), ("updated BETWEEN DATE('2022-03-01') AND DATE('2022-03-01')", true),
            ("start IN (DATE('2022-01-03'), DATE('2022-01-04'))", true), ("depth = DATE('2022-01-04')", false),
        ])
    }

    @Test("T_ relations compare the incident's span, which excludes its end, as Allen has them")
    func spans() throws {
        try check([
            ("T_EQUALS(datetime, DATE('2022-01-04'))", true), ("T_EQUALS(INTERVAL(start, end), datetime)", true),
            ("T_BEFORE(datetime, DATE('2022-01-05'))", true), ("T_MEETS(datetime, DATE('2022-01-05'))", true),
            ("T_AFTER(datetime, DATE('2022-01-03'))", true), ("T_METBY(datetime, DATE('2022-01-03'))", true),
            ("T_AFTER(datetime, DATE('2022-01-04'))", false),
            ("T_DURING(datetime, INTERVAL('2022-01-01', '2022-01-10'))", true),
            ("T_DURING(datetime, INTERVAL('2022-01-04', '2022-01-10'))", false),
            ("T_STARTS(datetime, INTERVAL('2022-01-04', '2022-01-10'))", true),
            ("T_FINISHES(datetime, INTERVAL('2022-01-01', '2022-01-04'))", true),
            ("T_STARTEDBY(datetime, TIMESTAMP('2022-01-04T00:00:00Z'))", true),
            ("T_CONTAINS(datetime, TIMESTAMP('2022-01-04T10:00:00Z'))", true),
            ("T_FINISHEDBY(INTERVAL('2022-01-01', '2022-01-04'), datetime)", true),
            ("T_OVERLAPS(datetime, INTERVAL('2022-01-04T12:00:00Z', '..'))", true),
            ("T_OVERLAPPEDBY(datetime, INTERVAL('..', '2022-01-04T12:00:00Z'))", true),
            ("T_INTERSECTS(datetime, INTERVAL('..', '2022-01-04T00:00:00Z'))", true),
            ("T_INTERSECTS(datetime, INTERVAL('..', '2022-01-03'))", false),
            ("T_INTERSECTS(datetime, INTERVAL('2022-01-05T00:00:00Z', '..'))", false),
            ("T_DISJOINT(datetime, INTERVAL('..', '2022-01-03'))", true),
            ("T_BEFORE(built, DATE('2015-01-01'))", true), ("T_AFTER(type, DATE('2015-01-01'))", nil),
            ("T_DURING(INTERVAL(built, updated), INTERVAL('1990-01-01', '..'))", true),
            ("T_AFTER(INTERVAL(updated, built), DATE('1990-01-01'))", nil),
        ])
    }

    @Test("S_ relations are those of DE-9IM, planar; an unlocated incident leaves them open")
    func space() throws {
        try check([
            ("S_INTERSECTS(geometry, POINT(44 33))", true), ("S_EQUALS(geometry, POINT(44 33))", true),
            ("S_INTERSECTS(geometry, BBOX(44, 33, 45, 34))", true), ("S_WITHIN(geometry, BBOX(44, 33, 45, 34))", false),
            ("S_WITHIN(geometry, BBOX(43, 32, 45, 34))", true), ("S_TOUCHES(geometry, BBOX(44, 33, 45, 34))", true),
            ("S_CONTAINS(BBOX(43, 32, 45, 34), geometry)", true),
            ("S_DISJOINT(geometry, BBOX(170, 0, -170, 50))", true),
            ("S_WITHIN(geometry, POLYGON((43 32, 45 32, 45 34, 43 34, 43 32)))", true),
            ("S_CROSSES(LINESTRING(0 0, 2 2), POLYGON((1 1, 3 1, 3 3, 1 3, 1 1)))", true),
            ("S_OVERLAPS(BBOX(0, 0, 2, 2), BBOX(1, 1, 3, 3))", true), ("geometry IS NOT NULL", true),
            ("S_INTERSECTS(geometry, BBOX(43, 32, -5, 45, 34, 9000))", true),
            ("s_within(POINT(44 33), geometry)", true), ("S_WITHIN(geometry, BBOX(44, 33, 44, 33))", true),
            ("S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(44 32, 44 34)))", true),
        ])
        let nowhere = Incident(id: try #require(IncidentID("t:2")))
        #expect(try Filter(cql2: "S_DISJOINT(geometry, POINT(1 1))").evaluate(nowhere) == nil)
        #expect(try Filter(cql2: "geometry IS NULL AND datetime IS NULL").evaluate(nowhere) == true)
        #expect(try Filter(cql2: "T_AFTER(datetime, DATE('1990-01-01'))").evaluate(nowhere) == nil)
    }

    @Test("a geometry of a filter that GEOS cannot compare with is refused, with the reason")
    func unusable() throws {
        let incident = try incident()
        for (text, reason) in [
            ("S_WITHIN(geometry, POLYGON((0 0, 2 2, 2 0, 0 2, 0 0)))", "Self-intersection at (1.0, 1.0)"),
            ("S_WITHIN(geometry, POLYGON((-100 0, 100 0, 0 9, -100 0)))", "longer than 180°"),
            ("S_TOUCHES(geometry, GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(4 2, 4 3)))", "not supported"),
        ] {
            let filter = try Filter(cql2: text)
            let error = try #require(throws: FilterError.self) { try filter.evaluate(incident) }
            #expect(error.description.contains(reason), "\(error)")
        }
    }

    @Test("A_ relations compare sets: order and repetition do not count")
    func sets() throws {
        try check([
            ("A_CONTAINS(tags, ('road'))", true), ("A_CONTAINS(tags, ('road', 'rail'))", false),
            ("A_EQUALS(tags, ('road', 'night', 'road'))", true), ("A_OVERLAPS(tags, ('rail', 'night'))", true),
            ("A_CONTAINEDBY(tags, ('road', 'night', 'rail'))", true), ("A_CONTAINS(tags, ())", true),
            ("A_CONTAINS(type, ('IED'))", nil), ("A_EQUALS((1, 2), (2, 1))", true),
            ("A_OVERLAPS(tags, ('road', country))", nil),
        ])
    }

    @Test("keywords and functions are read in any case, quoted names are never keywords")
    func keywords() throws {
        try check([
            ("type like 'I%' and not deaths_best between 4 and 5", true), ("tYpE = 'IED'", nil),
            ("\"and\" IS NULL", true), ("point IS NULL AND date IS NULL", true),
        ])
    }
}
