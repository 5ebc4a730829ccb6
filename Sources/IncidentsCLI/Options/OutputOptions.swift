public import ArgumentParser
public import IncidentIndex

/// OUTPUT: how to write what was found.
struct OutputOptions: ParsableArguments {
    /// How many decimals coordinates get, as a user writes it.
    struct Precision: ExpressibleByArgument {
        let precision: CoordinatePrecision

        init?(argument: String) {
            if argument == "full" {
                precision = .full
            } else if let decimals = Int(argument), (0...15).contains(decimals) {
                precision = .decimals(decimals)
            } else {
                return nil
            }
        }
    }

    @Option(
        help:
            """
            geojson, geojsonseq, csv, table, kml, gpx, flatgeobuf, geoparquet, gpkg, ids, or count: how many the others would \
            write, --offset and --limit obeyed.
            """
    )
    var format: ExportFormat = .geojson

    @Flag(help: "Begin each record of geojsonseq with RS, as RFC 8142 has it.")
    var rs = false

    @Flag(
        name: .customLong("json-fg"),
        help: "Give features of GeoJSON their time as OGC Features and Geometries JSON (JSON-FG) has it.")
    var featureGeometryMembers = false

    @Option(
        parsing: .unconditional,
        help: """
            start, -start, distance or id (default: the store's order; start, then id, in a table or with --limit).
            """)
    var sort: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("At most so many.", valueName: "n"))
    var limit: Int?

    @Option(parsing: .unconditional, help: ArgumentHelp("Leave out the first so many.", valueName: "n"))
    var offset: Int = 0

    @Option(
        help: ArgumentHelp(
            "Only these properties; raw, with csv: the sources' own columns as they came.", valueName: "a,b,c"))
    var fields: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Decimals of coordinates, or full (default: 7; full for csv).", valueName: "n|full"))
    var precision: Precision?

    @Flag(help: "Write CSV cells that a spreadsheet would take for formulas as they are.")
    var rawCells = false

    @Option(name: [.customShort("o"), .customLong("output")], help: "Write to this file.", completion: .file())
    var output: String?

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit takes a number that is not negative.") }
        if offset < 0 { throw ValidationError("--offset takes a number that is not negative.") }
        if featureGeometryMembers, format != .geojson, format != .geojsonseq {
            throw ValidationError("--json-fg goes with --format geojson or geojsonseq.")
        }
        if rs, format != .geojsonseq { throw ValidationError("--rs goes with --format geojsonseq.") }
        if sort != nil, format.hasOwnOrder {
            throw ValidationError("--sort does not go with \(format.rawValue), which stands in the order of its index.")
        }
        if fields != nil, format == .gpkg {
            throw ValidationError("--fields does not go with gpkg, which holds incidents whole.")
        }
        if let sort, order == nil {
            throw ValidationError("--sort takes start, -start, distance or id, not '\(sort)'.")
        }
    }

    /// Makes sure that the output replaces no file that the command uses.
    func check(against files: FilesInUse) throws {
        if let output { try OutputFile.check(output, against: files) }
    }

    /// The file written to; nil for standard output or a device.
    var filePath: String? { output.flatMap { OutputFile.isRegular($0) ? $0 : nil } }

    /// The order asked for.
    var order: SortOrder? { sort.flatMap(SortOrder.init(rawValue:)).flatMap { $0 == .store ? nil : $0 } }

    /// The properties asked for.
    var fieldNames: [String]? {
        fields.map { $0.split(separator: ",").map { String(trimmed($0)) } }
    }
}

extension ExportFormat: ExpressibleByArgument {}
