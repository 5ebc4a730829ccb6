import Formats

/// A file of places, names or codes, its kind told by its content and never by its name.
struct PlaceFile {
    /// What a file can be.
    enum Kind {
        /// A packed gazetteer.
        case gazetteer
        /// A dump of GeoNames in its main layout, such as allCountries.txt.
        case geoNames
        /// Further names of the places of GeoNames: alternateNamesV2.txt.
        case alternateNames
        /// The names of first-level units: admin1CodesASCII.txt.
        case unitNames
        /// What GeoNames knows of countries: countryInfo.txt.
        case countries
        /// A table with a header.
        case table
        /// A GeoJSON document or sequence.
        case features
    }

    let path: String
    let kind: Kind
    private let window: InputWindow

    /// Looks at the beginning of a file; `-` is standard input.
    ///
    /// - Throws: ``FormatError`` that names the file where it cannot be opened or is empty.
    init(path: String) throws {
        self.path = path
        var window: InputWindow
        do throws(FormatError) {
            window = InputWindow(try Compression.unpacking(path: path))
        } catch {
            // A file that cannot be opened has been named.
            throw error.reason.contains(path) ? error : error.naming(path)
        }
        do throws(FormatError) {
            try window.fill(to: FormatDetector.peekedBytes)
            let beginning = window.slice(min(window.count, FormatDetector.peekedBytes))
            if beginning.starts(with: PlaceFile.packedMagic) {
                kind = .gazetteer
            } else {
                try window.skipByteOrderMark()
                kind = try PlaceFile.kind(of: &window)
            }
        } catch {
            throw error.naming(path)
        }
        self.window = window
    }

    private static let packedMagic: [UInt8] = [0x89, 0x49, 0x47, 0x41, 0x5A]

    private static func kind(of window: inout InputWindow) throws(FormatError) -> Kind {
        switch try FormatDetector.detect(&window) {
        case .geojson, .geojsonseq: return .features
        default: break
        }
        let beginning = window.slice(min(window.count, FormatDetector.peekedBytes))
        if beginning.first == UInt8(ascii: "#") { return .countries }
        let line = beginning.prefix { $0 != 0x0A && $0 != 0x0D }
        let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        switch cells.count {
        case GeoNamesReader.columnCount
        where UInt32(cells[0]) != nil && Double(cells[4]) != nil && Double(cells[5]) != nil && cells[6].count <= 1:
            return .geoNames
        case 4 where cells[0].dropFirst(2).first == "." && UInt32(cells[3]) != nil:
            return .unitNames
        case 8 where isAlternateName(cells), 10 where isAlternateName(cells):
            return .alternateNames
        default:
            return .table
        }
    }

    private static func isAlternateName(_ cells: [String]) -> Bool {
        UInt32(cells[0]) != nil && UInt32(cells[1]) != nil && Double(cells[3]) == nil
    }

    /// A reader of the file's places; nil where it holds none.
    ///
    /// - Throws: ``FormatError`` for a table without the columns that are needed.
    func places(_ holders: PlaceHolders) throws -> (any PlaceReader)? {
        switch kind {
        case .geoNames: GeoNamesReader(window)
        case .table: try PlaceTableReader(window, holders: holders)
        case .features: PlaceFeatureReader(window, holders: holders)
        case .gazetteer, .alternateNames, .unitNames, .countries: nil
        }
    }

    /// A scanner of the cells of a file whose cells are separated by tabs and never quoted.
    func scanner() -> CSVScanner { CSVScanner(window, delimiter: 0x09, hasQuotes: false) }
}

extension FormatError {
    /// The error with the name of its file.
    func naming(_ path: String) -> FormatError {
        var named = self
        let name = path == "-" ? "standard input" : path
        // What cannot be opened is named already.
        if !named.reason.hasPrefix("cannot open ") { named.reason = "\(named.reason) (\(name))" }
        return named
    }
}
