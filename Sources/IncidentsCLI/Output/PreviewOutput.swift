import IncidentIndex

/// Prints what an import would do: the mapping of columns and the first incidents.
struct PreviewOutput {
    let json: Bool

    func write(_ previews: [ImportPreview]) throws {
        let text =
            json
            ? JSONValue.array(previews.map(object)).text + "\n" : previews.map(lines).joined(separator: "\n")
        try StandardStreams.writeData(Array(text.utf8), escapes: json ? .json : .text)
    }

    private func lines(_ preview: ImportPreview) -> String {
        var table = TextTable(
            header: ["line", "start", "type", "place", "location", "id or reason"], numericColumns: [0])
        for row in preview.rows {
            switch row.result {
            case .success(let incident):
                table.append(
                    [
                        String(row.line), incident.interval?.start.description ?? "", incident.type ?? "",
                        incident.place ?? "", incident.geometry.map { WKT.encode($0) } ?? "", incident.id.text,
                    ].map(TerminalText.escaped))
            case .failure(let error):
                table.append([String(row.line), "", "", "", "rejected", TerminalText.escaped("\(error)")])
            }
        }
        let mapping = preview.mapping.isEmpty ? "none: the file says itself what its fields are" : "\(preview.mapping)"
        return TerminalText.escaped("\(preview.path): \(preview.format.rawValue)") + "\n"
            + TerminalText.escaped("mapping: \(mapping)") + "\n" + table.text
    }

    private func object(_ preview: ImportPreview) -> JSONValue {
        let mapping = preview.mapping.fields.map { JSONMember($0.rawValue, .string(preview.mapping[$0] ?? "")) }
        let rows = preview.rows.map { row -> JSONValue in
            var members = [JSONMember("line", .integer(Int64(row.line)))]
            switch row.result {
            case .success(let incident):
                members.append(JSONMember("id", .string(incident.id.text)))
                for property in Incident.WellKnownProperty.allCases.dropFirst() {
                    if let value = incident.value(of: property) { members.append(JSONMember(property.rawValue, value)) }
                }
                if let geometry = incident.geometry { members.append(JSONMember("wkt", .string(WKT.encode(geometry)))) }
            case .failure(let error): members.append(JSONMember("rejected", .string("\(error)")))
            }
            return .object(members)
        }
        return .object([
            JSONMember("file", .string(preview.path)), JSONMember("format", .string(preview.format.rawValue)),
            JSONMember("mapping", .object(mapping)), JSONMember("rows", .array(rows)),
        ])
    }
}
