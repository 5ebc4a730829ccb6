/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
    /// Rows taken so far, of all files.
    public var rows: Int
    /// Bytes read so far, of all files, as they lie on the disk.
    public var bytes: Int
    /// The bytes of all files; nil where one is a pipe.
    public var totalBytes: Int?

    /// So far.
    public init(rows: Int = 0, bytes: Int = 0, totalBytes: Int? = nil) {
        self.rows = rows
        self.bytes = bytes
        self.totalBytes = totalBytes
    }

    /// How much of the whole is done, from 0 to 1; nil where the whole is not known.
    public var fraction: Double? {
        guard let totalBytes, totalBytes > 0 else { return nil }
        return min(1, Double(bytes) / Double(totalBytes))
    }

    /// One line for a person: the rows, how many a second and, where the whole is known, the time that is left.
    ///
    /// - Parameter seconds: how long the import has been at work.
    /// - Returns: the line.
    public func line(afterSeconds seconds: Double) -> String {
        var line = "\(ImportProgress.grouped(rows)) rows"
        guard seconds > 0 else { return line }
        line += ", \(ImportProgress.grouped(Int(Double(rows) / seconds))) a second"
        if let fraction, fraction > 0 {
            line += ", \(Int(fraction * 100))%"
            if fraction < 1 { line += ", \(ImportProgress.duration(seconds * (1 - fraction) / fraction)) left" }
        }
        return line
    }

    /// Digits in groups of three.
    private static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    /// `45 s`, `3 min 20 s`, `2 h 5 min`.
    private static func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e9).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        if whole < 3_600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3_600) h \(whole % 3_600 / 60) min"
    }
}
