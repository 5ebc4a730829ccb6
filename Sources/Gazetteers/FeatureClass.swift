/// The kind of place that a gazetteer entry is.
///
/// The raw values are what users type and read. Their order is that of the gazetteer file.
public enum FeatureClass: String, Hashable, Sendable, CaseIterable {
    /// A country or a territory with a code of ISO 3166-1.
    case country
    /// A first-level unit: a province, state, governorate or oblast.
    case admin1
    /// A second-level unit: a district or county.
    case admin2
    /// A city, town or village.
    case city
    /// An airport or airfield.
    case airport
    /// A military airfield.
    case airBase = "air_base"
    /// A base, garrison or outpost without a runway to its name.
    case militaryBase = "military_base"
    /// A camp of soldiers or of refugees.
    case camp
    /// A border crossing.
    case borderCrossing = "border_crossing"
    /// An oil or gas field.
    case oilField = "oil_field"
    /// A refinery or another plant for oil and gas.
    case refinery
    /// A dam.
    case dam
    /// A nuclear site.
    case nuclearSite = "nuclear_site"
    /// A power plant that is not a nuclear site.
    case powerPlant = "power_plant"
    /// A sea or river port.
    case port
    /// A strait.
    case strait
    /// A sea, gulf or bay.
    case sea
    /// An island or a group of islands.
    case island
    /// A mountain or range.
    case mountain
    /// A river.
    case river
    /// A lake or reservoir.
    case lake
    /// A region that is not an administrative unit.
    case region
    /// A quarter of a city.
    case quarter
    /// A single site: a building, monument, prison or factory.
    case site

    /// The class with the given number in a gazetteer file.
    init?(number: Int) {
        guard Self.allCases.indices.contains(number) else { return nil }
        self = Self.allCases[number]
    }

    /// The number of the class in a gazetteer file.
    var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A set of classes, as the words of a name allow it: "airport" speaks of airports and air bases.
package struct FeatureClassSet: Sendable, Hashable {
    /// One bit a class, by its number.
    var mask: UInt32

    /// Whether the class belongs to the set.
    package func contains(_ featureClass: FeatureClass) -> Bool { mask >> UInt32(featureClass.number) & 1 == 1 }
}
