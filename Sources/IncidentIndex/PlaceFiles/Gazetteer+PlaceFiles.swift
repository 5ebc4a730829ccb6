import Formats
public import Gazetteers

extension Gazetteer {
    /// Opens a file of places: a packed gazetteer, a GeoNames dump, or a table or GeoJSON with the columns name, longitude and
    /// latitude, and as far as they are there aliases, country, admin1, class, precision, source, id, population, importance.
    ///
    ///     let villages = try Gazetteer(contentsOf: "villages.csv", base: .bundled)
    ///     let gazetteer = try Gazetteer.bundled.preferring(villages)
    ///
    /// A packed file is mapped; any other is read as a whole, for which large dumps should be packed once by
    /// ``GazetteerBuildJob``.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - base: What knows the countries and units in which the places lie.
    /// - Throws: ``FormatError`` that names the file, line and column of what is wrong; ``GazetteerError`` for a packed file
    ///   that is broken.
    public init(contentsOf path: String, base: Gazetteer) throws {
        if path != "-", try PlaceFile(path: path).kind == .gazetteer {
            self = try Gazetteer(path: path)
            return
        }
        var job = GazetteerBuildJob(base: base)
        job.isStrict = true
        self = try job.opened(path)
    }

    /// This gazetteer with the places of files before its own.
    ///
    /// - Throws: As ``init(contentsOf:base:)`` does.
    public func preferring(contentsOf paths: [String]) throws -> Gazetteer {
        try paths.reduce(self) { gazetteer, path in
            try gazetteer.preferring(Gazetteer(contentsOf: path, base: self))
        }
    }
}
