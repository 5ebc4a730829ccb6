import Formats

/// What the columns of a table of places, or the properties of a feature, mean by their names.
struct PlaceColumns {
    /// What a column can hold.
    enum Field: CaseIterable {
        case name, longitude, latitude, country, admin1, admin2, featureClass, precision, source, id, population,
            importance
    }

    /// The column of each field, by its place.
    private(set) var columns: [Field: Int] = [:]
    /// The columns of further names.
    private(set) var aliases: [Int] = []
    /// The columns of codes, such as those of airports.
    private(set) var codes: [Int] = []
    /// Whether these are tags of OpenStreetMap.
    let isOpenStreetMap: Bool

    init(_ names: [String]) {
        let folded = names.map(ColumnField.folded)
        isOpenStreetMap = names.contains { $0 == "osm_id" || $0 == "@id" || $0 == "osm_type" || $0 == "osm_way_id" }
        var taken: Set<Int> = []
        // The order matters: what is called a place is a name, unless there is a name beside it.
        for field in Field.allCases {
            let known = field == .name && isOpenStreetMap ? ["name"] : Self.names(of: field)
            let column = known.lazy.compactMap { name in
                folded.indices.first { folded[$0] == name && !taken.contains($0) }
            }.first
            guard let column else { continue }
            columns[field] = column
            taken.insert(column)
        }
        for (index, name) in names.enumerated() where !taken.contains(index) {
            if Self.aliasNames.contains(folded[index]) || Self.isNameInLanguage(name) {
                aliases.append(index)
            } else if Self.codeNames.contains(folded[index]) {
                codes.append(index)
            }
        }
    }

    subscript(field: Field) -> Int? { columns[field] }

    /// The names of a field's columns, folded; the earlier is the likelier.
    private static func names(of field: Field) -> [String] {
        switch field {
        case .name:
            [
                "name", "placename", "toponym", "nombre", "nom", "nome", "namn", "navn", "название", "назва", "имя",
                "اسم", "الاسم", "地名", "名称", "label", "title",
            ] + (ColumnField.place.columnNames)
        case .longitude: ColumnField.longitude.columnNames
        case .latitude: ColumnField.latitude.columnNames
        case .country: ["countrycode"] + ColumnField.country.columnNames + ["isoa2", "iso31661", "cc"]
        case .admin1: ColumnField.admin1.columnNames + ["region"]
        case .admin2: ColumnField.admin2.columnNames
        case .featureClass:
            ["class", "featureclass", "fclass", "featuretype", "featurecode", "kind", "type", "category", "place"]
        case .precision:
            [
                "precision", "precisionm", "precisionmetres", "precisionmeters", "radius", "radiusm", "radiusmetres",
                "radiusmeters", "accuracy", "accuracym", "uncertainty",
            ]
        case .source: ColumnField.source.columnNames
        case .id: ["id", "sourceid", "geonameid", "geonamesid", "placeid", "osmid"]
        case .population: ["population", "pop", "inhabitants", "einwohner", "poblacion"]
        case .importance: ["importance"]
        }
    }

    private static let aliasNames: Set<String> = [
        "aliases", "alias", "alternatenames", "alternatename", "alternativenames", "alternativename", "altnames",
        "altname", "othernames", "othername", "names", "aka", "alsoknownas", "synonyms", "variants", "asciiname",
        "officialname", "oldname", "shortname", "intname", "locname", "natname", "regname", "localname",
    ]

    private static let codeNames: Set<String> = ["codes", "code", "iata", "icao", "iatacode", "icaocode"]

    /// `name:ar`, `name_en`, `alt_name:fr`: a name in a language.
    private static func isNameInLanguage(_ name: String) -> Bool {
        guard let separator = name.lastIndex(where: { $0 == ":" || $0 == "_" || $0 == "." }) else { return false }
        let stem = ColumnField.folded(String(name[..<separator]))
        let language = name[name.index(after: separator)...].split(separator: "-").first ?? ""
        return (stem == "name" || aliasNames.contains(stem)) && (2...3).contains(language.count)
            && language.allSatisfy { $0.isASCII && $0.isLetter }
    }

    /// The names in a cell: between bars or semicolons, or else between commas.
    static func split(_ cell: String) -> [String] {
        let separators: Set<Character> = cell.contains { $0 == "|" || $0 == ";" } ? ["|", ";"] : [","]
        return cell.split { separators.contains($0) }.map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
    }
}

extension StringProtocol {
    /// Without spaces and tabs at its ends.
    func trimmingBlanks() -> String {
        var slice = self[...]
        while let first = slice.first, first == " " || first == "\t" { slice = slice.dropFirst() }
        while let last = slice.last, last == " " || last == "\t" { slice = slice.dropLast() }
        return String(slice)
    }
}
