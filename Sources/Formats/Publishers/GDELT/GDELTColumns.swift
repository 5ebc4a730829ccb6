/// The columns of GDELT's event files, which name none themselves.
enum GDELTColumns {
    /// GDELT 2.0.
    static let version2 = layout(hasSecondLevelUnits: true) + ["DATEADDED", "SOURCEURL"]
    /// GDELT 1.0, the daily updates since April 2013.
    static let version1 = layout(hasSecondLevelUnits: false) + ["DATEADDED", "SOURCEURL"]
    /// GDELT 1.0 before, without the address of the report.
    static let version1Backfile = layout(hasSecondLevelUnits: false) + ["DATEADDED"]

    /// Layouts differ in their numbers of columns, and one file may hold rows of several.
    static func layout(ofColumns count: Int) -> [String]? {
        [version2, version1, version1Backfile].first { $0.count == count }
    }

    private static func layout(hasSecondLevelUnits: Bool) -> [String] {
        let actor = [
            "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
            "Type1Code", "Type2Code", "Type3Code",
        ]
        let place =
            ["Type", "FullName", "CountryCode", "ADM1Code"] + (hasSecondLevelUnits ? ["ADM2Code"] : [])
            + ["Lat", "Long", "FeatureID"]
        return ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
            + ["Actor1", "Actor2"].flatMap { name in actor.map { name + $0 } }
            + [
                "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
                "NumMentions", "NumSources", "NumArticles", "AvgTone",
            ] + ["Actor1Geo_", "Actor2Geo_", "ActionGeo_"].flatMap { name in place.map { name + $0 } }
    }
}
