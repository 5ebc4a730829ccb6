/// The encodings that can be read besides UTF-8.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    /// UTF-8.
    case utf8 = "utf-8"
    /// ISO 8859-1: each byte is the scalar of its number.
    case latin1
    /// Windows-1250, Central European.
    case windows1250 = "windows-1250"
    /// Windows-1251, Cyrillic.
    case windows1251 = "windows-1251"
    /// Windows-1252, Western European: Latin 1 with quotes, dashes and the euro in place of controls.
    case windows1252 = "windows-1252"
    /// Windows-1256, Arabic.
    case windows1256 = "windows-1256"
    /// UTF-16 by its byte order mark, little-endian without one.
    case utf16 = "utf-16"
    /// UTF-16, little-endian.
    case utf16LittleEndian = "utf-16le"
    /// UTF-16, big-endian.
    case utf16BigEndian = "utf-16be"

    /// The encoding of a name as people write it, such as `UTF8`, `iso-8859-1` or `cp1252`.
    public init?(name: String) {
        switch name.lowercased().replacing("_", with: "-") {
        case "utf-8", "utf8": self = .utf8
        case "latin1", "latin-1", "iso-8859-1", "iso8859-1": self = .latin1
        case "windows-1250", "windows1250", "cp1250", "cp-1250": self = .windows1250
        case "windows-1251", "windows1251", "cp1251", "cp-1251": self = .windows1251
        case "windows-1252", "windows1252", "cp1252", "cp-1252": self = .windows1252
        case "windows-1256", "windows1256", "cp1256", "cp-1256": self = .windows1256
        case "utf-16", "utf16": self = .utf16
        case "utf-16le", "utf16le", "utf-16-le": self = .utf16LittleEndian
        case "utf-16be", "utf16be", "utf-16-be": self = .utf16BigEndian
        default: return nil
        }
    }

    /// The bytes of a source as UTF-8: decoded as asked for, or as UTF-16 where they begin with its mark.
    static func decoding(_ source: some ByteSource, as encoding: TextEncoding) throws(FormatError) -> any ByteSource {
        guard encoding == .utf8 else { return TranscodingByteSource(source, encoding: encoding) }
        var source = source
        var beginning: [UInt8] = []
        while beginning.count < 4, try source.read(appendingTo: &beginning) {}
        let whole = PrefixedByteSource(prefix: beginning, rest: source)
        return hasMarkOfUTF16(beginning) ? TranscodingByteSource(whole, encoding: .utf16) : whole
    }

    /// Whether text begins with the byte order mark of UTF-16, which is no beginning of text in UTF-8; that of UTF-32 is
    /// another.
    private static func hasMarkOfUTF16(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xFE, 0xFF])
            || bytes.starts(with: [0xFF, 0xFE]) && !bytes.starts(with: [0xFF, 0xFE, 0, 0])
    }

    /// The scalars of bytes 0x80 through 0xFF; nil where they are the bytes' own numbers, or a scalar is no single byte.
    var upperHalf: [UInt16]? {
        switch self {
        case .windows1250: WindowsCodePage.page1250
        case .windows1251: WindowsCodePage.page1251
        case .windows1252: WindowsCodePage.page1252
        case .windows1256: WindowsCodePage.page1256
        case .utf8, .latin1, .utf16, .utf16LittleEndian, .utf16BigEndian: nil
        }
    }
}
