import Queries
import Testing

@Suite("Filters in JSON")
struct CQL2JSONTests {
    @Test("what is written in JSON means what it means in text")
    func pairs() throws {
        for (json, text) in [
            (#" {"op":"=","args":[{"property":"type"},"IED"]}"#, "type = 'IED'"),
            (#"{"op":"isNull","args":[{"property":"a b"}]}"#, "\"a b\" IS NULL"),
            (
                #"{"op":"in","args":[{"property":"a"},[1,2.5,true,{"date":"2022-01-04"}]]}"#,
                "a IN (1, 2.5, TRUE, DATE('2022-01-04'))"
            ),
            (
                #"{"op":"AND","args":[{"op":"t_metBy","args":[{"property":"datetime"},{"interval":["..",{"property":"end"}]}]},{"op":"like","args":[{"op":"casei","args":[{"property":"a"}]},"x%"]}]}"#,
                "T_METBY(datetime, INTERVAL('..', end)) AND CASEI(a) LIKE 'x%'"
            ),
            (
                #"{"op":"s_within","args":[{"property":"geometry"},{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}]}"#,
                "S_WITHIN(geometry, MULTIPOINT((1 2), (3 4)))"
            ),
            (
                #"{"op":"a_overlaps","args":[{"property":"tags"},["a"]]}"#, "A_OVERLAPS(tags, ('a'))"
            ),
        ] {
            #expect(try Filter(cql2: json) == Filter(cql2: text), "\(json)")
        }
    }

    @Test("a fault in JSON is named with the member that has it, or the character where it is no JSON")
    func faults() throws {
        for (json, description) in [
            (#"{"op":"=","args":[{"property":"a"},}"#, "column 36: "),
            (#"{"op":"="}"#, "the operation '=' has an array 'args'"),
            (#"{"op":3,"args":[]}"#, "the name of an operation is a string"),
            (#"{"op":"=","args":[1],"x":1}"#, "an operation has op and args, and no 'x'"),
            (#"{"op":"=","args":[1,2,3]}"#, "'=' takes 2 arguments, not 3"),
            (#"{"op":"=","args":[{"property":"a"},null]}"#, "at /args/1: a value is compared with null by isNull"),
            (
                #"{"op":"not","args":[{"op":"=","args":[{"prop":"a"},1]}]}"#,
                "at /args/0/args/0: there is no meaning to 'prop'"
            ),
            (#"{"op":"=","args":[{"property":3},1]}"#, "at /args/0: 'property' is a string"),
            (
                #"{"op":"t_after","args":[{"property":"a"},{"date":"2022-02-30"}]}"#,
                "at /args/1: '2022-02-30' does not exist"
            ),
            (
                #"{"op":"t_after","args":[{"property":"a"},{"interval":["2022"]}]}"#,
                "at /args/1: an interval has two ends"
            ),
            (
                #"{"op":"s_within","args":[{"property":"geometry"},{"bbox":[1,2,"x",4]}]}"#,
                "at /args/1/bbox: a box has numbers"
            ),
            (
                #"{"op":"s_within","args":[{"property":"geometry"},{"type":"Point","coordinates":[1]}]}"#,
                "at /args/1/coordinates: a position has two or three numbers"
            ),
            (
                #"{"op":"s_within","args":[{"property":"geometry"},{"type":"Circle","coordinates":[1]}]}"#,
                "at /args/1: 'Circle' is no type of geometry"
            ),
            (
                #"{"op":"s_within","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}]}"#,
                "at /args/1: "
            ),
            (#"{"op":"=","op":"<","args":[1,2]}"#, "an object says 'op' twice"),
            (#"{"op":"nearby","args":[1,2]}"#, "not supported: the function 'nearby'"),
        ] {
            let error = try #require(throws: CQL2Error.self, "\(json)") { try Filter(cql2: json) }
            #expect(error.description.hasPrefix(description), "\(error)")
        }
    }

    @Test("JSON nested without end is refused and does not crash")
    func depth() {
        let deep = String(repeating: #"{"op":"not","args":["#, count: 50_000)
        #expect(throws: CQL2Error.self) { try Filter(cql2: deep) }
        let collections =
            #"{"op":"s_within","args":[{"property":"geometry"},"#
            + String(repeating: #"{"type":"GeometryCollection","geometries":["#, count: 100)
            + String(repeating: "]}", count: 100) + "]}"
        #expect(throws: CQL2Error.self) { try Filter(cql2: collections) }
    }
}
