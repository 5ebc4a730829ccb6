import Formats
public import Gazetteers

/// What a build of a gazetteer did.
public struct GazetteerBuildReport: Hashable, Sendable {
    /// Places taken.
    public var places = 0
    /// Further names taken from files of names.
    public var names = 0
    /// Rows whose place was there already, by its number.
    public var duplicates = 0
    /// Rows that could not be taken.
    public var rejected = 0
    /// The first of these, in one sentence.
    public var firstReject: String?

    /// All zero.
    public init() {}
}

/// Builds gazetteers from files of places: GeoNames dumps, tables, GeoJSON.
///
///     let job = GazetteerBuildJob(base: try Gazetteer.bundled)
///     let report = try job.run(paths: ["allCountries.txt", "alternateNamesV2.txt"], output: "world.gazetteer")
///
/// Kinds of files are told by their content. Files are read as streams, so that memory stays bounded whatever their size.
public struct GazetteerBuildJob: Sendable {
    /// The gazetteer that knows what countries and units are called.
    public var base: Gazetteer
    /// What the data's version is called.
    public var dataVersion = ""
    /// The terms of the data, where they are not those that its layout tells.
    public var terms: DataTerms?
    /// How many bytes to hold before they are put aside beside the output.
    public var memory = GazetteerBuilder.usualMemory
    /// Whether the first bad row ends the build.
    public var isStrict = false

    /// Makes a job.
    public init(base: Gazetteer) { self.base = base }

    /// Builds a gazetteer file.
    ///
    /// - Parameters:
    ///   - paths: The files; `-` is standard input. Files of names belong to the places of the others.
    ///   - output: The file to write.
    ///   - progress: Called now and then with the number of rows read so far.
    /// - Returns: What was done with the rows.
    /// - Throws: ``FormatError`` for a file that is broken, ``GazetteerBuildError`` for what a gazetteer file has no room for;
    ///   nothing is written then.
    public func run(
        paths: [String], output: String, progress: @escaping (Int) -> Void = { _ in }
    ) throws -> GazetteerBuildReport {
        var run = GazetteerBuildRun(job: self, progress: progress)
        let builder = try run.build(paths, output: output)
        try builder.write()
        return run.report
    }

    /// Builds a gazetteer in memory.
    func opened(_ path: String) throws -> Gazetteer {
        var run = GazetteerBuildRun(job: self) { _ in }
        let builder = try run.build([path], output: nil)
        return try builder.opened()
    }
}
