package import JSONValues

/// A record that was refused: where it stood, why, and its text, so that it can be mended and imported again.
///
/// Written as one JSON object a line, with the members `file`, `line`, `column`, `byte`, `reason`, `format`, for a row of
/// a table `header`, `delimiter` and `mapping`, and last `row`, the text to mend. Bytes that are not UTF-8 appear in it as
/// U+FFFD, and `byte` says where the first of them was.
package struct RejectedRow: Hashable, Sendable {
    /// The file's name.
    package var file: String
    /// The line that the record began on.
    package var line: Int
    /// The column at fault.
    package var column: String?
    /// The offset of the byte at fault, or of the record.
    package var byteOffset: Int
    /// Why it was refused.
    package var reason: String
    /// The record's own format: a row of a table or a GeoJSON text.
    package var format: ImportFormat
    /// The table that it is a row of.
    package var table: TableShape?
    /// What the columns were taken for.
    package var mapping: ColumnMapping
    /// The record's text.
    package var row: String

    /// Describes a record that a reader gave last.
    package init(
        _ record: ImportRecord, file: String, format: ImportFormat, table: TableShape?, mapping: ColumnMapping,
        error: RowError
    ) {
        self.file = file
        line = record.location.line
        column = error.column
        byteOffset = error.byteOffset ?? record.location.byteOffset
        reason = error.reason
        self.table = table
        // A record of a rejects file is what it was before: a row of a table where it has columns.
        self.format = format == .rejects ? (table == nil ? .geojson : .csv) : format
        self.mapping = mapping
        row = String(decoding: record.raw, as: UTF8.self)
    }

    /// Appends the JSON object and a line feed.
    package func append(to writer: inout JSONWriter) {
        func string(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
        var members = [
            JSONMember("file", .string(file)), JSONMember("line", .integer(Int64(line))),
            JSONMember("column", string(column)), JSONMember("byte", .integer(Int64(byteOffset))),
            JSONMember("reason", .string(reason)), JSONMember("format", .string(format.rawValue)),
        ]
        if let table {
            members.append(JSONMember("header", .array(table.header.map { .string($0) })))
            members.append(
                JSONMember("delimiter", .string(String(Character(UnicodeScalar(table.delimiter))))))
        }
        if !mapping.isEmpty {
            members.append(
                JSONMember(
                    "mapping",
                    .object(mapping.fields.map { JSONMember($0.rawValue, string(mapping[$0])) })))
        }
        members.append(JSONMember("row", .string(row)))
        writer.write(members)
        writer.write(byte: 0x0A)
    }

    /// Reads the JSON object; nil when it is none of a rejected record.
    package init?(json: ArraySlice<UInt8>) {
        guard let value = try? JSONParser().parse(json.span),
            case .string(let formatName)? = value["format"], let format = ImportFormat(rawValue: formatName),
            case .string(let reason)? = value["reason"], case .string(let row)? = value["row"]
        else { return nil }
        self.format = format
        self.reason = reason
        self.row = row
        file = if case .string(let name)? = value["file"] { name } else { "" }
        line = if case .integer(let number)? = value["line"] { Int(number) } else { 0 }
        byteOffset = if case .integer(let number)? = value["byte"] { Int(number) } else { 0 }
        if case .string(let name)? = value["column"] { column = name }
        table = nil
        if case .array(let names)? = value["header"] {
            var header: [String] = []
            for case .string(let name) in names { header.append(name) }
            var delimiter = UInt8(ascii: ",")
            if case .string(let text)? = value["delimiter"], let byte = text.utf8.first { delimiter = byte }
            table = TableShape(header: header, delimiter: delimiter)
        }
        mapping = ColumnMapping()
        if case .object(let members)? = value["mapping"] {
            for member in members {
                if let field = ColumnField(rawValue: member.name), case .string(let column) = member.value {
                    mapping[field] = column
                }
            }
        }
    }
}
