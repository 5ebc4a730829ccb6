import JSONValues

/// Cuts a GeoJSON document into features, whatever its size and the order of its members.
///
/// A FeatureCollection is given feature by feature while it is read; a Feature or a geometry is given whole. What else the
/// document holds is checked: its type, its coordinate reference system, that it is JSON to the very end.
package struct GeoJSONScanner {
    /// The most members of the outer object, whose names are held.
    package static let memberLimit = 100_000

    private var cursor: GeoJSONCursor
    private let parser = JSONParser()
    private var state = State.beginning
    private var names: Set<ByteText> = []
    private var type: String?
    /// A member that belongs to another type than a collection of features, and where it stands.
    private var foreign: (name: String, location: RecordLocation)?

    private enum State {
        case beginning
        case features(isFirst: Bool)
        case members
        case after(isCollection: Bool)
    }

    /// What a document consists of.
    enum Piece {
        /// A feature or a geometry, as text.
        case value(bytes: [UInt8], location: RecordLocation)
        /// Another JSON text follows where the document should end: it is a sequence.
        case sequence(InputWindow, line: Int)
    }

    init(_ window: InputWindow) {
        cursor = GeoJSONCursor(window)
    }

    /// The next piece, or nil at the end of the document.
    ///
    /// - Throws: ``FormatError`` when the document is broken, is of another type, or uses other coordinates.
    mutating func next() throws(FormatError) -> Piece? {
        while true {
            switch state {
            case .beginning:
                if let piece = try begin() { return piece }
            case .features(let isFirst):
                if let piece = try feature(isFirst: isFirst) { return piece }
            case .members:
                try endCollection()
            case .after(let isCollection):
                guard let byte = try cursor.next() else { return nil }
                if !isCollection, byte == UInt8(ascii: "{") || byte == GeoJSONSequenceReader.recordSeparator {
                    return .sequence(cursor.rest, line: cursor.line)
                }
                throw cursor.error("text after the end of the GeoJSON document")
            }
        }
    }

    /// Reads the members before the features; gives the whole document when it has none.
    private mutating func begin() throws(FormatError) -> Piece? {
        guard let first = try cursor.next() else { throw cursor.error("the file is empty") }
        guard first == UInt8(ascii: "{") else { throw cursor.unexpected(first, "a GeoJSON object") }
        let location = RecordLocation(line: cursor.line, byteOffset: cursor.offset)
        cursor.record()
        cursor.pass(1)
        if try cursor.next() == UInt8(ascii: "}") {
            cursor.pass(1)
        } else {
            while true {
                if try member(mayBeFeatures: true) {
                    cursor.stopRecording()
                    state = .features(isFirst: true)
                    return nil
                }
                guard try continues() else { break }
            }
        }
        let bytes = cursor.recorded
        cursor.stopRecording()
        if type == "FeatureCollection" {
            throw FormatError(
                "the FeatureCollection has no array of features", line: location.line, byteOffset: location.byteOffset)
        }
        guard type != nil else { throw noGeoJSON(location) }
        state = .after(isCollection: false)
        return .value(bytes: bytes, location: location)
    }

    private mutating func feature(isFirst: Bool) throws(FormatError) -> Piece? {
        guard let byte = try cursor.next() else { throw cut("the array of features") }
        if byte == UInt8(ascii: "]") {
            cursor.pass(1)
            state = .members
            return nil
        }
        if !isFirst { try cursor.expect(UInt8(ascii: ","), "a comma or ] after a feature") }
        let (bytes, location) = try cursor.takeValue("a feature")
        state = .features(isFirst: false)
        return .value(bytes: bytes, location: location)
    }

    /// Reads the members after the features.
    private mutating func endCollection() throws(FormatError) {
        while try continues() { _ = try member(mayBeFeatures: false) }
        guard let type else { throw noGeoJSON(nil) }
        guard type == "FeatureCollection" else { throw cursor.error("a \(type) must not have a member 'features'") }
        if let foreign {
            throw FormatError(
                "a FeatureCollection must not have a member '\(foreign.name)'", line: foreign.location.line,
                byteOffset: foreign.location.byteOffset)
        }
        state = .after(isCollection: true)
    }

    /// Passes the comma before another member, or the brace that ends the object.
    private mutating func continues() throws(FormatError) -> Bool {
        guard let byte = try cursor.next() else { throw cut("the GeoJSON object") }
        guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") else {
            throw cursor.unexpected(byte, "a comma or } after a member")
        }
        cursor.pass(1)
        return byte == UInt8(ascii: ",")
    }

    /// Reads one member of the outer object.
    ///
    /// - Returns: true when it is the array of features, whose bracket was passed.
    private mutating func member(mayBeFeatures: Bool) throws(FormatError) -> Bool {
        guard let quote = try cursor.next() else { throw cut("the GeoJSON object") }
        guard quote == UInt8(ascii: "\"") else { throw cursor.unexpected(quote, "a key in quotes") }
        let keyOffset = cursor.offset
        // Not in the call, which would hold a copy of everything recorded, and have it copied, while the key is taken.
        let key = try cursor.takeValue("a key")
        guard case .string(let name) = try parse(key) else { throw cursor.error("no key") }
        guard names.insert(ByteText(name)).inserted else {
            throw FormatError("key '\(name)' occurs twice", line: cursor.line, byteOffset: keyOffset)
        }
        guard names.count <= GeoJSONScanner.memberLimit else {
            throw FormatError(
                "an object of more than \(GeoJSONScanner.memberLimit) members", line: cursor.line,
                byteOffset: keyOffset)
        }
        try cursor.expect(UInt8(ascii: ":"), "a colon after the key")
        let isArray = try cursor.next() == UInt8(ascii: "[")
        if name == "features", mayBeFeatures, isArray, type == nil || type == "FeatureCollection" {
            cursor.pass(1)
            return true
        }
        let value = try cursor.takeValue("the member '\(name)'")
        try note(name, try parse(value), value.location)
        return false
    }

    private func parse(_ value: (bytes: [UInt8], location: RecordLocation)) throws(FormatError) -> JSONValue {
        do {
            return try parser.parse(value.bytes.span)
        } catch {
            throw FormatError(
                error.reason, line: value.location.line, byteOffset: value.location.byteOffset + error.byteOffset)
        }
    }

    /// Looks at the members that concern the document as a whole.
    private mutating func note(_ name: String, _ value: JSONValue, _ location: RecordLocation) throws(FormatError) {
        func refuse(_ reason: String, advice: String? = nil) -> FormatError {
            FormatError(reason, line: location.line, byteOffset: location.byteOffset, advice: advice)
        }
        switch name {
        case "type":
            guard case .string(let text) = value else { throw refuse("the type of a GeoJSON object is a string") }
            guard GeoJSONType.all.contains(text) else {
                throw refuse(
                    "'\(text)' is no type of GeoJSON",
                    advice: text == "Topology" ? "convert TopoJSON to GeoJSON first" : GeoJSONType.hint(for: text))
            }
            type = text
        case "crs":
            if let reason = LegacyCRS.refusal(of: value) { throw refuse(reason, advice: LegacyCRS.advice) }
        case "features":
            if type == nil || type == "FeatureCollection" { throw refuse("the features of a collection are an array") }
        case "coordinates", "geometries", "geometry":
            // RFC 7946 §7.1.
            foreign = foreign ?? (name, location)
        default:
            break
        }
    }

    private func cut(_ what: String) -> FormatError {
        cursor.error("the file ends within \(what)", advice: "the file was cut; get it again")
    }

    private func noGeoJSON(_ location: RecordLocation?) -> FormatError {
        FormatError(
            "the JSON object has no member 'type', so it is no GeoJSON", line: location?.line,
            byteOffset: location?.byteOffset)
    }
}
