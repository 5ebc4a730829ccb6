/// What tokens are made of. Most of any English text is ASCII, and the tables of Unicode are slow to ask.
extension Unicode.Scalar {
    var isASCIIDigit: Bool { value &- 0x30 < 10 }

    var isLetter: Bool { isASCII ? (value | 0x20) &- 0x61 < 26 : properties.isAlphabetic }

    var isCapital: Bool { isASCII ? value &- 0x41 < 26 : properties.isUppercase }

    var isSmall: Bool { isASCII ? value &- 0x61 < 26 : properties.isLowercase }

    var isSpace: Bool { isASCII ? value == 0x20 || value &- 9 < 5 : properties.isWhitespace }

    /// Whether it goes on a word: a letter, a digit, or a mark over a letter.
    var isWordPart: Bool {
        isLetter || isASCIIDigit || (!isASCII && properties.generalCategory == .nonspacingMark)
    }

    var isApostrophe: Bool {
        switch self {
        case "'", "\u{2019}", "\u{2BC}", "\u{2018}", "`": true
        default: false
        }
    }
}
