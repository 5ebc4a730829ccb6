/// Distances in words: "10 km", "10km", "1,500 metres", "two miles", "half a mile", "10 كم".
enum PhraseNumbers {
    private static let metresOfUnit: [String: Double] = {
        var units: [String: Double] = [:]
        for (names, metres) in [
            ("km kms kilometer kilometers kilometre kilometres كم كيلومتر كيلومترا كيلومترات", 1_000.0),
            ("m meter meters metre metres متر مترا امتار أمتار", 1), ("mile miles mi ميل اميال أميال", 1_609.344),
            ("nmi nm", 1_852), ("ft foot feet", 0.3048), ("yd yard yards", 0.9144),
        ] {
            for name in names.split(separator: " ") { units[String(name)] = metres }
        }
        return units
    }()

    private static let numbers: [String: Double] = [
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
        "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    ]

    /// A distance and how many words it takes.
    static func metres(_ words: PhraseWords, at start: Int) -> (metres: Double, length: Int)? {
        if let (amount, unit) = attached(words[start]), let metres = metresOfUnit[unit] { return (amount * metres, 1) }
        guard var (amount, length) = number(words, at: start) else { return nil }
        if words[start + length] == "nautical" {
            guard ["mile", "miles"].contains(words[start + length + 1]) else { return nil }
            return (amount * 1_852, length + 2)
        }
        guard let metres = metresOfUnit[words[start + length]] else { return nil }
        amount *= metres
        length += 1
        return (amount, length)
    }

    /// A number in digits or in words, and how many words it takes.
    static func number(_ words: PhraseWords, at start: Int) -> (amount: Double, length: Int)? {
        if words.match(["half", "a"], at: start) { return (0.5, 2) }
        if let amount = numbers[words[start]] { return (amount, 1) }
        return digits(words[start][...]).map { ($0, 1) }
    }

    /// "10km" as a number and a unit.
    private static func attached(_ word: String) -> (amount: Double, unit: String)? {
        let head = word.prefix { $0.isNumber || $0 == "." || $0 == "," }
        guard !head.isEmpty, head.count < word.count, let amount = digits(head) else { return nil }
        return (amount, String(word.dropFirst(head.count)))
    }

    /// A number of European or Arabic digits with commas between thousands.
    private static func digits(_ text: Substring) -> Double? {
        var plain = ""
        for character in text where character != "," {
            if character == "." {
                plain.append(".")
            } else if let digit = character.wholeNumberValue, (0...9).contains(digit) {
                plain.append(String(digit))
            } else {
                return nil
            }
        }
        guard plain.count < 8, let amount = Double(plain), amount > 0 else { return nil }
        return amount
    }
}
