import Foundation
import Gazetteers
import Geometries

/// Finds where an event was among the places that its sentence names.
struct EventLocator {
    let passage: Passage
    let mentions: [PlaceMention]

    private static let into: Set<String> = [
        "in", "at", "on", "near", "outside", "inside", "around", "against", "off", "over", "into", "within",
        "throughout",
        "across", "beside", "hit", "struck", "attacked", "bombed", "shelled", "hits", "strikes", "through", "close",
    ]
    private static let from: Set<String> = ["from", "by", "between", "towards", "toward", "to", "for", "with"]
    /// Words that may stand between a preposition and the name.
    private static let fillers: Set<String> = [
        "the", "a", "an", "city", "town", "village", "port", "of", "northern", "southern", "eastern", "western",
        "central",
        "north", "south", "east", "west", "capital", "province", "district", "region", "neighbouring", "neighboring",
        "part",
        "parts", "outskirts", "suburb", "centre", "center", "-", "to", "mainly", "kurdish", "island", "area", "nearby",
        "residents", "villagers", "surroundings", "quarter", "countryside", "premises", "coast",
    ]

    /// The places at which an event in some tokens was: mostly one, several where they are listed.
    ///
    /// - Parameters:
    ///   - tokens: the clause.
    ///   - anchor: the word that the event was found by.
    ///   - isLeft: whether it is the place that people come from, as of those who flee.
    /// - Returns: the places, in the order of the text.
    func locations(in tokens: Range<Int>, anchor: Range<Int>, isLeft: Bool = false) -> [Location] {
        if let point = between(tokens) { return [point] }
        if let point = coordinates(in: tokens) { return [point] }
        let numbers = mentions.indices(beginningIn: tokens).filter { number in
            mentions[number].place != nil && !mentions[number].isDemonym && !mentions[number].isSpeaker
        }
        guard !numbers.isEmpty else { return [] }
        let scored = numbers.map { (number: $0, score: score($0, anchor, isLeft: isLeft)) }
        guard let best = scored.max(by: { $0.score < $1.score }), best.score > 0.7 else { return [] }
        var chosen = [best.number]
        // A list goes on to both sides with places of the same kind.
        for direction in [-1, 1] {
            var position = numbers.firstIndex(of: best.number) ?? 0
            while numbers.indices.contains(position + direction) {
                let (one, other) = (numbers[position], numbers[position + direction])
                guard areListed(min(one, other), max(one, other)) else { break }
                chosen.append(other)
                position += direction
            }
        }
        return chosen.sorted().compactMap(location)
    }

    private func score(_ number: Int, _ anchor: Range<Int>, isLeft: Bool) -> Double {
        let mention = mentions[number]
        var score = 1 + Double(mention.fineness) * 0.7
        switch role(mention.tokens.lowerBound) {
        case .into: score += mention.fineness == 0 ? 0.5 : 1.5
        case .from: score += isLeft ? 1.5 : -2.8
        case .none: break
        }
        if Bearing.before(mention.tokens.lowerBound, passage) != nil { score += 2 }
        // Possessives and adjectives of countries seldom say where.
        if passage.word(mention.tokens.upperBound) == "'s", mention.fineness < 2 { score -= 0.8 }
        let distance =
            mention.tokens.lowerBound >= anchor.lowerBound
            ? mention.tokens.lowerBound - anchor.upperBound : (anchor.lowerBound - mention.tokens.upperBound) * 2
        return score - Double(max(0, distance)) * 0.03
    }

    private enum Role { case into, from, none }

    /// What the preposition before a name says.
    private func role(_ index: Int) -> Role {
        var position = index - 1
        var steps = 0
        while position >= 0, steps < 6 {
            let word = passage.word(position)
            if EventLocator.into.contains(word) { return .into }
            if EventLocator.from.contains(word), word != "to" || steps > 0 || passage.word(position - 1) != "close" {
                return word == "to"
                    && ["close", "next", "north", "south", "east", "west"].contains(passage.word(position - 1))
                    ? .into : .from
            }
            if !EventLocator.fillers.contains(word), !mentions.cover(position) {
                return .none
            }
            position -= 1
            steps += 1
        }
        return .none
    }

