import Formats
import Gazetteers
import JSONValues

/// Reads places from the features of a GeoJSON document or sequence.
struct PlaceFeatureReader: PlaceReader {
    private(set) var terms = DataTerms.own
    private var features: GeoJSONFeatures
    private let holders: PlaceHolders
    /// What the properties mean, for the last few lists of their names.
    private var known: [[String]: PlaceColumns] = [:]

    init(_ window: InputWindow, holders: PlaceHolders) {
        features = GeoJSONFeatures(window)
        self.holders = holders
    }

    mutating func next() throws -> PlaceRow? {
        while let (geometry, properties) = try features.next() {
            let names = properties.map(\.name)
            let columns = columns(of: names)
            let fields = PlaceFields(names: names, columns: columns, cells: properties.map { Self.text(of: $0.value) })
            if columns.isOpenStreetMap {
                terms = .openStreetMap
                if fields.isNameless { continue }
            }
            do {
                guard geometry != nil || columns[.longitude] != nil else {
                    throw RowError("the place has no geometry", column: "geometry")
                }
                let (place, source) = try fields.place(at: geometry, holders)
                return PlaceRow(line: features.line, content: .success(place), source: source)
            } catch let error as RowError {
                return PlaceRow(line: features.line, content: .failure(error))
            }
        }
        return nil
    }

    private mutating func columns(of names: [String]) -> PlaceColumns {
        if let columns = known[names] { return columns }
        if known.count > 1_000 { known.removeAll() }
        let columns = PlaceColumns(names)
        known[names] = columns
        return columns
    }

    /// A property as the cell of a table; the items of a list are separated by bars.
    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .null, .object: nil
        case .string(let text): text
        case .integer(let number): String(number)
        case .bigInteger(let digits): digits
        case .real(let number): String(number)
        case .bool(let truth): String(truth)
        case .array(let items): items.compactMap(text(of:)).joined(separator: "|")
        }
    }
}
