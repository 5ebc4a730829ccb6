import Foundation
import Gazetteers
import Geometries
import TestSupport
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
        Expectation("Taji", 44.26, 33.5, within: 5),
        Expectation("Camp Taji", 44.26, 33.5, within: 5),
        Expectation("التاجي", 44.26, 33.5, within: 5),
        Expectation("Balad Air Base", 44.36, 33.94, within: 5),
        Expectation("Joint Base Balad", 44.36, 33.94, within: 5),
        Expectation("Bagram", 69.27, 34.95, within: 5),
        Expectation("Bagram Airfield", 69.27, 34.95, within: 5),
        Expectation("al-Tanf", 38.62, 33.505, within: 5),
        Expectation("At Tanf garrison", 38.62, 33.505, within: 5),
        Expectation("التنف", 38.62, 33.505, within: 5),
        Expectation("Tower 22", 38.7, 33.3, within: 5),
        Expectation("Fordow", 50.99, 34.88, within: 5),
        Expectation("Fordo nuclear site", 50.99, 34.88, within: 5),
        Expectation("Natanz", 51.73, 33.72, within: 5),
        Expectation("K-1", 44.28, 35.51, within: 6),
        Expectation("Harir", 44.34, 36.54, within: 5),
        Expectation("Conoco", 40.30, 35.33, within: 6),
        Expectation("al-Omar field", 40.55, 35.10, within: 8),
        Expectation("Abu Kamal", 40.92, 34.45, within: 5),
        Expectation("al-Qa'im", 41.04, 34.38, within: 8),
        Expectation("Incirlik", 35.43, 37.00, within: 5),
        Expectation("Al Udeid", 51.32, 25.12, within: 5),
        Expectation("قاعدة العديد الجوية", 51.32, 25.12, within: 5),
        Expectation("Strait of Hormuz", 56.4, 26.6, within: 60),
        Expectation("Bab el-Mandeb", 43.33, 12.58, within: 30),
        Expectation("Abqaiq", 49.68, 25.93, within: 5),
        Expectation("Deir ez-Zor", 40.14, 35.34, within: 5),
        Expectation("Dayr az-Zawr", 40.14, 35.34, within: 5),
        Expectation("دير الزور", 40.14, 35.34, within: 5),
        Expectation("Mosul", 43.13, 36.34, within: 5),
        Expectation("al-Hasakah", 40.74, 36.5, within: 5),
        Expectation("Zaporizhzhia Nuclear Power Plant", 34.586, 47.512, within: 3),
        Expectation("Kyiv", 30.52, 50.45, within: 5),
        Expectation("Kiev", 30.52, 50.45, within: 5),
        Expectation("Київ", 30.52, 50.45, within: 5),
        Expectation("北京", 116.4, 39.9, within: 10),
        Expectation("Tripoli, Lebanon", 35.85, 34.43, within: 5),
        Expectation("Birmingham, Alabama", -86.8, 33.52, within: 5),
        Expectation("Birmingham, AL", -86.8, 33.52, within: 5),
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

/// The real incidents that the documentation uses name places that a newcomer will type first.
@Suite("The sample's places")
struct SamplePlacesTests {
    @Test("every place that the sample names is found, and is the only one meant")
    func sample() throws {
        let path = SharedData.packageRoot + "/docs/sample/incidents.csv"
        let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
        var missed: Set<String> = []
        for row in rows {
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            let name = String(cells[2])
            guard case .found = try Gazetteer.bundled.resolve(name) else {
                missed.insert(name)
                continue
            }
        }
        #expect(rows.count > 30)
        #expect(missed.isEmpty, "\(missed)")
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
