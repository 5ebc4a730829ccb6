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
        guard passage.kinds(index).contains(.numberOpener) else { return nil }
        let word = passage.word(index)
        var end = index + 1
        var value: Int
        if word == "a" || word == "an" {
            if passage.word(index + 1) == "dozen" { return (12, index..<index + 2) }
            guard let factor = multiples[passage.word(index + 1)] else { return nil }
            return (factor, index..<index + 2)
        } else if let unit = units[word] {
            value = unit
        } else if let ten = tens[word] {
            value = ten
            // "thirty-two" is three tokens, "thirty two" is two.
            let next = passage.word(end) == "-" ? end + 1 : end
            if let unit = units[passage.word(next)], unit < 10, unit > 0 {
                value += unit
                end = next + 1
            }
        } else {
            return nil
        }
        while let factor = multiples[passage.word(end)] {
            value *= factor
            end += 1
            let next = passage.word(end) == "and" ? end + 1 : end
            guard factor == 100, let rest = number(passage, at: next), rest.value < 100 else { continue }
            value += rest.value
            end = rest.tokens.upperBound
        }
        return (value, index..<end)
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
