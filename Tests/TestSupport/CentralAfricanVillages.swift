/// Villages of the Central African Republic that news name and the bundled gazetteer does not know, as GeoNames writes dumps.
///
/// Names and positions are public facts, to about five kilometres, as any map of the country shows them; the numbers are made
/// up. The codes of first-level units are those of GeoNames.
public enum CentralAfricanVillages {
    /// A village.
    public struct Village: Sendable {
        /// What it is called.
        public let name: String
        /// Other spellings, with commas between them.
        public let aliases: String
        /// Degrees east.
        public let longitude: Double
        /// Degrees north.
        public let latitude: Double
        /// The code of its prefecture.
        public let unit: String
    }

    /// The villages.
    public static let villages: [Village] = [
        Village(name: "Ngakobo", aliases: "N'Gakobo", longitude: 20.70, latitude: 5.32, unit: "11"),
        Village(name: "Ndassima", aliases: "N'Dassima", longitude: 20.80, latitude: 6.14, unit: "11"),
        Village(name: "Bokolobo", aliases: "", longitude: 20.95, latitude: 5.42, unit: "11"),
        Village(name: "Goya", aliases: "", longitude: 20.70, latitude: 4.93, unit: "11"),
        Village(name: "Liwa", aliases: "", longitude: 20.68, latitude: 5.96, unit: "11"),
        Village(name: "Tagbara", aliases: "Gpt Tagbara", longitude: 21.16, latitude: 5.93, unit: "11"),
        Village(name: "Nzako", aliases: "Zako,Nzacko,Zacko", longitude: 22.86, latitude: 6.14, unit: "08"),
        Village(name: "Dembia", aliases: "", longitude: 24.46, latitude: 5.11, unit: "08"),
        Village(name: "Sam Ouandja", aliases: "Sam-Ouandja,Sam Wandja", longitude: 23.25, latitude: 8.53, unit: "03"),
        Village(name: "Ligoua", aliases: "", longitude: 26.60, latitude: 5.22, unit: "05"),
        Village(name: "Bambouti", aliases: "", longitude: 27.20, latitude: 5.41, unit: "05"),
        Village(name: "Mboki", aliases: "M'Boki,Boki", longitude: 25.96, latitude: 5.32, unit: "05"),
        Village(name: "Ngaoundaye", aliases: "Ngaoundaï", longitude: 15.60, latitude: 7.47, unit: "13"),
        Village(name: "Bohong", aliases: "", longitude: 15.65, latitude: 6.49, unit: "13"),
        Village(name: "Mann", aliases: "", longitude: 15.48, latitude: 7.37, unit: "13"),
        Village(name: "Ouandago", aliases: "Wandago", longitude: 18.83, latitude: 7.22, unit: "15"),
        Village(name: "Gaga", aliases: "", longitude: 16.97, latitude: 5.50, unit: "17"),
        Village(
            name: "Am Dafok", aliases: "Am-Dafok,Oum Dafok,أم دافوق", longitude: 23.28, latitude: 10.46, unit: "14"),
    ]

    /// The villages in the nineteen columns of a dump.
    public static var dump: String {
        villages.enumerated().map { index, village in
            [
                String(900_000_001 + index), village.name, village.name, village.aliases, "\(village.latitude)",
                "\(village.longitude)", "P", "PPL", "CF", "", village.unit, "", "", "", "0", "", "500", "Africa/Bangui",
                "2026-01-01",
            ].joined(separator: "\t")
        }.joined(separator: "\n") + "\n"
    }
}
