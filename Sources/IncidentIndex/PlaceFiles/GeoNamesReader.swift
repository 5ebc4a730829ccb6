import Formats
import Gazetteers
import Geometries
import JSONValues

/// Reads dumps of GeoNames: nineteen columns separated by tabs, as https://download.geonames.org/export/dump/readme.txt lays
/// them out.
struct GeoNamesReader: PlaceReader {
    static let columnCount = 19
    /// Longer names are phrases, and no text names a place so.
    private static let longestName = 60

    let terms = DataTerms.geoNames
    private var scanner: CSVScanner
    private var record = CSVRecord()

    init(_ window: InputWindow) { scanner = CSVScanner(window, delimiter: 0x09, hasQuotes: false) }

    mutating func next() throws -> PlaceRow? {
        repeat {
            guard try scanner.next(&record) else { return nil }
        } while record.isBlank
        do throws(RowError) {
            return PlaceRow(line: record.line, content: .success(try place()))
        } catch {
            return PlaceRow(line: record.line, content: .failure(error))
        }
    }

    private func place() throws(RowError) -> PlaceDraft {
        try record.checkText()
        guard record.cells.count == Self.columnCount else {
            throw RowError("\(record.cells.count) columns instead of \(Self.columnCount)")
        }
        guard let id = UInt32(record.text(at: 0)), id > 0 else {
            throw RowError("'\(record.text(at: 0))' is no number of a place", column: "geonameid")
        }
        let name = record.text(at: 1)
        guard !name.isEmpty else { throw RowError("the place has no name", column: "name") }
        let coordinate = try PlaceFields.coordinate(
            longitude: record.text(at: 5), latitude: record.text(at: 4), columns: ("longitude", "latitude"))
        let code = record.text(at: 7)
        var place = PlaceDraft(
            name: name, coordinate: coordinate,
            featureClass: GeoNamesClasses.featureClass(of: record.text(at: 6), code))
        place.sourceID = id
        let country = record.text(at: 8)
        if country.utf8.count == 2 { place.countryCode = country }
        let unit = record.text(at: 10)
        // 00 says that the unit is not known.
        if !unit.isEmpty, unit != "00" { place.admin1 = unit }
        let part = record.text(at: 11)
        if !part.isEmpty, part != "00" { place.admin2 = part }
        place.population = max(0, Int(record.text(at: 14)) ?? 0)
        place.isCapital = code == "PPLC"
        place.isUnitSeat = code == "PPLA"
        // Places that are no more.
        if code == "PPLH" || code == "PPLQ" || code == "PPLW" { place.importance = 0.1 }
        let plain = record.text(at: 2)
        if !plain.isEmpty, plain != name { place.aliases.append(plain) }
        for alias in record.text(at: 3).split(separator: ",") { Self.add(alias, to: &place) }
        return place
    }

    /// Sorts one of the names between commas: a name, a code of three capitals, or neither.
    private static func add(_ alias: Substring, to place: inout PlaceDraft) {
        guard isName(alias) else { return }
        if alias.utf8.count == 3, alias.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
            place.codes.append(String(alias))
        } else if alias != place.name {
            place.aliases.append(String(alias))
        }
    }

    /// False for links, codes of places of trade (two capitals for the country and three more) and phrases.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard !text.isEmpty, text.utf8.count <= longestName || text.count <= longestName else { return false }
        if text.utf8.contains(where: { "<>{}=@".utf8.contains($0) }) { return false }
        if text.hasPrefix("http:") || text.hasPrefix("https:") || text.hasPrefix("www.") { return false }
        let isTradeCode =
            text.utf8.count == 5
            && text.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
        return !isTradeCode
    }
}

extension CSVRecord {
    /// Refuses a record that is no text or too large.
    func checkText() throws(RowError) {
        if excess != nil { throw RowError("a cell that is too large") }
        if let offset = UTF8Validation.firstInvalidByte(in: bytes.span) {
            throw RowError("invalid UTF-8", byteOffset: byteOffset + offset)
        }
        if let offset = bytes.firstIndex(of: 0) { throw RowError("a NUL", byteOffset: byteOffset + offset) }
    }
}
