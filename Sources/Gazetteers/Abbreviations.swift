/// Words of names that writers shorten: "St. Louis", "Ft. Worth", "Mt. Hermon".
enum Abbreviations {
    /// Each spelling with the other.
    private static let spellings: [[UInt8]: [UInt8]] = {
        var spellings: [[UInt8]: [UInt8]] = [:]
        for (short, long) in [("st", "saint"), ("ste", "sainte"), ("sta", "santa"), ("ft", "fort"), ("mt", "mount")] {
            spellings[Array(short.utf8)] = Array(long.utf8)
            spellings[Array(long.utf8)] = Array(short.utf8)
        }
        return spellings
    }()

    /// The folded name with its first shortened word spelled out, or its first such word shortened; nil where it has none.
    static func respelled(_ key: [UInt8]) -> [UInt8]? {
        guard key.contains(Words.space) else { return nil }
        let words = Words.ranges(key)
        // A name does not end in what it shortens: "Ocean St" is a street.
        for word in words.dropLast() where word.count < 7 {
            let first = key[word.lowerBound]
            guard first == UInt8(ascii: "s") || first == UInt8(ascii: "f") || first == UInt8(ascii: "m"),
                let spelling = spellings[Array(key[word])]
            else { continue }
            return key[..<word.lowerBound] + spelling + key[word.upperBound...]
        }
        return nil
    }
}
