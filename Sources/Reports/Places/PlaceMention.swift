import Gazetteers
import Geometries

/// A place as a text names it.
struct PlaceMention: OnTokens, Sendable {
    /// Which tokens name it.
    var tokens: Range<Int>
    /// The name as written.
    var name: String
    /// What the name may mean, the likeliest first.
    var candidates: [Candidate]
    /// The place that it was decided to mean.
    var place: GazetteerEntry?
    /// Whether it is what people of the place are called: "Syrian".
    var isDemonym = false
    /// Whether it speaks, as in "Washington said": a government and no place.
    var isSpeaker = false

    /// How small a place it is: 0 a country, 1 a province, 2 a district, 3 a town, 4 a site.
    var fineness: Int { place.map { PlaceMention.fineness(of: $0.featureClass) } ?? 0 }

    static func fineness(of featureClass: FeatureClass) -> Int {
        switch featureClass {
        case .country, .sea: 0
        case .admin1, .region, .river, .mountain: 1
        case .admin2, .island, .lake, .strait: 2
        case .city: 3
        default: 4
        }
    }
}
