import Foundation
import Gazetteers
import Geometries
import Testing

@Suite("Names that reports use")
struct NamedPlacesTests {
    /// A name, where the place is, and how far off the answer may be.
    struct Expectation: Sendable, CustomTestStringConvertible {
        let name: String
        let longitude: Double
        let latitude: Double
        let kilometres: Double

        init(_ name: String, _ longitude: Double, _ latitude: Double, within kilometres: Double) {
            self.name = name
            self.longitude = longitude
            self.latitude = latitude
            self.kilometres = kilometres
        }

        var testDescription: String { name }
    }

    static let expectations = [
        Expectation("al-Asad Airbase", 42.441, 33.786, within: 5),
        Expectation("Al Asad Air Base", 42.441, 33.786, within: 5),
        Expectation("Ain al-Asad", 42.441, 33.786, within: 5),
        Expectation("Ayn al Asad", 42.441, 33.786, within: 5),
        Expectation("قاعدة عين الأسد", 42.441, 33.786, within: 5),
        Expectation("Baghdad", 44.36, 33.31, within: 10),
        Expectation("بغداد", 44.36, 33.31, within: 10),
        Expectation("Baghdad International Airport", 44.23, 33.26, within: 5),
        Expectation("Baghdad airport", 44.23, 33.26, within: 5),
        Expectation("مطار بغداد الدولي", 44.23, 33.26, within: 5),
        Expectation("Erbil", 44.01, 36.19, within: 5),
        Expectation("Arbil", 44.01, 36.19, within: 5),
        Expectation("Irbil", 44.01, 36.19, within: 5),
        Expectation("أربيل", 44.01, 36.19, within: 5),
        Expectation("Green Zone", 44.39, 33.31, within: 3),
        Expectation("the Green Zone", 44.39, 33.31, within: 3),
        Expectation("Green Zone, Baghdad", 44.39, 33.31, within: 3),
        Expectation("Hodeidah", 42.95, 14.80, within: 5),
        Expectation("Al Hudaydah", 42.95, 14.80, within: 5),
        Expectation("الحديدة", 42.95, 14.80, within: 5),
        Expectation("Bagram", 69.27, 34.95, within: 5),
        Expectation("Balad Air Base", 44.36, 33.94, within: 5),
    ]

    @Test("a name in the news leads to its place first, and to no other", arguments: expectations)
    func resolves(_ expectation: Expectation) throws {
        let resolution = try Gazetteer.bundled.resolve(expectation.name)
        guard case .found(let candidate, _) = resolution else {
            Issue.record("\(expectation.name) is not found: \(resolution)")
            return
        }
        let found = candidate.entry.coordinate
        let expected = Coordinate(longitude: expectation.longitude, latitude: expectation.latitude)
        #expect(kilometres(found, expected) <= expectation.kilometres, "\(candidate.entry)")
    }
}

/// Distance on a sphere, by the law of haversines.
func kilometres(_ one: Coordinate, _ other: Coordinate) -> Double {
    let radians = Double.pi / 180
    let north = sin((other.latitude - one.latitude) * radians / 2)
    let east = sin((other.longitude - one.longitude) * radians / 2)
    let square = north * north + cos(one.latitude * radians) * cos(other.latitude * radians) * east * east
    return 2 * 6371.0 * asin(square.squareRoot())
}
