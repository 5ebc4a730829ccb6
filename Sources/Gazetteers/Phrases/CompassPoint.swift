/// A direction, one of sixteen.
public enum CompassPoint: String, Hashable, Sendable, CaseIterable {
    case north
    case northNortheast = "north-northeast"
    case northeast
    case eastNortheast = "east-northeast"
    case east
    case eastSoutheast = "east-southeast"
    case southeast
    case southSoutheast = "south-southeast"
    case south
    case southSouthwest = "south-southwest"
    case southwest
    case westSouthwest = "west-southwest"
    case west
    case westNorthwest = "west-northwest"
    case northwest
    case northNorthwest = "north-northwest"

    /// The direction clockwise from north, in degrees.
    public var bearingDegrees: Double { Double(Self.allCases.firstIndex(of: self) ?? 0) * 22.5 }

    /// The direction that words written together name: "southwest", "sw", "southwestern".
    ///
    /// The word is in small letters and without hyphens.
    init?(word: Substring) {
        guard let point = Self.words[word] ?? Self.words[word.hasSuffix("ern") ? word.dropLast(3) : word] else {
            return nil
        }
        self = point
    }

    private static let words: [Substring: CompassPoint] = {
        var words: [Substring: CompassPoint] = [:]
        for point in allCases {
            words[point.rawValue.filter { $0 != "-" }[...]] = point
            // NE, NNE: the first letters of north, south, east and west in the name.
            var letters = ""
            var rest = point.rawValue.filter { $0 != "-" }[...]
            while let side = ["north", "south", "east", "west"].first(where: { rest.hasPrefix($0) }) {
                letters.append(contentsOf: side.prefix(1))
                rest = rest.dropFirst(side.count)
            }
            words[letters[...]] = point
        }
        for (word, point) in [
            ("شمال", CompassPoint.north), ("جنوب", .south), ("شرق", .east), ("غرب", .west), ("شمالي", .north),
            ("جنوبي", .south), ("شرقي", .east), ("غربي", .west),
        ] { words[word[...]] = point }
        return words
    }()
}
