import Geometries
import JSONValues

/// Reads the text of one feature, or of a bare geometry, which counts as a feature without properties.
struct FeatureParser {
    private let parser = JSONParser()
    private var writer = JSONWriter()
    private let maximumNesting: Int?

    /// Makes a parser that refuses features whose arrays and objects nest more deeply; nil leaves that to JSON's own limit.
    init(maximumNesting: Int? = nil) {
        self.maximumNesting = maximumNesting
    }

    /// A feature, not yet understood as an incident.
    struct Feature {
        var recordID: String?
        var geometry: Geometry?
        var members: [JSONMember] = []
        var contentHash: ContentHash
    }

    /// Reads a feature.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - offset: where it begins in the file, for messages.
    /// - Returns: the feature.
    /// - Throws: ``RowError`` for text that is no JSON, keys that occur twice, NULs, or another structure.
    mutating func parse(_ bytes: [UInt8], at offset: Int) throws(RowError) -> Feature {
        let value: JSONValue
        do {
            value = try parser.parse(bytes.span)
        } catch {
            throw RowError(error.reason, byteOffset: offset + error.byteOffset)
        }
        if let maximumNesting, value.isNested(deeperThan: maximumNesting) {
            throw RowError("nesting deeper than \(maximumNesting)")
        }
        if let key = value.duplicateKey { throw RowError("key '\(key)' occurs twice", column: key) }
        // The escape is rare, so only text that has it is looked through.
        if let escape = FeatureParser.offsetOfNUL(bytes.span), value.containsNUL {
            throw RowError("a NUL in text", byteOffset: offset + escape)
        }
        guard case .object(let members) = value else { throw RowError("a feature is a JSON object") }
        guard let typeValue = value["type"] else { throw RowError("the feature has no member 'type'", column: "type") }
        guard case .string(let type) = typeValue else {
            throw RowError("the type of a feature is a string", column: "type")
        }
        let hash = contentHash(members)
        if type == "Feature" { return try feature(value, members, hash) }
        guard GeoJSONType.geometries.contains(type) else {
            let hint = GeoJSONType.hint(for: type).map { "; \($0)" } ?? ""
            throw RowError(
                type == "FeatureCollection"
                    ? "a FeatureCollection stands where a feature is expected"
                    : "type '\(type)' where a Feature is expected\(hint)", column: "type")
        }
        if let box = value["bbox"] { try checkBoundingBox(box) }
        return Feature(recordID: nil, geometry: try GeoJSONGeometry.decode(value), contentHash: hash)
    }

    private func feature(
        _ value: JSONValue, _ members: [JSONMember], _ hash: ContentHash
    ) throws(RowError) -> Feature {
        var feature = Feature(recordID: nil, geometry: nil, contentHash: hash)
        guard let geometry = value["geometry"] else { throw RowError("the feature has no member 'geometry'") }
        if geometry != .null { feature.geometry = try GeoJSONGeometry.decode(geometry) }
        switch value["properties"] {
        case .object(let properties)?: feature.members = properties
        case nil, .null?: break
        default: throw RowError("the properties of a feature are an object or null", column: "properties")
        }
        switch value["id"] {
        case nil, .null?: break
        case .string(let text)?: feature.recordID = text.isEmpty ? nil : text
        case .integer(let number)?: feature.recordID = String(number)
        case .bigInteger(let digits)?: feature.recordID = digits
        case .real(let number)?: feature.recordID = number.description
        default: throw RowError("the id of a feature is a string or a number", column: "id")
        }
        // A few names are looked for one by one; a set for each feature would cost more.
        var used = members.count > 64 ? Set(feature.members.map(\.name)) : nil
        for member in members {
            switch member.name {
            case "type", "geometry", "properties", "id": continue
            case "bbox": try checkBoundingBox(member.value)
            case "crs":
                if let reason = LegacyCRS.refusal(of: member.value) { throw RowError(reason, column: "crs") }
            case "coordinates", "geometries", "features":
                // RFC 7946 §7.1.
                throw RowError("a Feature must not have a member '\(member.name)'", column: member.name)
            default:
                // Foreign members are kept, apart from the properties where a name is in use.
                let isUsed = used?.contains(member.name) ?? feature.members.contains { $0.name == member.name }
                let name = isUsed ? "feature.\(member.name)" : member.name
                feature.members.append(JSONMember(name, member.value))
                used?.insert(name)
            }
        }
        return feature
    }

    /// A bounding box says nothing new, but one that is none raises the question what else is wrong.
    private func checkBoundingBox(_ value: JSONValue) throws(RowError) {
        var numbers = 0
        if case .array(let elements) = value {
            for case .integer in elements { numbers += 1 }
            for case .real in elements { numbers += 1 }
            if elements.isEmpty || numbers == elements.count && [4, 6].contains(numbers) { return }
        }
        if value != .null { throw RowError("the bounding box is no array of 4 or 6 numbers", column: "bbox") }
    }

    /// Of the feature as it is written without spaces: every member but the bounding box, which says nothing new.
    private mutating func contentHash(_ members: [JSONMember]) -> ContentHash {
        writer.removeAll()
        writer.write(members.filter { $0.name != "bbox" })
        return ContentHash(of: writer.bytes)
    }

    /// The offset of the first `\u0000`.
    private static func offsetOfNUL(_ bytes: Span<UInt8>) -> Int? {
        let escape: [UInt8] = [0x5C, 0x75, 0x30, 0x30, 0x30, 0x30]
        var index = 0
        while index + escape.count <= bytes.count {
            if bytes[index] == escape[0], escape.indices.allSatisfy({ bytes[index + $0] == escape[$0] }) {
                return index
            }
            index += 1
        }
        return nil
    }
}
