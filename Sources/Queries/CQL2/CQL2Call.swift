import Incidents
import JSONValues

/// Words with arguments in parentheses in a filter's text: literals of time, boxes, and functions.
enum CQL2Call {
    /// The node of a call.
    static func node(
        _ written: String, _ arguments: [CQL2Node], at place: CQL2Error.Place, of text: String
    ) throws(CQL2Error) -> CQL2Node {
        switch written.uppercased() {
        case "DATE": return CQL2Node(.date(try string(arguments, "DATE", place, text)), at: place)
        case "TIMESTAMP": return CQL2Node(.timestamp(try string(arguments, "TIMESTAMP", place, text)), at: place)
        case "INTERVAL":
            guard arguments.count == 2 else {
                throw CQL2Error("INTERVAL takes two ends, such as INTERVAL('2022-01-01', '..')", at: place, of: text)
            }
            return CQL2Node(.interval(arguments[0], arguments[1]), at: place)
        case "BBOX":
            var numbers: [Double] = []
            for argument in arguments {
                guard case .literal(let value) = argument.kind, let number = value.number else {
                    throw CQL2Error("BBOX takes numbers: west, south, east, north", at: argument.place, of: text)
                }
                numbers.append(number)
            }
            return CQL2Node(.box(numbers), at: place)
        default:
            return .operation(written.lowercased(), written: written, arguments, at: place)
        }
    }

    private static func string(
        _ arguments: [CQL2Node], _ name: String, _ place: CQL2Error.Place, _ text: String
    ) throws(CQL2Error) -> String {
        guard arguments.count == 1, case .literal(.string(let content)) = arguments[0].kind else {
            let example = name == "DATE" ? "2022-01-04" : "2022-01-04T10:30:00Z"
            throw CQL2Error("\(name) takes a text, such as \(name)('\(example)')", at: place, of: text)
        }
        return content
    }
}
