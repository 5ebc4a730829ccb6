public import Gazetteers
public import Regions

/// A region and what to call it in a count.
public struct LabelledRegion: Sendable {
    /// The label.
    public var label: String
    /// The region.
    public var region: Region

    /// Makes a labelled region.
    public init(label: String, region: Region) {
        self.label = label
        self.region = region
    }
}

extension LabelledRegion {
    /// All countries or first-level units of a gazetteer; a unit's label names its country.
    ///
    /// - Throws: ``GazetteerError`` for a broken gazetteer.
    public static func all(_ featureClass: FeatureClass, of gazetteer: Gazetteer) throws -> [LabelledRegion] {
        try gazetteer.units(of: featureClass).map { entry, region in
            let country = featureClass == .country ? nil : entry.countryName
            return LabelledRegion(label: country.map { "\($0): \(entry.name)" } ?? entry.name, region: region)
        }
    }
}
