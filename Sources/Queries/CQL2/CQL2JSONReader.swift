import Geometries
import Incidents
import JSONValues

/// Reads the JSON form of CQL2 (OGC 21-065r2, clause 8).
///
/// Places are JSON pointers, since the values of a text that has been read do not know where they stood. What a form does not
/// have is refused: nothing is ignored.
struct CQL2JSONReader {
    private let text: String

    /// Reads a whole text.
    static func parse(_ text: String) throws(CQL2Error) -> CQL2Node {
        let json: JSONValue
        do {
            json = try JSONParser().parse(text)
        } catch {
            throw CQL2Error(error.reason, at: .byte(error.byteOffset), of: text)
        }
        if let key = json.duplicateKey { throw CQL2Error("an object says '\(key)' twice", at: .member(""), of: text) }
        return try CQL2JSONReader(text: text).node(json, "")
    }

    func failure(_ reason: String, _ pointer: String) -> CQL2Error { CQL2Error(reason, at: .member(pointer), of: text) }

    private func node(_ json: JSONValue, _ pointer: String) throws(CQL2Error) -> CQL2Node {
        let place = CQL2Error.Place.member(pointer)
        switch json {
        case .string, .integer, .bigInteger, .real, .bool: return CQL2Node(.literal(json), at: place)
        case .null: throw failure("a value is compared with null by isNull", pointer)
        case .array(let elements): return CQL2Node(.array(try nodes(elements, pointer)), at: place)
        case .object(let members): return CQL2Node(try object(json, members, pointer), at: place)
        }
    }

    private func nodes(_ elements: [JSONValue], _ pointer: String) throws(CQL2Error) -> [CQL2Node] {
        var nodes: [CQL2Node] = []
        for (index, element) in elements.enumerated() { nodes.append(try node(element, "\(pointer)/\(index)")) }
        return nodes
    }

    private func object(
        _ json: JSONValue, _ members: [JSONMember], _ pointer: String
    ) throws(CQL2Error) -> CQL2Node.Kind {
        if let operation = json["op"] {
            try allow(["op", "args"], members, pointer)
            guard case .string(let name) = operation else {
                throw failure("the name of an operation is a string", pointer)
            }
            guard case .array(let arguments)? = json["args"] else {
                throw failure("the operation '\(name)' has an array 'args'", pointer)
            }
            return .operation(name: name.lowercased(), written: name, try nodes(arguments, pointer + "/args"))
        }
        if json["type"] != nil {
            var reader = CQL2GeoJSON(text: text)
            return .geometry(try reader.geometry(json, pointer))
        }
        guard members.count == 1, let member = members.first else {
            throw failure("an object is an operation, a property, a time, a box or a geometry", pointer)
        }
        switch (member.name, member.value) {
        case ("property", .string(let name)): return .property(name)
        case ("date", .string(let date)): return .date(date)
        case ("timestamp", .string(let time)): return .timestamp(time)
        case ("interval", .array(let ends)):
            guard ends.count == 2 else { throw failure("an interval has two ends", pointer) }
            let ends = try nodes(ends, pointer + "/interval")
            return .interval(ends[0], ends[1])
        case ("bbox", .array(let bounds)):
            var numbers: [Double] = []
            for bound in bounds {
                guard let number = bound.number else { throw failure("a box has numbers", pointer + "/bbox") }
                numbers.append(number)
            }
            return .box(numbers)
        case ("property", _), ("date", _), ("timestamp", _): throw failure("'\(member.name)' is a string", pointer)
        case ("interval", _), ("bbox", _): throw failure("'\(member.name)' is an array", pointer)
        default: throw failure("there is no meaning to '\(member.name)' here", pointer)
        }
    }

    private func allow(
        _ names: Set<String>, _ members: [JSONMember], _ pointer: String
    ) throws(CQL2Error) {
        if let other = members.first(where: { !names.contains($0.name) }) {
            throw failure("an operation has op and args, and no '\(other.name)'", pointer)
        }
    }
}
