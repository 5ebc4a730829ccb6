import Foundation
import IncidentIndex

/// Measures the gazetteer on one core: how many names it looks up in a second, spelled right and wrong, and for how many points
/// it finds the country, the first-level unit and the nearest place.
///
/// Prints a JSON object of figures. Names are those of places at even steps through the gazetteer; misspelled ones have one
/// letter dropped, replaced, added or swapped with its neighbour, by a seeded generator, so that every run asks the same.
@main
enum GazetteerBenchmark {
    private static let nameCount = 20_000
    private static let pointCount = 50_000
    private static let rounds = 5

    static func main() throws {
        let gazetteer = try Gazetteer.bundled
        let names = try (0..<nameCount).map { try gazetteer.entry($0 * gazetteer.count / nameCount).name }
        var generator = SplitMix(state: 2_026)
        // What people misspell are places that people know: the more important tenth.
        let known = try (0..<nameCount).map { try gazetteer.entry($0 * gazetteer.count / nameCount / 10).name }
        let wrong = known.filter { $0.count > 4 }.map { misspelled($0, &generator) }
        let (exact, exactFound) = try rate(names) { try gazetteer.candidates(for: $0, limit: 1).count }
        let (resolved, _) = try rate(names) { name in
            if case .unknown = try gazetteer.resolve(name) { return 0 }
            return 1
        }
        let (fuzzy, fuzzyFound) = try rate(wrong) { try gazetteer.candidates(for: $0, limit: 1).count }
        // Where incidents are: around places, and some anywhere on the globe.
        let around = try (0..<pointCount).map { index in
            let place = try gazetteer.entry(index * gazetteer.count / pointCount).coordinate
            return Coordinate(
                longitude: min(max(place.longitude + Double.random(in: -0.2...0.2, using: &generator), -180), 180),
                latitude: min(max(place.latitude + Double.random(in: -0.2...0.2, using: &generator), -90), 90))
        }
        let anywhere = (0..<pointCount).map { _ in
            Coordinate(
                longitude: Double.random(in: -180...180, using: &generator),
                latitude: (asin(Double.random(in: -1...1, using: &generator)) * 180 / .pi))
        }
        let finder = try PlaceFinder(gazetteer)
        let (nearPlaces, inCountry) = try rate(around) { try finder.surroundings(of: $0).country == nil ? 0 : 1 }
        let (onGlobe, _) = try rate(anywhere) { try finder.surroundings(of: $0).country == nil ? 0 : 1 }
        let figures: [String: Double] = [
            "points around places a second": nearPlaces.rounded(), "points around places in a country": inCountry,
            "points on the globe a second": onGlobe.rounded(),
            "exact lookups a second": exact.rounded(), "exact names found": exactFound,
            "names resolved a second": resolved.rounded(), "misspelled lookups a second": fuzzy.rounded(),
            "misspelled names with a candidate": fuzzyFound,
        ]
        let data = try JSONSerialization.data(withJSONObject: figures, options: [.prettyPrinted, .sortedKeys])
        print(String(decoding: data, as: UTF8.self))
    }

    /// The best of some rounds in questions a second of the process's own time, and the share of them that found something.
    private static func rate<Question>(
        _ names: [Question], _ lookUp: (Question) throws -> Int
    ) throws -> (Double, Double) {
        var best = 0.0
        var found = 0
        for _ in 0..<rounds {
            found = 0
            let start = clock()
            for name in names { found += try lookUp(name) }
            let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
            best = max(best, Double(names.count) / max(seconds, 1e-9))
        }
        return (best, Double(found) / Double(max(names.count, 1)))
    }

    private static func misspelled(_ name: String, _ generator: inout SplitMix) -> String {
        var letters = Array(name)
        let place = Int.random(in: 1..<letters.count, using: &generator)
        let letter = Character(Unicode.Scalar(UInt8.random(in: 0..<26, using: &generator) + UInt8(ascii: "a")))
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: letters.remove(at: place)
        case 1: letters[place] = letter
        case 2: letters.insert(letter, at: place)
        default: letters.swapAt(place - 1, place)
        }
        return String(letters)
    }
}

/// The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
