import Foundation
import Geometries

/// A distance and a direction from a place: "22 km north-north-east of", "10 miles south of".
struct Bearing {
    var tokens: Range<Int>
    var metres: Double
    /// Clockwise from north.
    var degrees: Double

    private static let units: [String: Double] = [
        "km": 1_000, "kilometre": 1_000, "kilometres": 1_000, "kilometer": 1_000, "kilometers": 1_000,
        "mile": 1_609.344,
        "miles": 1_609.344, "metres": 1, "meters": 1,
    ]
    private static let directions: [String: Double] = [
        "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270,
        "northwest": 315, "northward": 0,
    ]

    /// The bearing whose last word stands right before a token.
    static func before(_ index: Int, _ passage: Passage) -> Bearing? {
        var position = index - 1
        guard passage.word(position) == "of" || passage.word(position) == "from" else { return nil }
        position -= 1
        var parts: [Double] = []
        while position >= 0 {
            let word = passage.word(position)
            if let direction = directions[word] { parts.insert(direction, at: 0) } else if word != "-" { break }
            position -= 1
        }
        guard !parts.isEmpty else { return nil }
        while ["the", "to"].contains(passage.word(position)) { position -= 1 }
        guard let unit = units[passage.word(position)] else { return nil }
        var factor = unit
        position -= 1
        if passage.word(position) == "nautical" || passage.word(position) == "sea" {
            factor = 1_852
            position -= 1
        }
        // "some 15", "about twenty-two", "a few".
        for start in max(0, position - 3)...max(0, position) {
            guard let number = NumberWords.number(passage, at: start), number.tokens.upperBound == position + 1 else {
                continue
            }
            return Bearing(tokens: start..<index, metres: Double(number.value) * factor, degrees: mean(parts))
        }
        if passage.word(position) == "few", passage.word(position - 1) == "a" {
            return Bearing(tokens: position - 1..<index, metres: 3 * factor, degrees: mean(parts))
        }
        return nil
    }

    /// "north-north-east": each word halves the way to the next.
    private static func mean(_ parts: [Double]) -> Double {
        guard var angle = parts.last else { return 0 }
        for part in parts.dropLast().reversed() {
            var difference = part - angle
            if difference > 180 { difference -= 360 }
            if difference < -180 { difference += 360 }
            angle += difference / 2
        }
        return angle < 0 ? angle + 360 : angle
    }

    /// The point at that distance, on a sphere.
    func from(_ start: Coordinate) -> Coordinate {
        let radians = Double.pi / 180
        let angle = metres / 6_371_008.8
        let latitude = start.latitude * radians
        let bearing = degrees * radians
        let sine = sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(bearing)
        let target = asin(min(1, max(-1, sine)))
        let turn = atan2(sin(bearing) * sin(angle) * cos(latitude), cos(angle) - sin(latitude) * sine)
        var longitude = start.longitude + turn / radians
        if longitude > 180 { longitude -= 360 }
        if longitude < -180 { longitude += 360 }
        return Coordinate(longitude: longitude, latitude: target / radians)
    }
}
