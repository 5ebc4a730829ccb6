import JSONValues

/// Walks over the outer structure of a JSON text that is too large to be held, and takes single values out of it.
package struct GeoJSONCursor {
    /// The longest single value that is held: one feature, or one foreign member of a collection. What the parser makes
    /// of it takes some eight times as much memory.
    package static let valueLimit = 32 << 20

    private var window: InputWindow
    /// The line of the next byte, counted from 1.
    private(set) var line: Int
    /// Everything that was passed since ``record()``.
    private(set) var recorded: [UInt8] = []
    private var isRecording = false

    init(_ window: InputWindow, line: Int = 1) {
        self.window = window
        self.line = line
    }

    /// The offset of the next byte.
    var offset: Int { window.offset }

    /// The rest of the source, for another reader.
    var rest: InputWindow { window }

    /// Keeps whatever is passed from here on.
    mutating func record() { isRecording = true }

    /// Keeps no more, and forgets what was kept.
    mutating func stopRecording() {
        isRecording = false
        recorded = []
    }

    func error(_ reason: String, advice: String? = nil) -> FormatError {
        FormatError(reason, line: line, byteOffset: offset, advice: advice)
    }

    /// The next byte that is no white space, which is passed; nil at the end.
    mutating func next() throws(FormatError) -> UInt8? {
        while true {
            var blank = 0
            while let byte = window.peek(blank) {
                if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 {
                    pass(blank)
                    return byte
                }
                blank += 1
            }
            pass(blank)
            guard try window.fill() else { return nil }
        }
    }

    /// Passes a byte that must come next, white space aside.
    mutating func expect(_ byte: UInt8, _ what: String) throws(FormatError) {
        guard let found = try next() else { throw error("the file ends where \(what) is expected") }
        guard found == byte else { throw unexpected(found, what) }
        pass(1)
    }

    func unexpected(_ byte: UInt8, _ what: String) -> FormatError {
        let shown = (0x21...0x7E).contains(byte) ? "'\(Character(UnicodeScalar(byte)))'" : "a byte"
        return error("\(shown) where \(what) is expected")
    }

    /// Passes bytes that are held.
    mutating func pass(_ length: Int) {
        guard length > 0 else { return }
        let passed = window.slice(length)
        for byte in passed where byte == 0x0A { line += 1 }
        if isRecording { recorded.append(contentsOf: passed) }
        window.consume(length)
    }

    /// Takes the value that comes next, white space aside.
    ///
    /// - Returns: its bytes, which need not be valid JSON, and where they begin.
    /// - Throws: ``FormatError`` where there is none, it does not end, or it is beyond the limit.
    mutating func takeValue(_ what: String) throws(FormatError) -> (bytes: [UInt8], location: RecordLocation) {
        guard let first = try next() else { throw error("the file ends where \(what) is expected") }
        guard ![UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":")].contains(first) else {
            throw unexpected(first, what)
        }
        let location = RecordLocation(line: line, byteOffset: offset)
        var extent = JSONExtent()
        var length = 0
        while true {
            let hasEnded = extent.advance(window.bytes.span, from: window.consumed, &length)
            // Before anything else, so that the limit does not depend on how the bytes arrive.
            if length > GeoJSONCursor.valueLimit {
                throw FormatError(
                    "\(what) is longer than \(GeoJSONCursor.valueLimit >> 20) MiB", line: location.line,
                    byteOffset: location.byteOffset)
            }
            if hasEnded { break }
            if try window.fill() { continue }
            // A number or word may end with the file; anything else is cut.
            if extent.isScalar { break }
            throw FormatError(
                "the file ends within \(what)", line: location.line, byteOffset: offset + length,
                advice: "the file was cut; get it again")
        }
        let bytes = Array(window.slice(length))
        pass(length)
        return (bytes, location)
    }
}
