public import Geometries

/// A place to be put into a gazetteer.
public struct PlaceDraft: Hashable, Sendable {
    /// Its main name, as it is to be shown.
    public var name: String
    /// Its other names, in any script.
    public var aliases: [String] = []
    /// Its codes, such as those of IATA and ICAO.
    public var codes: [String] = []
    /// Where it is.
    public var coordinate: Coordinate
    /// What kind of place it is.
    public var featureClass: FeatureClass
    /// The ISO 3166-1 alpha-2 code of its country.
    public var countryCode: String?
    /// The code by which its source knows the first-level unit that holds it, or that it is; the unit's name where the source
    /// knows no codes.
    public var admin1: String?
    /// The code by which its source knows the second-level unit that holds it, or that it is; it counts where one of the places
    /// is that unit.
    public var admin2: String?
    /// The name of the second-level unit that holds it, where its source knows no codes.
    public var admin2Name: String?
    /// How many people live there.
    public var population = 0
    /// How likely a report is to mean it by its name, 0 through 1; nil lets the class, the people and the names tell.
    public var importance: Double?
    /// How far it may reach from its coordinate, in metres; nil takes what is usual for its class.
    public var precisionRadiusMetres: Double?
    /// The number that its source gives it.
    public var sourceID: UInt32?
    /// The number of its source among those of the builder.
    public var source = 0
    /// Whether it is an airport that is closed.
    public var isClosed = false
    /// Whether it is the seat of the national government.
    public var isCapital = false
    /// Whether it is the seat of its first-level unit.
    public var isUnitSeat = false
    /// Its area, where it is known as one; valid, and not across the antimeridian.
    public var outline: [Polygon] = []

    /// Makes a place of what every place has.
    public init(name: String, coordinate: Coordinate, featureClass: FeatureClass) {
        self.name = name
        self.coordinate = coordinate
        self.featureClass = featureClass
    }
}

extension PlaceDraft {
    /// How likely it is, from 0 to 1, that a report means this place by its name, as the recipe of the bundled gazetteer
    /// weighs it.
    package var weight: Double {
        if let importance, importance.isFinite { return min(max(importance, 0), 1) }
        let magnitude = Self.magnitude(population)
        switch featureClass {
        case .country: return 0.80 + 0.19 * magnitude
        case .admin1: return 0.52 + 0.18 * magnitude
        case .admin2: return 0.20 + 0.20 * magnitude
        default: break
        }
        // Somewhat more for places that many languages have a name for.
        let fame = min(0.08, 0.02 * (Self.logarithm(4 + aliases.count) - 2))
        var weight = 0.22 + 0.55 * magnitude + fame
        if isUnitSeat { weight += 0.03 }
        if isCapital { weight = max(weight, 0.62) + 0.10 }
        return min(weight, 1)
    }

    /// How far places of its class reach, in metres, where a source does not say.
    var usualRadiusMetres: Double {
        switch featureClass {
        case .country: 300_000
        case .admin1: 80_000
        case .admin2: 25_000
        case .airport: 3_000
        default: 5_000
        }
    }

    /// 0 for nobody, 1 for about the largest city on Earth.
    private static func magnitude(_ population: Int) -> Double {
        min(1, logarithm(min(max(population, 0), 1 << 40) + 1) / 24.6)
    }

    /// The binary logarithm, straight between powers of two: the same on every machine.
    private static func logarithm(_ number: Int) -> Double {
        let exponent = Int.bitWidth - 1 - number.leadingZeroBitCount
        return Double(exponent) + (Double(number) / Double(1 << exponent) - 1)
    }
}
