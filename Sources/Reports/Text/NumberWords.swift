/// Numbers in figures and in words.
enum NumberWords {
    private static let units: [String: Int] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19,
    ]
    private static let tens: [String: Int] = [
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    ]
    private static let multiples: [String: Int] = ["hundred": 100, "thousand": 1_000, "million": 1_000_000]

    /// What a number in words may begin with.
    static var openers: [String] { Array(units.keys) + Array(tens.keys) + ["a", "an"] }

    /// The whole number that begins at a token, and the tokens that write it.
    static func number(_ passage: Passage, at index: Int) -> (value: Int, tokens: Range<Int>)? {
        guard passage.tokens.indices.contains(index) else { return nil }
        if passage.tokens[index].kind == .number {
            let digits = passage.tokens[index].text.filter { $0 != "," }
            guard let value = Int(digits) else { return nil }
            if let factor = multiples[passage.word(index + 1)], value < 10_000 {
                return (value * factor, index..<index + 2)
            }
            return (value, index..<index + 1)
        }
        return inWords(passage, at: index)
    }

    /// What is larger is no number of a report: "million million …" may go on for as long as the text.
    private static let limit = 1_000_000_000_000

    private static func inWords(_ passage: Passage, at index: Int) -> (value: Int, tokens: Range<Int>)? {
        guard passage.kinds(index).contains(.numberOpener) else { return nil }
        let word = passage.word(index)
        if word == "a" || word == "an" {
            if passage.word(index + 1) == "dozen" { return (12, index..<index + 2) }
            guard let factor = multiples[passage.word(index + 1)] else { return nil }
            return (factor, index..<index + 2)
        }
        guard var (value, end) = belowHundred(passage, at: index) else { return nil }
        while let factor = multiples[passage.word(end)] {
            guard value <= limit / factor else { return nil }
            value *= factor
            end += 1
            let next = passage.word(end) == "and" ? end + 1 : end
            guard factor == 100, let rest = belowHundred(passage, at: next) else { continue }
            value += rest.value
            end = rest.end
        }
        return (value, index..<end)
    }

    /// A number below a hundred, in words or in figures, and where its words end.
    private static func belowHundred(_ passage: Passage, at index: Int) -> (value: Int, end: Int)? {
        let word = passage.word(index)
        if let unit = units[word] { return (unit, index + 1) }
        guard let ten = tens[word] else {
            guard passage.tokens.indices.contains(index), passage.tokens[index].kind == .number, word.utf8.count <= 2,
                let value = Int(word)
            else { return nil }
            return (value, index + 1)
        }
        // "thirty-two" is three tokens, "thirty two" is two.
        let next = passage.word(index + 1) == "-" ? index + 2 : index + 1
        if let unit = units[passage.word(next)], unit < 10, unit > 0 { return (ten + unit, next + 1) }
        return (ten, index + 1)
    }

    /// The day of a month that a token names: `3`, `3rd`, `third`.
    static func dayOfMonth(_ token: Token) -> Int? {
        let text = token.folded
        let digits = text.prefix { $0.isNumber }
        guard let day = Int(digits), (1...31).contains(day) else { return nil }
        let suffix = text.dropFirst(digits.count)
        return suffix.isEmpty || ["st", "nd", "rd", "th"].contains(suffix) ? day : nil
    }
}
