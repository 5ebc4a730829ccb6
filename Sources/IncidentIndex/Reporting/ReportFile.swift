import Formats
import Incidents
import JSONValues
public import Reports

/// Reads reports from files: one text, or one JSON object a line with `id`, `published`, `title` and `text`.
public enum ReportFile {
    /// Hands out the reports of a file one by one; a file of many lines is never held as a whole.
    ///
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - published: the day of publication of reports that name none.
    ///   - body: takes a report.
    /// - Throws: ``FormatError`` for a file that cannot be read, is not UTF-8, is HTML, or is too long for one report; what
    ///   `body` throws.
    public static func forEach(path: String, published: CivilDate?, _ body: (ReportText) throws -> Void) throws {
        try reading(path) { window in
            try window.fill(to: FormatDetector.peekedBytes)
            let head = window.slice(min(window.count, FormatDetector.peekedBytes))
            if startsWithObject(head) {
                try readLines(&window) { value, line, offset in
                    try body(try report(value, line: line, offset: offset, published))
                }
            } else {
                try readText(&window, name: name(of: path), published, body)
            }
        }
    }

    /// Hands out the reports of a file of JSON objects one by one, each with the spans of the names that somebody marked in it:
    /// `toponyms`, an array of objects with `start` and `end`, in Unicode scalars of the text, `end` excluded.
    ///
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - body: takes a report and its spans, in the order of the file.
    /// - Throws: ``FormatError`` as ``forEach(path:published:_:)``, and for a span that does not lie in its text; what `body`
    ///   throws.
    public static func forEachMarked(path: String, _ body: (ReportText, [Range<Int>]) throws -> Void) throws {
        try reading(path) { window in
            try readLines(&window) { value, line, offset in
                let report = try report(value, line: line, offset: offset, nil)
                try body(report, try spans(value, in: report, line: line, offset: offset))
            }
        }
    }

    private static func reading(_ path: String, _ body: (inout InputWindow) throws -> Void) throws {
        do {
            var window = InputWindow(try Compression.unpacking(path: path))
            try window.skipByteOrderMark()
            try body(&window)
        } catch let error as FormatError {
            var named = error
            if !named.reason.hasPrefix("cannot open ") { named.reason += " (\(path))" }
            throw named
        }
    }

    private static func spans(
        _ value: JSONValue, in report: ReportText, line: Int, offset: Int
    ) throws(FormatError) -> [Range<Int>] {
        guard case .array(let elements)? = value["toponyms"] else {
            throw FormatError("the report has no array 'toponyms'", line: line, byteOffset: offset)
        }
        let length = report.text.unicodeScalars.count
        var spans: [Range<Int>] = []
        for element in elements {
            guard case .integer(let start)? = element["start"], case .integer(let end)? = element["end"] else {
                throw FormatError("a toponym has no whole 'start' and 'end'", line: line, byteOffset: offset)
            }
            guard start >= 0, start < end, end <= length else {
                throw FormatError(
                    "the span \(start)..<\(end) is none of a text of \(length) characters", line: line,
                    byteOffset: offset)
            }
            spans.append(Int(start)..<Int(end))
        }
        return spans
    }

    private static func startsWithObject(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.first { !isBlank($0) } == UInt8(ascii: "{")
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func name(of path: String) -> String {
        if path == "-" { return "stdin" }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.split(separator: ".").first.map(String.init) ?? file
    }

    // MARK: One text

    private static func readText(
        _ window: inout InputWindow, name: String, _ published: CivilDate?, _ body: (ReportText) throws -> Void
    ) throws {
        while try window.fill() {
            guard window.count <= ReportReader.lengthLimit else { throw tooLong(window.offset) }
        }
        let bytes = Array(window.slice(window.count))
        if let offset = UTF8Validation.firstInvalidByte(in: bytes.span) {
            throw FormatError("the text is not UTF-8", byteOffset: offset, advice: "convert it first")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        try refuseHTML(text)
        try body(ReportText(id: name, published: published, text: text))
    }

    private static func tooLong(_ offset: Int) -> FormatError {
        FormatError(
            "a report is longer than \(ReportReader.lengthLimit) bytes", byteOffset: offset,
            advice: "give the reports of a large file one a line, as JSON objects with a text")
    }

    /// HTML says that it is HTML within so many bytes.
    private static let htmlHeadLength = 2_000

    private static func refuseHTML(_ text: String) throws(FormatError) {
        // Hardly a text has such a sign at all.
        guard text.utf8.prefix(htmlHeadLength).contains(UInt8(ascii: "<")) else { return }
        let head = String(decoding: text.utf8.prefix(htmlHeadLength), as: UTF8.self).lowercased()
        guard head.contains("<!doctype html") || head.contains("<html") || head.contains("<body") else { return }
        throw FormatError("the file is HTML", advice: "give the text of the article without its markup")
    }

    // MARK: One report a line

    private static func readLines(
        _ window: inout InputWindow, _ body: (_ value: JSONValue, _ line: Int, _ offset: Int) throws -> Void
    ) throws {
        let parser = JSONParser()
        var number = 0
        while let line = try nextLine(&window) {
            number += 1
            if line.bytes.allSatisfy(isBlank) { continue }
            let value: JSONValue
            do {
                value = try parser.parse(line.bytes.span)
            } catch {
                throw FormatError(error.reason, line: number, byteOffset: line.offset + error.byteOffset)
            }
            try body(value, number, line.offset)
        }
    }

    private static func nextLine(_ window: inout InputWindow) throws(FormatError) -> (bytes: [UInt8], offset: Int)? {
        var searched = 0
        while true {
            while searched < window.count {
                if window.peek(searched) == 0x0A {
                    let line = (Array(window.slice(searched)), window.offset)
                    window.consume(searched + 1)
                    return line
                }
                searched += 1
            }
            guard window.count <= 2 * ReportReader.lengthLimit else { throw tooLong(window.offset) }
            if try window.fill() { continue }
            guard window.count > 0 else { return nil }
            let line = (Array(window.slice(window.count)), window.offset)
            window.consume(window.count)
            return line
        }
    }

    private static func report(
        _ value: JSONValue, line: Int, offset: Int, _ published: CivilDate?
    ) throws(FormatError) -> ReportText {
        guard case .string(let text)? = value["text"] else {
            throw FormatError("the report has no member 'text'", line: line, byteOffset: offset)
        }
        guard text.utf8.count <= ReportReader.lengthLimit else { throw tooLong(offset) }
        try refuseHTML(text)
        let id = value["id"]?.cellText ?? "line \(line)"
        var report = ReportText(id: id, published: published, title: value["title"]?.cellText, text: text)
        if case .string(let day)? = value["published"] {
            guard let date = try? TemporalText.parse(day).interval.start.date else {
                throw FormatError("'\(day)' is no date", line: line, column: "published", byteOffset: offset)
            }
            report.published = date
        }
        return report
    }
}
