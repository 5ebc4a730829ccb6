import IncidentIndex

/// `incidents locate --spans`: what the names mean that are marked in texts.
enum MarkedNames {
    /// Reads a file of texts and writes a line for each.
    ///
    /// - Throws: ``Outcome/nothingFound`` where the file marks no name; errors of reading and writing.
    static func resolve(path: String, output: String?, gazetteer: Gazetteer) throws {
        if let output {
            var inUse = FilesInUse(store: nil)
            inUse.add(path, as: "a file of texts")
            try OutputFile.check(output, against: inUse)
        }
        let file = try OutputFile(path: output, escapes: .json)
        let reader = ReportReader(gazetteer: gazetteer)
        var count = 0
        try ReportFile.forEachMarked(path: path) { report, spans in
            let names = try reader.places(at: spans, in: report)
            count += names.count
            try file.write(Array((ResolvedName.json(names, of: report).text + "\n").utf8))
        }
        try file.finish()
        if count == 0 { throw Outcome.nothingFound }
    }
}
