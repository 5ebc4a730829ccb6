import Formats
import Gazetteers

/// A row of a file of places: what it says, or why it cannot be taken.
struct PlaceRow {
    /// The line that it begins on.
    let line: Int
    /// The place.
    let content: Result<PlaceDraft, RowError>
    /// What the row calls its source; nil where it names none.
    var source: String?
}

/// Reads a file of places row by row.
protocol PlaceReader {
    /// What is said of the file's data where nobody says otherwise.
    var terms: DataTerms { get }
    /// The next row, or nil at the end.
    ///
    /// - Throws: ``FormatError`` for a file that is broken as a whole.
    mutating func next() throws -> PlaceRow?
}

/// Under which terms data can be used.
public struct DataTerms: Hashable, Sendable {
    /// What the data is.
    public var title: String
    /// Its licence.
    public var licence: String
    /// What whoever shows it must say; empty where nothing is asked.
    public var attribution: String

    /// Makes terms.
    public init(title: String, licence: String, attribution: String) {
        self.title = title
        self.licence = licence
        self.attribution = attribution
    }

    static let geoNames = DataTerms(
        title: "GeoNames", licence: "CC BY 4.0",
        attribution: "Contains data of GeoNames (https://www.geonames.org), licensed under CC BY 4.0.")
    static let openStreetMap = DataTerms(
        title: "OpenStreetMap", licence: "ODbL 1.0",
        attribution:
            "Contains data of OpenStreetMap (https://www.openstreetmap.org/copyright), licensed under ODbL 1.0.")
    static let own = DataTerms(title: "Places given by the user", licence: "not stated", attribution: "")
}
