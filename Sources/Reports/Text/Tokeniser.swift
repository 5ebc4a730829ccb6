/// Cuts a text into words, numbers and signs.
///
/// Words are cut at hyphens, and a possessive `'s` is a token of its own, so that the words of "Ma'rib's air-raid sirens" are
/// those of any other text. Abbreviations keep their full stops: `p.m.`, `U.S.`, `Jan.`
struct Tokeniser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var tokens: [Token] = []
    /// The bytes of a word, to make a text of.
    private var letters: [UInt8] = []
    private let hash = WordHash()

    private static let abbreviations: Set<String> = [
        "mr", "mrs", "ms", "dr", "gen", "col", "lt", "sgt", "capt", "maj", "gov", "sen", "rep", "st", "mt", "ft", "jan",
        "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
        "thu",
        "thurs", "fri", "sat", "ala", "ariz", "ark", "calif", "colo", "conn", "fla", "ga", "ill", "ind", "kan", "ky",
        "la",
        "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt",
        "wash",
        "wis", "wyo", "approx", "prof", "rev", "hon",
    ]

    private static let longestAbbreviation = abbreviations.lazy.map(\.utf8.count).max() ?? 0

    /// The tokens of a text in order.
    ///
    /// - Complexity: O(length).
    static func tokens(of scalars: [Unicode.Scalar]) -> [Token] {
        var tokeniser = Tokeniser(scalars: scalars)
        tokeniser.run()
        return tokeniser.tokens
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private mutating func run() {
        // A word and the white space after it take about six scalars.
        tokens.reserveCapacity(scalars.count / 5 + 1)
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.isSpace {
                index += 1
            } else if scalar.isASCIIDigit {
                takeNumber()
            } else if scalar.isLetter {
                takeWord()
            } else {
                append(.sign, to: index + 1)
            }
        }
    }

    private func at(_ position: Int) -> Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    /// Digits, with commas and points between them; `30th` and `3R` end in letters and are words.
    private mutating func takeNumber() {
        var end = index
        while let scalar = at(end) {
            if scalar.isASCIIDigit {
                end += 1
            } else if scalar == "," || scalar == ".", let next = at(end + 1), next.isASCIIDigit {
                end += 2
            } else {
                break
            }
        }
        if let scalar = at(end), scalar.isLetter {
            while let scalar = at(end), scalar.isLetter || scalar.isASCIIDigit { end += 1 }
            append(.word, to: end)
        } else {
            append(.number, to: end)
        }
    }

    private mutating func takeWord() {
        var end = index
        while let scalar = at(end) {
            if scalar.isWordPart {
                end += 1
            } else if scalar.isApostrophe, let next = at(end + 1), next.isLetter {
                // The possessive is no part of the word.
                if next == "s", at(end + 2).map({ !$0.isWordPart }) ?? true { break }
                end += 1
            } else {
                break
            }
        }
        if at(end) == ".", isAbbreviation(until: end) { end = endOfAbbreviation(from: end) }
        append(.word, to: end)
        if let scalar = at(index), scalar.isApostrophe, at(index + 1) == "s" { append(.sign, to: index + 2) }
    }

    private func isAbbreviation(until end: Int) -> Bool {
        if end - index == 1 {
            return at(end + 1)?.isLetter == true || scalars[index].isCapital
        }
        return end - index <= Tokeniser.longestAbbreviation
            && Tokeniser.abbreviations.contains(String(String.UnicodeScalarView(scalars[index..<end])).lowercased())
            && at(end + 1).map { $0.isSpace || $0 == "," } ?? false
    }

    /// The end of `p.m.`, `U.S.A.` or `Jan.`.
    private func endOfAbbreviation(from end: Int) -> Int {
        var end = end + 1
        while true {
            // Parts of up to two letters: "W.Va.", "Ph.D."
            guard let length = (1...2).first(where: { at(end + $0) == "." }),
                (end..<end + length).allSatisfy({ scalars[$0].isLetter })
            else { return end }
            end += length + 1
        }
    }

    private mutating func append(_ kind: Token.Kind, to end: Int) {
        let written = scalars[index..<end]
        // One pass over the letters of what is ASCII, as most words are.
        letters.removeAll(keepingCapacity: true)
        var (hasCapital, hasSmall, isASCII) = (false, false, true)
        for scalar in written {
            if scalar.isCapital { hasCapital = true } else if scalar.isSmall { hasSmall = true }
            if scalar.isASCII {
                letters.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                isASCII = false
            }
        }
        let text = isASCII ? String(decoding: letters, as: UTF8.self) : String(String.UnicodeScalarView(written))
        let folded: String
        if isASCII, letters.last != UInt8(ascii: ".") {
            if hasCapital {
                for letter in letters.indices where letters[letter] &- 0x41 < 26 { letters[letter] |= 0x20 }
            }
            folded = hasCapital ? String(decoding: letters, as: UTF8.self) : text
        } else {
            folded = Self.folded(text, kind)
            letters.replaceSubrange(letters.indices, with: folded.utf8)
        }
        tokens.append(
            Token(
                kind: kind, range: index..<end, text: text, folded: folded, hash: hash.hash(letters),
                isGlued: tokens.last.map { $0.range.upperBound == index } ?? false,
                isCapitalised: kind == .word && hasCapital && beginsWithCapital(written),
                isAllCapitals: kind == .word && written.count > 1 && !hasSmall))
        index = end
    }

    private func beginsWithCapital(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        let start = word.startIndex
        if word[start].isCapital { return true }
        guard word.count > 2 else { return false }
        return (word[start + 1] == "'" || word[start + 1] == "\u{2019}") && word[start + 2].isCapital
    }

    private static func folded(_ text: String, _ kind: Token.Kind) -> String {
        var folded = text.lowercased()
        if folded.utf8.contains(0xE2) { folded = folded.replacing("\u{2019}", with: "'") }
        if kind == .word, folded.utf8.last == UInt8(ascii: "."),
            folded.utf8.dropLast().contains(where: { $0 != UInt8(ascii: ".") })
        {
            folded.unicodeScalars.removeAll { $0 == "." }
        }
        return folded
    }
}
