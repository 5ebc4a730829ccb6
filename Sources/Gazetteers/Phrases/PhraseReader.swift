/// Reads phrases of distance, direction and nearness from left to right.
struct PhraseReader {
    private let words: PhraseWords
    private var position = 0

    init(_ words: PhraseWords) { self.words = words }

    func readings() -> [PlacePhrase] {
        var reader = self
        reader.skip(Self.leadIns)
        if let pairs = reader.pairs() { return pairs }
        if let phrase = reader.nearness() ?? reader.distance() ?? reader.direction() { return [phrase] }
        return reader.part().map { [$0] } ?? []
    }

    private static let leadIns: [[String]] = [
        ["about"], ["approximately"], ["approx"], ["roughly"], ["around", "#"], ["some", "#"], ["just"], ["nearly"],
        ["almost"], ["at", "a", "point"], ["in"], ["on"], ["at"], ["from"], ["in", "the"], ["on", "the"],
        ["to", "the"],
        ["the"], ["somewhere"], ["حوالي"], ["نحو"], ["على", "بعد"], ["في"],
    ]
    private static let nearWords: [[String]] = [
        ["near", "to"], ["near"], ["nearby"], ["close", "to"], ["next", "to"], ["adjacent", "to"], ["beside"],
        ["around"], ["outside", "of"], ["outside"], ["off", "the", "coast", "of"], ["off"], ["vicinity", "of"],
        ["outskirts", "of"],
        ["environs", "of"], ["surroundings", "of"], ["area", "around"], ["بالقرب", "من"], ["قرب"], ["قرب", "من"],
    ]
    private static let fromWords: [[String]] = [
        ["away", "from"], ["from"], ["outside", "of"], ["outside"], ["off"], ["of"], ["away", "of"], ["عن"], ["من"],
    ]
    private static let partWords: Set<String> = [
        "part", "parts", "half", "side", "region", "area", "areas", "suburbs", "outskirts", "districts", "countryside",
        "neighborhoods", "neighbourhoods", "quarter", "quarters", "end",
    ]
    private static let middleWords: Set<String> = ["central", "centre", "center", "middle", "وسط"]
    private static let roadWords: Set<String> = ["road", "highway", "route", "motorway", "way", "border"]

    /// Passes over all of these phrases that stand here; "#" stands for a number, which is not passed.
    private mutating func skip(_ phrases: [[String]]) {
        var goesOn = true
        while goesOn {
            goesOn = false
            for phrase in phrases {
                let fixed = phrase.last == "#" ? phrase.dropLast() : phrase[...]
                guard words.match(Array(fixed), at: position), position + fixed.count < words.count else { continue }
                if phrase.last == "#", PhraseNumbers.number(words, at: position + fixed.count) == nil { continue }
                position += fixed.count
                goesOn = true
                break
            }
        }
    }

    /// Passes over the longest of these phrases that stands here and has words after it.
    private mutating func take(_ phrases: [[String]]) -> Bool {
        let found = phrases.filter { words.match($0, at: position) && position + $0.count < words.count }
        guard let longest = found.map(\.count).max() else { return false }
        position += longest
        return true
    }

    /// "between X and Y", "road from X to Y", "road between X and Y", "بين X وY": a reading for each place to cut at.
    private mutating func pairs() -> [PlacePhrase]? {
        var start = position
        while Self.roadWords.contains(words[start]) { start += 1 }
        let isRoad = start > position
        if words[start] == "between" || words[start] == "بين" {
            return cuts(after: start + 1, at: ["and", "&"], arabicAnd: true)
        }
        if isRoad, words[start] == "from" { return cuts(after: start + 1, at: ["to"], arabicAnd: false) }
        return nil
    }

    private func cuts(after start: Int, at separators: Set<String>, arabicAnd: Bool) -> [PlacePhrase]? {
        var readings: [PlacePhrase] = []
        for middle in start..<words.count where middle > start {
            if separators.contains(words[middle]), let one = words.written(start..<middle),
                let other = words.written(from: middle + 1)
            {
                readings.append(.between(one, other))
            }
            // The Arabic "and" is written with the word that follows.
            if arabicAnd, words[middle].hasPrefix("و"), words[middle].count > 2,
                let one = words.written(start..<middle), let other = words.written(from: middle)
            {
                readings.append(.between(one, String(other.dropFirst())))
            }
        }
        return readings.isEmpty ? nil : readings
    }

    private mutating func nearness() -> PlacePhrase? {
        let start = position
        guard take(Self.nearWords), let place = words.written(from: position) else {
            position = start
            return nil
        }
        return .near(place)
    }

    /// "10 km south of X", "10 km to the south of X", "10km from X", "10 كم جنوب X".
    private mutating func distance() -> PlacePhrase? {
        let start = position
        guard let (metres, length) = PhraseNumbers.metres(words, at: position) else { return nil }
        position += length
        skip([["to", "the"], ["due"], ["the"], ["away"], ["to"], ["in", "the"], ["إلى"], ["الى"]])
        let point = direction(at: &position)
        let hasFrom = take(Self.fromWords)
        // Without a direction, "10 km Mosul" says nothing; in Arabic the place follows the direction at once.
        guard hasFrom || point?.isArabic == true, let place = words.written(from: position) else {
            position = start
            return nil
        }
        return .away(metres: metres, point?.point, from: place)
    }

    /// "south of X", "to the south-west of X"; not "the south of X", which is a part.
    private mutating func direction() -> PlacePhrase? {
        let start = position
        let isPart = start > 0 && words[start - 1] == "the" && (start < 2 || words[start - 2] != "to")
        guard !isPart, let point = direction(at: &position), !point.isAdjective, words[position] == "of",
            let place = words.written(from: position + 1)
        else {
            position = start
            return nil
        }
        return .away(metres: nil, point.point, from: place)
    }

    /// "western Iraq", "west Iraq", "the west of Iraq", "the western part of Iraq", "central Iraq", "غرب العراق".
    private mutating func part() -> PlacePhrase? {
        var point: CompassPoint?
        if Self.middleWords.contains(words[position]) {
            position += 1
        } else if let found = direction(at: &position) {
            point = found.point
        } else {
            return nil
        }
        if Self.partWords.contains(words[position]), words[position + 1] == "of" { position += 1 }
        if words[position] == "of" { position += 1 }
        guard let place = words.written(from: position) else { return nil }
        return .part(point, of: place)
    }

    private struct Direction {
        let point: CompassPoint
        let isAdjective: Bool
        let isArabic: Bool
    }

    /// A direction in one word or in several: "southwest", "south-west", "south west".
    private func direction(at position: inout Int) -> Direction? {
        for length in [3, 2, 1] where position + length < words.count {
            let parts = (0..<length).map { words[position + $0] }
            let word = parts.joined()[...]
            guard let point = CompassPoint(word: word) else { continue }
            // "S" and "W" by themselves are letters of names.
            if word.utf8.count == 1, position == 0 { continue }
            position += length
            let isArabic = word.unicodeScalars.contains { !$0.isASCII }
            return Direction(point: point, isAdjective: word.hasSuffix("ern"), isArabic: isArabic)
        }
        return nil
    }
}