    /// Whether two neighbouring mentions are items of a list: "Kobani and Derik", "at Koundjili, Lemouna and Bohong".
    private func areListed(_ one: Int, _ other: Int) -> Bool {
        let (first, second) = (mentions[one], mentions[other])
        guard first.fineness == second.fineness || min(first.fineness, second.fineness) >= 3,
            first.place?.id != second.place?.id
        else { return false }
        guard first.tokens.upperBound <= second.tokens.lowerBound else { return false }
        let gap = first.tokens.upperBound..<second.tokens.lowerBound
        guard gap.count <= 9, !gap.isEmpty else { return false }
        let words = gap.map(passage.word)
        if words == [","] {
            // "Hit, Iraq" is one place; so is a comma before what holds it.
            return first.fineness == second.fineness && !holds(second, first) && isFollowedByAnd(other)
        }
        guard words.contains("and") else { return false }
        return words.allSatisfy { word in
            [
                "and", "on", "in", "at", ",", "the", "of", "around", "neighbouring", "neighboring", "nearby", "farther",
                "further", "east", "west", "north", "south", "surroundings", "towns", "villages", "then", "also",
                "near",
            ].contains(word)
        }
    }

    private func isFollowedByAnd(_ number: Int) -> Bool {
        let end = mentions[number].tokens.upperBound
        return [",", "and"].contains(passage.word(end))
            && (passage.word(end) == "and"
                || !mentions.beginning(in: end + 1..<end + 3).isEmpty)
    }

    private func holds(_ holder: PlaceMention, _ held: PlaceMention) -> Bool {
        guard let holder = holder.place, let held = held.place else { return false }
        return held.admin1Name == holder.name || held.countryName == holder.name
    }

    // MARK: Points

    /// The location that a mention gives, moved where a distance and a direction stand before it.
    func location(_ number: Int) -> Location? {
        guard let place = mentions[number].place else { return nil }
        if let moved = Bearing.before(mentions[number].tokens.lowerBound, passage) {
            let point = moved.from(place.coordinate)
            return Location(
                tokens: moved.tokens.lowerBound..<mentions[number].tokens.upperBound, mention: number,
                coordinate: point,
                radiusMetres: max(2_000, moved.metres * 0.25))
        }
        return Location(
            tokens: mentions[number].tokens, mention: number, coordinate: place.coordinate,
            radiusMetres: place.precisionRadiusMetres)
    }

    /// Coordinates that the text gives, resting on the place named before them.
    private func coordinates(in tokens: Range<Int>) -> Location? {
        guard let (point, range) = WrittenCoordinates.first(passage, in: tokens),
            let number = mentions[..<mentions.count(beginningBefore: range.lowerBound)].lastIndex(where: {
                $0.tokens.upperBound <= range.lowerBound && $0.place != nil && !$0.isDemonym
            })
        else { return nil }
        let start =
            tokens.contains(mentions[number].tokens.lowerBound) ? mentions[number].tokens.lowerBound : range.lowerBound
        return Location(
            tokens: start..<range.upperBound, mention: number, coordinate: point, radiusMetres: 2_000)
    }

    /// "between X and Y": the middle of the two.
    private func between(_ tokens: Range<Int>) -> Location? {
        for number in mentions.indices(beginningIn: tokens)
        where passage.word(mentions[number].tokens.lowerBound - 1) == "between" {
            let mention = mentions[number]
            guard mentions.indices.contains(number + 1),
                mentions[number + 1].tokens.lowerBound == mention.tokens.upperBound + 1,
                passage.word(mention.tokens.upperBound) == "and", mention.fineness >= 2,
                let one = mention.place?.coordinate, let other = mentions[number + 1].place?.coordinate
            else { continue }
            let distance = Gazetteer.kilometres(from: one, to: other) * 1_000
            guard distance < 300_000 else { continue }
            return Location(
                tokens: mention.tokens.lowerBound - 1..<mentions[number + 1].tokens.upperBound, mention: number,
                coordinate: Coordinate(
                    longitude: (one.longitude + other.longitude) / 2, latitude: (one.latitude + other.latitude) / 2),
                radiusMetres: max(distance / 2, 2_000))
        }
        return nil
    }
}
