/// The encodings that can be read besides UTF-8.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    /// UTF-8.
    case utf8 = "utf-8"
    /// ISO 8859-1: each byte is the scalar of its number.
    case latin1
    /// Windows-1252, as WHATWG's Encoding Standard has it: Latin 1 with quotes, dashes and the euro in place of controls.
    case windows1252 = "windows-1252"
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
        case "windows-1252", "windows1252", "cp1252", "cp-1252": self = .windows1252
        case "utf-16", "utf16": self = .utf16
        case "utf-16le", "utf16le", "utf-16-le": self = .utf16LittleEndian
        case "utf-16be", "utf16be", "utf-16-be": self = .utf16BigEndian
        default: return nil
        }
    }

    /// The scalars of bytes 0x80 through 0x9F in Windows-1252; five of them have none of their own and stay controls.
    static let windows1252Scalars: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
