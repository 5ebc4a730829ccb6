import Formats

/// What bytes from outside can reach, one case an entrance.
///
/// Each is asked for any bytes, and must come back: with records, an error, an answer, but never with a trap and never with
/// two answers that contradict each other. libFuzzer looks for inputs that break this; what it found is in `Tests/Fuzzing`, and the
/// ordinary tests replay it.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// GeoJSON and sequences of it.
    case geojson
    /// Tables, publishers' own among them.
    case csv
    /// Geometry as text, and what GEOS makes of it as a region.
    case wkt
    /// Geometry as bytes, with the header of a GeoPackage and without.
    case wkb
    /// Dates and times, spans that count from now, and times that come again.
    case time
    /// CQL2, text and JSON.
    case filter
    /// The file of the index.
    case index
    /// The file of the gazetteer, and names looked up in it.
    case gazetteer
    /// Texts, read as reports.
    case report

    /// Gives the bytes to the target; returns what is wrong with how it took them, nil when nothing is.
    public func fault(in bytes: [UInt8]) -> String? {
        switch self {
        case .geojson: RecordInput.fault(in: bytes, formats: [.geojson, .geojsonseq])
        case .csv: RecordInput.fault(in: bytes, formats: [.csv, .auto])
        case .wkt: GeometryInput.faultInText(bytes)
        case .wkb: GeometryInput.faultInBytes(bytes)
        case .time: TimeInput.fault(in: bytes)
        case .filter: FilterInput.fault(in: bytes)
        case .index: IndexInput.fault(in: bytes)
        case .gazetteer: GazetteerInput.fault(in: bytes)
        case .report: ReportInput.fault(in: bytes)
        }
    }
}
