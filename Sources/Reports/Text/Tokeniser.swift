/// Cuts a text into words, numbers and signs.
///
/// Words are cut at hyphens, and a possessive `'s` is a token of its own, so that the words of "Ma'rib's air-raid sirens" are
/// those of any other text. Abbreviations keep their full stops: `p.m.`, `U.S.`, `Jan.`
struct Tokeniser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var tokens: [Token] = []

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
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.properties.isWhitespace {
                index += 1
            } else if Tokeniser.isDigit(scalar) {
                takeNumber()
            } else if scalar.properties.isAlphabetic {
                takeWord()
            } else {
                append(.sign, to: index + 1)
            }
        }
    }

    private func at(_ position: Int) -> Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "'" || scalar == "\u{2019}" || scalar == "\u{2BC}" || scalar == "\u{2018}" || scalar == "`"
    }

    /// Digits, with commas and points between them; `30th` and `3R` end in letters and are words.
    private mutating func takeNumber() {
        var end = index
        while let scalar = at(end) {
            if Tokeniser.isDigit(scalar) {
                end += 1
            } else if scalar == "," || scalar == ".", let next = at(end + 1), Tokeniser.isDigit(next) {
                end += 2
            } else {
                break
            }
        }
        if let scalar = at(end), scalar.properties.isAlphabetic {
            while let scalar = at(end), scalar.properties.isAlphabetic || Tokeniser.isDigit(scalar) { end += 1 }
            append(.word, to: end)
        } else {
            append(.number, to: end)
        }
    }

    private mutating func takeWord() {
        var end = index
        while let scalar = at(end) {
            if Tokeniser.isWordPart(scalar) {
                end += 1
            } else if Tokeniser.isApostrophe(scalar), let next = at(end + 1), next.properties.isAlphabetic {
                // The possessive is no part of the word.
                let afterNext = at(end + 2)
                if next == "s", afterNext.map({ !Tokeniser.isWordPart($0) }) ?? true { break }
                end += 1
            } else {
                break
            }
        }
        if at(end) == ".", isAbbreviation(until: end) { end = endOfAbbreviation(from: end) }
        append(.word, to: end)
        if let scalar = at(index), Tokeniser.isApostrophe(scalar), at(index + 1) == "s" { append(.sign, to: index + 2) }
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || isDigit(scalar) || scalar.properties.generalCategory == .nonspacingMark
    }

    private func isAbbreviation(until end: Int) -> Bool {
        if end - index == 1 {
            return at(end + 1)?.properties.isAlphabetic == true || scalars[index].properties.isUppercase
        }
        return Tokeniser.abbreviations.contains(String(String.UnicodeScalarView(scalars[index..<end])).lowercased())
            && at(end + 1).map { $0.properties.isWhitespace || $0 == "," } ?? false
    }

    /// The end of `p.m.`, `U.S.A.` or `Jan.`.
    private func endOfAbbreviation(from end: Int) -> Int {
        var end = end + 1
        while true {
            // Parts of up to two letters: "W.Va.", "Ph.D."
            guard let length = (1...2).first(where: { at(end + $0) == "." }),
                (end..<end + length).allSatisfy({ scalars[$0].properties.isAlphabetic })
            else { return end }
            end += length + 1
        }
    }

    private mutating func append(_ kind: Token.Kind, to end: Int) {
        let text = String(String.UnicodeScalarView(scalars[index..<end]))
        var folded = text.lowercased().replacing("\u{2019}", with: "'")
        if kind == .word, folded.hasSuffix("."), folded.dropLast().contains(where: { $0 != "." }) {
            folded = folded.filter { $0 != "." }
        }
        tokens.append(
            Token(
                kind: kind, range: index..<end, text: text, folded: folded,
                isGlued: tokens.last.map { $0.range.upperBound == index } ?? false))
        index = end
    }
}
